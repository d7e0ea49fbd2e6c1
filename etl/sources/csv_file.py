"""Reads a CSV file with any usual delimiter and encoding into the table `staged`."""

import codecs
import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from etl.sources.delivery import Pulling
from etl.sources.headings import Columns, recognise
from etl.sources.staging import Row, stage
from foundation.errors import SourceError
from warehouse.build import quoted

DELIMITERS = ";\t,|"
HEADING_LINES = 10  # a title or two may stand above the headings
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHUNK = 1 << 20


def stage_csv(
    pulling: Pulling, file: Path, aliases: Mapping[str, Sequence[str]]
) -> tuple[list[str], Columns, int]:
    """Stage the known columns of a CSV file; gives its headings, the columns, and how many rows there were.

    Raises SourceError when the text cannot be read or has no heading that is known.
    """
    text = as_utf8(file, pulling.folder)
    delimiter, skipped, headings = find_headings(text, aliases)
    columns = recognise(headings, aliases)
    count = stage_quickly(pulling, text, delimiter, skipped, (headings, columns))
    if count is None:
        count = stage(pulling, read_rows(text, delimiter, skipped), columns, len(headings))
    return headings, columns, count


def as_utf8(file: Path, folder: Path) -> Path:
    """The file as UTF-8 without a byte-order mark; itself when it is so already, else a copy.

    Without a mark it is UTF-8 if it reads as such, else Windows-1252. SourceError when it is neither.
    """
    with file.open("rb") as opened:
        start = opened.read(CHUNK)
    encoding = next((name for mark, name in BYTE_ORDER_MARKS if start.startswith(mark)), None)
    if encoding is None and b"\x00" in start:
        raise SourceError("source.not_text", file=file.name)
    if encoding is None and is_utf8(file):
        return file
    copy = folder / "utf8.csv"
    try:
        with (
            file.open(encoding=encoding or "cp1252", newline="") as read,
            copy.open("w", encoding="utf-8", newline="") as written,
        ):
            while chunk := read.read(CHUNK):
                written.write(chunk)
    except UnicodeError:
        raise SourceError("source.not_text", file=file.name) from None
    return copy


def is_utf8(file: Path) -> bool:
    """Whether the whole file reads as UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with file.open("rb") as opened:
            while chunk := opened.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def find_headings(file: Path, aliases: Mapping[str, Sequence[str]]) -> tuple[str, int, list[str]]:
    """The delimiter, how many lines stand above the headings, and the headings: the line that is known best.

    SourceError when the file is empty or no line holds a heading that is known.
    """
    with file.open(encoding="utf-8", newline="") as opened:
        lines = [
            line
            for _, line in zip(range(HEADING_LINES), iter(lambda: opened.readline(CHUNK), ""), strict=False)
        ]
    if not any(line.strip() for line in lines):
        raise SourceError("source.empty", file=file.name)
    tried = [
        (len(recognise(headings, aliases).places), -place, delimiter, headings)
        for delimiter in DELIMITERS
        for place, line in enumerate(lines)
        for headings in [next(csv.reader([line], delimiter=delimiter), [])]
    ]
    known_count, place, delimiter, headings = max(tried, key=lambda one: one[:2])
    if known_count == 0:
        found = " ".join(lines[0].split())[:120]
        raise SourceError("source.no_heading", file=file.name, missing=", ".join(aliases), found=found)
    return delimiter, -place, headings


def stage_quickly(
    pulling: Pulling, file: Path, delimiter: str, skipped: int, table: tuple[Sequence[str], Columns]
) -> int | None:
    """Stage a plain file in one pass of DuckDB's own reader; None when row numbers or cells could come out wrong.

    That is so when a line is blank, a row has too many cells, or a value runs over several lines.
    """
    headings, columns = table
    names = [f"column{place}" for place in range(len(headings))]
    kinds = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
    chosen = "".join(f", column{place} as {name}" for name, place in columns.places.items())
    try:
        pulling.connection.execute(
            f"create or replace table staged as "  # noqa: S608 - names of ours, the rest quoted
            f"select row_number() over () + {skipped + 1} as row_number, ''::varchar as fault{chosen} "
            f"from read_csv({quoted(str(file))}, header = false, skip = {skipped + 1}, delim = {quoted(delimiter)}, "
            f"quote = '\"', escape = '\"', columns = {{{kinds}}}, null_padding = true, auto_detect = false, "
            f"strict_mode = true, parallel = false, nullstr = '')"
        )
    except duckdb.Error:
        return None
    found = pulling.connection.execute("select count(*) from staged").fetchall()[0][0]
    return int(found) if found == line_count(file) - skipped - 1 else None


def line_count(file: Path) -> int:
    """How many lines a file has; the last one may lack its line end."""
    count, last = 0, b""
    with file.open("rb") as opened:
        while chunk := opened.read(CHUNK):
            count += chunk.count(b"\n")
            last = chunk[-1:]
    return count + (last != b"\n")


def read_rows(file: Path, delimiter: str, skipped: int) -> Iterator[Row]:
    """Every row below the headings with the number of its first line in the file."""
    csv.field_size_limit(CHUNK)
    with file.open(encoding="utf-8", newline="") as opened:
        reader = csv.reader(opened, delimiter=delimiter)
        before = 0
        try:
            for row in reader:
                if before > skipped:
                    yield before + 1, row, ""
                before = reader.line_num
        except csv.Error:
            raise SourceError("source.broken_csv", file=file.name, row=before + 1) from None
