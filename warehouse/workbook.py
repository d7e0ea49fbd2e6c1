"""Writes the workbook for people without SQL: what the rules say on a day, a sheet for each question."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from foundation.words import Words, words
from warehouse.read import query_text

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.styles import Alignment, Font
    from openpyxl.workbook import Workbook

SHEETS = Path(__file__).parent / "sheets"
# What each sheet shows, in the order of the workbook: the name of its query and of the rule that it asks.
RULE_OF = {
    "goals": "goal_status",
    "measures": "measure_status",
    "periods": "due_period_status",
    "milestones": "milestone_status",
    "coverage": "coverage_status",
    "metrics": "metric_status",
    "sources": "freshness",
}
# The rules behind the sheets, each before those that stand on it.
ASKED_ONCE = (
    "known_completion", "known_plan", "plan_in_force", "due_period", "data_through", "due_period_status",
    "milestone_status", "coverage_status", "metric_status", "measure_status", "goal_status", "freshness",
)  # fmt: skip
FORMAT = "number_format"  # a column that is not shown: how the row's broken numbers are written
DAY_FORMAT = "dd.mm.yyyy"
NARROWEST, WIDEST, README_WIDTH = 9, 60, 100
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet as they are to be read: headings, cells, and the format of each row's broken numbers."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """Of what a workbook is: the published file, the day it tells of, and its language."""

    version: str
    as_of: date
    language: str

    @property
    def words(self) -> Words:
        """The words of its language."""
        return words(self.language)


def write_workbook(connection: duckdb.DuckDBPyConnection, file: Path, version: str, today: date) -> None:
    """Write the published database `version` as a workbook; `connection` has it open.

    It tells of the day on which the screens open: `today`, or the newest day that a sample was loaded.
    """
    # Here: what only reads the database has no use for it, and it takes a tenth of a second.
    from openpyxl.workbook import Workbook

    edition = edition_of(connection, version, today)
    ask_once(connection, edition.as_of)
    sheets = [sheet_of(connection, name, edition) for name in RULE_OF]
    book = Workbook(write_only=True)
    write_readme(book, edition.words.t("exports.sheet.readme"), readme(connection, edition))
    for sheet in sheets:
        write_sheet(book, sheet)
    book.save(file)


def edition_of(connection: duckdb.DuckDBPyConnection, version: str, today: date) -> Edition:
    """The day on which the screens open, and the municipality's own language."""
    [(sample_loaded_on,)] = connection.execute(query_text("frame_days")).fetchall()
    spoken = connection.execute("select language from organisation").fetchall()
    return Edition(version, sample_loaded_on or today, spoken[0][0] if spoken else "nb")


def ask_once(connection: duckdb.DuckDBPyConnection, as_of: date) -> None:
    """Keep the answers of the rules in the connection, in the place of the rules, for that day and no other.

    Planned anew for each sheet, with all that they stand on, they would take three times as long as the whole workbook.
    """
    for rule in ASKED_ONCE:
        connection.execute(
            f"create temp table asked_{rule} as from {rule}(date '{as_of}'); "  # noqa: S608 - a name of ours
            f"create temp macro {rule}(as_of) as table from asked_{rule} "
            f"where if(as_of = date '{as_of}', true, error('{rule} was asked of another day'))"
        )


def sheet_of(connection: duckdb.DuckDBPyConnection, name: str, edition: Edition) -> Sheet:
    """The rows of sheets/<name>.sql: what ends in _word is a key of a text, and is given as the text."""
    text = (SHEETS / f"{name}.sql").read_text(encoding="utf-8")
    values = {"as_of": edition.as_of, "language": edition.language}
    answer = connection.execute(text, {key: value for key, value in values.items() if f"${key}" in text})
    columns = [column[0] for column in answer.description or ()]
    rows = answer.fetchall()
    said = edition.words
    shown = [place for place, column in enumerate(columns) if column != FORMAT]
    return Sheet(
        name=said.t(f"exports.sheet.{name}"),
        headings=tuple(said.t(f"exports.column.{columns[place].removesuffix('_word')}") for place in shown),
        rows=tuple(tuple(told(columns[place], row[place], said) for place in shown) for row in rows),
        formats=tuple(row[columns.index(FORMAT)] if FORMAT in columns else "General" for row in rows),
    )


def told(column: str, value: object, said: Words) -> object:
    """A value as a reader meets it."""
    return said.t(str(value)) if column.endswith("_word") and value is not None else value


