"""Reads a CSV file with any usual delimiter and encoding into the table `staged`."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from etl.sources.csv_text import CHUNK, as_utf8
from etl.sources.delivery import Notice, Pulling
from etl.sources.headings import Columns, recognise
from etl.sources.staging import Row, stage
from foundation.errors import SourceError
from warehouse.build import quoted

DELIMITERS = ";\t,|"
LARGE = 10_000_000  # bytes from which it pays to divide the work between threads
HEADING_LINES = 10  # a title or two may stand above the headings
LONGEST_VALUE_LINES = 100  # a note may run over some lines; more is a quotation mark that was never closed


def stage_csv(
    pulling: Pulling, file: Path, aliases: Mapping[str, Sequence[str]]
) -> tuple[list[str], Columns, int]:
    """Stage the known columns of a CSV file; gives its headings, the columns, and how many rows there were.

    Raises SourceError when the text cannot be read or has no heading that is known.
    """
    text, other_count = as_utf8(file, pulling.folder)
    delimiter, skipped, headings = find_headings(text, aliases)
    columns = recognise(headings, aliases)
    if other_count:
        columns = replace(
            columns, notices=(*columns.notices, Notice("notice.two_encodings", None, other_count))
        )
    if text.stat().st_size > LARGE:
        pulling.connection.execute("reset threads")
    count = stage_quickly(pulling, text, delimiter, skipped, (headings, columns))
    if count is None:
        count = stage(pulling, read_rows(text, delimiter, skipped), columns, len(headings))
    return headings, columns, count


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
    if re.match(
        r"\s*<(!doctype|html|head|body|\?xml|script|table)\b", lines[0] + "".join(lines[1:]), re.IGNORECASE
    ):
        raise SourceError("source.html_for_csv", file=file.name)
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
            f"create or replace temp table staged as "  # noqa: S608 - names of ours, the rest quoted
            f"select row_number() over () + {skipped + 1} as row_number, ''::varchar as fault{chosen}, "
            f"coalesce({', '.join(names)}) is null as is_blank "
            f"from read_csv({quoted(str(file))}, header = false, skip = {skipped + 1}, delim = {quoted(delimiter)}, "
            f"quote = '\"', escape = '\"', columns = {{{kinds}}}, null_padding = true, auto_detect = false, "
            f"strict_mode = true, nullstr = '')"
        )
    except duckdb.Error:
        return None
    counted = "select count(*), count(*) filter (where is_blank) from staged"
    found, blank_count = pulling.connection.execute(counted).fetchall()[0]
    if found != line_count(file) - skipped - 1:
        return None
    pulling.connection.execute("delete from staged where is_blank")
    pulling.connection.execute("alter table staged drop column is_blank")
    pulling.progress(found)
    return int(found - blank_count)


def line_count(file: Path) -> int:
    """How many lines a file has; the last one may lack its line end."""
    count, last = 0, b""
    with file.open("rb") as opened:
        while chunk := opened.read(CHUNK):
            count += chunk.count(b"\n")
            last = chunk[-1:]
    return count + (last != b"\n")


def read_rows(file: Path, delimiter: str, skipped: int) -> Iterator[Row]:
    """Every row below the headings with the number of its first line in the file.

    SourceError when a quotation mark is never closed, or so late that rows have been swallowed: they would be
    taken for withdrawn.
    """
    csv.field_size_limit(CHUNK)
    with file.open(encoding="utf-8", newline="") as opened:
        lines: list[str] = []
        reader = csv.reader(remembered(opened, lines), delimiter=delimiter)
        before = 0
        try:
            for row in reader:
                if len(lines) > LONGEST_VALUE_LINES or not is_closed(lines, delimiter):
                    raise SourceError("source.broken_csv", file=file.name, row=before + 1)
                if before > skipped:
                    yield before + 1, row, ""
                before = reader.line_num
                lines.clear()
        except csv.Error:
            raise SourceError("source.broken_csv", file=file.name, row=before + 1) from None


def remembered(opened: Iterable[str], lines: list[str]) -> Iterator[str]:
    """The lines of a file, each also added to `lines` as it is read."""
    for line in opened:
        lines.append(line)
        yield line


def is_closed(lines: Sequence[str], delimiter: str) -> bool:
    """Whether a row that runs over several lines ends outside quotation marks."""
    if len(lines) < 2:
        return True
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end of data" not in str(error)
    return True
