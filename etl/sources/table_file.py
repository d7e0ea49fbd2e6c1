"""Stages a file of rows, .csv or .xlsx, after seeing that it is there and of a size that can be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.sources.csv_file import stage_csv
from etl.sources.delivery import Pulling
from etl.sources.headings import Columns, require
from etl.sources.xlsx_file import stage_xlsx
from etl.sources.xlsx_guard import look
from foundation.configuration import Source
from foundation.errors import SourceError

TEXT, WORKBOOK = (".csv", ".txt"), (".xlsx", ".xlsm")
MEGABYTE = 1_000_000
MEGABYTES = 100  # the largest file that is read unless the configuration says otherwise


@dataclass(frozen=True, slots=True)
class Table:
    """What was staged: its name for readers, its headings, its known columns, and how many rows there were."""

    file_name: str
    headings: Sequence[str]
    columns: Columns
    row_count: int


def stage_file(pulling: Pulling, aliases: Mapping[str, Sequence[str]], wanted: Sequence[str]) -> Table:
    """Stage the known columns of the source's file. SourceError when it cannot be read or lacks a wanted column."""
    file = readable_file(pulling.source)
    if file.suffix.casefold() in WORKBOOK:
        sheet, headings, columns, count = stage_xlsx(pulling, file, aliases)
        name = f"{file.name} [{sheet}]"
    else:
        headings, columns, count = stage_csv(pulling, file, aliases)
        name = file.name
    require(columns, wanted, headings, name)
    if count == 0:
        raise SourceError("source.no_rows", file=name)
    return Table(name, headings, columns, count)


def readable_file(source: Source) -> Path:
    """The source's file. SourceError when it is missing, closed to us, no file, empty, too large or of another kind."""
    file = source.path
    try:
        if file is None or not file.exists():
            raise SourceError("source.missing_file", file=str(file))
        if not file.is_file():
            raise SourceError("source.not_a_file", file=str(file))
        with file.open("rb") as opened:
            opened.read(1)
        size = file.stat().st_size
    except OSError as error:
        raise SourceError("source.closed_file", file=str(file), found=error.strerror or "") from None
    refuse_size(file, size, source.number("max_megabytes", MEGABYTES))
    return file


def refuse_size(file: Path, size: int, limit: float) -> None:
    """SourceError when the file is of another kind, holds nothing, or is larger than the limit in megabytes."""
    if file.suffix.casefold() not in (*TEXT, *WORKBOOK):
        raise SourceError("source.other_kind", file=file.name, kind=file.suffix)
    if size == 0:
        raise SourceError("source.empty", file=file.name)
    if size > limit * MEGABYTE:
        raise SourceError("source.too_large", file=file.name, size=size / MEGABYTE, limit=limit)


def check_file(source: Source) -> None:
    """SourceError unless the source's file is there, can be opened, and is a workbook if it says so."""
    file = readable_file(source)
    if file.suffix.casefold() in WORKBOOK:
        look(file)