def readme(connection: duckdb.DuckDBPyConnection, edition: Edition) -> Iterator[tuple[Any, ...]]:
    """The lines of the first sheet: what this is, of which day, whether it is invented, and what each sheet shows."""
    said = edition.words
    names = connection.execute("select name from organisation").fetchall()
    loaded = connection.execute("select max(loaded_on) from etl_run where outcome <> 'failed'").fetchall()
    sample = connection.execute("select source_id from source where is_sample order by all").fetchall()
    yield (said.t("exports.title", name=names[0][0] if names else ""),)
    yield (said.t("exports.what"),)
    if sample:
        yield (said.t("exports.sample", sources=said.listed([source for (source,) in sample])),)
    yield ()
    yield said.t("exports.as_of"), edition.as_of
    yield said.t("exports.loaded"), loaded[0][0]
    yield said.t("exports.source"), edition.version
    yield ()
    yield said.t("exports.sheet_heading"), said.t("exports.shows_heading")
    for name, meaning in meanings(connection, edition.language).items():
        yield said.t(f"exports.sheet.{name}"), meaning
    yield ()
    for key in ("empty", "private", "more"):
        yield (said.t(f"exports.{key}"),)


def meanings(connection: duckdb.DuckDBPyConnection, language: str) -> dict[str, str]:
    """What each sheet shows, in the words that the database has for its rule: the first line is bokmål."""
    found = connection.execute(
        "select function_name, comment from duckdb_functions() where comment is not null"
    )
    comments = dict(found.fetchall())
    line = -1 if language == "en" else 0
    return {name: str(comments.get(rule, "")).splitlines()[line] for name, rule in RULE_OF.items()}


def write_readme(book: "Workbook", name: str, lines: Iterator[tuple[object, ...]]) -> None:
    """Write the first sheet; its first line is the heading."""
    sheet = book.create_sheet(name)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, README_WIDTH
    for number, line in enumerate(lines):
        sheet.append(
            [
                cell(sheet, value, is_heading=number == 0, is_wrapped=place > 0)
                for place, value in enumerate(line)
            ]
        )


def write_sheet(book: "Workbook", sheet: Sheet) -> None:
    """Write a sheet whose headings stay in view and can be filtered by."""
    from openpyxl.utils import get_column_letter

    written = book.create_sheet(sheet.name)
    written.freeze_panes = "A2"
    written.auto_filter.ref = f"A1:{get_column_letter(len(sheet.headings))}{len(sheet.rows) + 1}"
    for place, width in enumerate(widths(sheet), start=1):
        written.column_dimensions[get_column_letter(place)].width = width
    written.append([cell(written, heading, is_heading=True) for heading in sheet.headings])
    for row, number_format in zip(sheet.rows, sheet.formats, strict=True):
        written.append([cell(written, value, number_format) for value in row])


def widths(sheet: Sheet) -> Iterator[int]:
    """How wide each column is, in characters: its longest word or cell, within what a screen can hold."""
    for place, heading in enumerate(sheet.headings):
        longest_word = max(len(word) for word in heading.split())
        cells = (10 if isinstance(row[place], date) else len(str(row[place] or "")) for row in sheet.rows)
        yield min(max(NARROWEST, longest_word + 4, *cells, 0), WIDEST)


def cell(
    sheet: Any,
    value: Any,
    number_format: str = "General",
    *,
    is_heading: bool = False,
    is_wrapped: bool = False,
) -> "Cell":
    """A cell with a date, a number or a text as what it is. A text is never taken for a formula."""
    from openpyxl.cell import WriteOnlyCell

    made = WriteOnlyCell(sheet, value=harmless(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        made.data_type = "s"
        if value.startswith(FORMULA_SIGNS):
            made.quotePrefix = True  # it stays a text when somebody edits the cell
    elif isinstance(value, date):
        made.number_format = DAY_FORMAT
    elif isinstance(value, float):
        made.number_format = number_format
    if is_heading or is_wrapped:
        made.font, made.alignment = look(is_heading=is_heading)
    return made


def harmless(text: str) -> str:
    """A text without the control characters that no workbook can hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub("", text)


@cache
def look(*, is_heading: bool) -> "tuple[Font, Alignment]":
    """How a heading, or a text of several lines, is written."""
    from openpyxl.styles import Alignment, Font

    return Font(bold=is_heading), Alignment(wrap_text=True, vertical="top")
