"""Reads a sheet of an Excel workbook (.xlsx) into the table `staged`."""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from decimal import Decimal
from itertools import islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from etl.sources.delivery import Pulling
from etl.sources.headings import Columns, recognise
from etl.sources.staging import Row, stage
from etl.sources.xlsx_guard import look
from foundation.errors import SourceError

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

HEADING_ROWS = 10  # a title or two may stand above the headings
MOST_ROWS = 1_048_576  # Excel's own limit
MOST_CELLS = 15_000_000
FORMULA, ERROR_VALUE = "reject.formula", "reject.error_value"
ERROR_TYPE = "e"
DAYS_FROM_1900_TO_1904 = 1462  # some workbooks from a Mac count days from 1904; staged days count from 1900
LITERAL = re.compile(r'"[^"]*"|\\.')
Item = TypeVar("Item")


class SheetCell(Protocol):
    """A cell, also one that is merged or empty."""

    @property
    def value(self) -> object:
        """What stands in it."""

    @property
    def data_type(self) -> str:
        """What kind of value it is; e is an error such as #REF!."""

    @property
    def number_format(self) -> str:
        """How a number is shown."""


SheetRow = Sequence[SheetCell]


class Sheet(Protocol):
    """A sheet that is read row by row."""

    def iter_rows(self) -> Iterator[SheetRow]:
        """Its rows from the first, blank ones too."""

    def reset_dimensions(self) -> None:
        """Forget the size that the file states for it, which may be wrong."""


def stage_xlsx(
    pulling: Pulling, file: Path, aliases: Mapping[str, Sequence[str]]
) -> tuple[str, list[str], Columns, int]:
    """Stage the known columns of a sheet; gives its name, its headings, the columns, and how many rows there were.

    The sheet is the one named in the configuration, else the first. Raises SourceError when it cannot be read.
    """
    has_formula = look(file)
    with ExitStack() as stack:
        book = stack.enter_context(opened(file, data_only=True))
        name = chosen_sheet(book, pulling.source.text("sheet"), file)
        headings, place = find_headings(rows_of(book, name, file), aliases)
        columns = recognise(headings, aliases)
        if not columns.places:
            raise no_heading(book, name, headings, file)
        formulas: Iterable[SheetRow] = repeat(())
        if has_formula:
            formulas = rows_of(stack.enter_context(opened(file, data_only=False)), name, file)
        shift = DAYS_FROM_1900_TO_1904 if book.epoch.year == 1904 else 0
        rows = read_rows(zip(rows_of(book, name, file), formulas, strict=False), columns, place, shift)
        count = stage(pulling, rows, columns, len(headings))
    return name, headings, columns, count


@contextmanager
def opened(file: Path, *, data_only: bool) -> Iterator["Workbook"]:
    """The workbook, read row by row. SourceError when it is damaged."""
    import openpyxl  # here: it brings numpy, a tenth of a second that a run without workbooks has no use for

    # Opened here, for a workbook that cannot be read leaves its file open.
    with file.open("rb") as read, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions, which hold no data
        try:
            book = openpyxl.load_workbook(read, read_only=True, data_only=data_only, keep_links=False)
        except Exception:  # openpyxl lets through whatever a damaged or hostile file causes
            raise SourceError("source.broken_excel", file=file.name) from None
        try:
            yield book
        finally:
            book.close()


def chosen_sheet(book: "Workbook", wanted: str, file: Path) -> str:
    """The name of the sheet to read. SourceError when the wanted one is not there."""
    names = [sheet.title for sheet in book.worksheets]
    if wanted and wanted not in names:
        raise SourceError("source.no_sheet", file=file.name, sheet=wanted, found=", ".join(names))
    if not names:
        raise SourceError("source.empty", file=file.name)
    return wanted or names[0]


def no_heading(book: "Workbook", name: str, headings: Sequence[str], file: Path) -> SourceError:
    """What is told of a sheet without a heading that is known, with the sheets that there are."""
    found = ", ".join(heading for heading in headings if heading)[:120]
    sheets = ", ".join(sheet.title for sheet in book.worksheets)
    return SourceError("source.wrong_sheet", file=file.name, sheet=name, found=found, sheets=sheets)


def rows_of(book: "Workbook", name: str, file: Path) -> Iterator[SheetRow]:
    """The rows of a sheet from the first, blank ones too. SourceError where it is damaged or beyond all measure."""
    sheet = cast(Sheet, book[name])
    sheet.reset_dimensions()
    seen = 0
    for number, row in enumerate(unbroken(sheet.iter_rows(), file), 1):
        seen += len(row)
        if seen > MOST_CELLS or number > MOST_ROWS:
            raise SourceError("source.too_many_cells", file=file.name, limit=MOST_CELLS)
        yield row


def unbroken(items: Iterable[Item], file: Path) -> Iterator[Item]:
    """The items, until a damaged or hostile file makes openpyxl fail, in whatever way; that is a SourceError."""
    try:
        yield from items
    except Exception:
        raise SourceError("source.broken_excel", file=file.name) from None


def find_headings(rows: Iterator[SheetRow], aliases: Mapping[str, Sequence[str]]) -> tuple[list[str], int]:
    """The row of headings, the one that is known best among the first, and its number, from 1."""
    first = [[text_of(cell) for cell in row] for row in islice(rows, HEADING_ROWS)]
    if not any(any(row) for row in first):
        return [], 1
    best = max(range(len(first)), key=lambda place: (len(recognise(first[place], aliases).places), -place))
    return first[best], best + 1


def read_rows(
    pairs: Iterable[tuple[SheetRow, SheetRow]], columns: Columns, heading_row: int, shift: int
) -> Iterator[Row]:
    """Every row below the headings as text. A formula counts by the value that was stored with it."""
    days = {place for name, place in columns.places.items() if name.endswith("_on")}
    for number, (row, formula_row) in enumerate(pairs, 1):
        if number > heading_row:
            cells = [text_of(cell, shift if place in days else 0) for place, cell in enumerate(row)]
            yield number, cells, fault_of(row, formula_row, columns)


def fault_of(row: SheetRow, formula_row: SheetRow, columns: Columns) -> str:
    """Why cells of a row cannot be read, each as «reason:column»; empty when all can."""
    return " ".join(
        f"{fault}:{name}"
        for name, place in columns.places.items()
        if place < len(row) and (fault := cell_fault(row[place], formula_row[place : place + 1]))
    )


def cell_fault(cell: SheetCell, formula: SheetRow) -> str:
    """Why a cell cannot be read: it holds an error value, or a formula with no value stored beside it."""
    if cell.data_type == ERROR_TYPE:
        return ERROR_VALUE
    return FORMULA if cell.value is None and formula and formula[0].value is not None else ""


def text_of(cell: SheetCell, shift: int = 0) -> str:
    """A cell as text: days in ISO form, numbers as they are, per cents with their sign.

    `shift` is added to a number that counts days.
    """
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value + shift if shift else value, format_of(cell))
    return str(value)


def format_of(cell: SheetCell) -> str:
    """How a number is shown; empty in a workbook whose styles are missing or damaged."""
    try:
        return cell.number_format
    except Exception:  # openpyxl looks the style up late, and lets through whatever that causes
        return ""


def number_text(value: int | float, number_format: str) -> str:
    """A number as text, whole ones without a decimal point; 0.75 shown as 75 % is «75 %»."""
    if "%" in number_format and "%" in LITERAL.sub("", number_format):
        return f"{Decimal(repr(value)).scaleb(2):f} %"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
