"""Reads a sheet of an Excel workbook (.xlsx) into the table `staged`, and refuses what only pretends to be one."""

import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from etl.sources.delivery import Pulling
from etl.sources.headings import Columns, recognise
from etl.sources.staging import Row, stage
from foundation.errors import SourceError

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

HEADING_ROWS = 10  # a title or two may stand above the headings
MOST_INFLATED = 300_000_000  # bytes; a workbook within the size limit holds less
MOST_CELLS = 30_000_000
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"  # .xls of before 2007, and every workbook with a password
FORMULA = "reject.formula"


class HasValue(Protocol):
    """A cell, also one that is merged or empty."""

    @property
    def value(self) -> object:
        """What stands in it."""


class Sheet(Protocol):
    """A sheet that is read row by row."""

    def iter_rows(self) -> Iterator[Sequence[HasValue]]:
        """Its rows from the first, blank ones too."""

    def reset_dimensions(self) -> None:
        """Forget the size that the file states for it, which may be wrong."""


def stage_xlsx(
    pulling: Pulling, file: Path, aliases: Mapping[str, Sequence[str]]
) -> tuple[str, list[str], Columns, int]:
    """Stage the known columns of a sheet; gives its name, its headings, the columns, and how many rows there were.

    The sheet is the one named in the configuration, else the first. Raises SourceError when it cannot be read.
    """
    refuse_pretenders(file)
    with opened(file, data_only=True) as values, opened(file, data_only=False) as formulas:
        sheet = chosen_sheet(values, pulling.source.text("sheet"), file)
        headings, place = find_headings(sheet_of(values, sheet), aliases)
        columns = recognise(headings, aliases)
        if not columns.places:
            found = ", ".join(heading for heading in headings if heading)[:120]
            raise SourceError("source.no_heading", file=file.name, missing=", ".join(aliases), found=found)
        rows = read_rows(sheet_of(values, sheet), sheet_of(formulas, sheet), columns, place)
        count = stage(pulling, rows, columns, len(headings))
    return sheet, headings, columns, count


def refuse_pretenders(file: Path) -> None:
    """SourceError when the file is no workbook, is locked, or would swell beyond all measure."""
    with file.open("rb") as read:
        start = read.read(512)
    if start.startswith(OLD_OR_LOCKED):
        raise SourceError("source.old_or_locked_excel", file=file.name)
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise SourceError("source.html_for_excel", file=file.name)
    try:
        with zipfile.ZipFile(file) as archive:
            inflated = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        raise SourceError("source.broken_excel", file=file.name) from None
    # Python's reader never inflates a part beyond the size that the archive states for it.
    if inflated > MOST_INFLATED:
        raise SourceError("source.swelling_excel", file=file.name, size=inflated / 1_000_000)


@contextmanager
def opened(file: Path, *, data_only: bool) -> Iterator["Workbook"]:
    """The workbook, read row by row; whatever a damaged one causes becomes a SourceError."""
    import openpyxl  # here: it brings numpy, a tenth of a second that a run without workbooks has no use for

    book: Workbook | None = None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions, which hold no data
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=data_only, keep_links=False)
            yield book
        except SourceError:
            raise
        except Exception:  # openpyxl lets through whatever a damaged or hostile file causes
            raise SourceError("source.broken_excel", file=file.name) from None
        finally:
            if book is not None:
                book.close()


def chosen_sheet(book: "Workbook", wanted: str, file: Path) -> str:
    """The name of the sheet to read. SourceError when the wanted one is not there."""
    names = [sheet.title for sheet in book.worksheets]
    if wanted and wanted not in names:
        raise SourceError("source.no_sheet", file=file.name, sheet=wanted, found=", ".join(names))
    if not names:
        raise SourceError("source.empty", file=file.name)
    return wanted or names[0]


def sheet_of(book: "Workbook", name: str) -> Sheet:
    """A sheet of a workbook that was opened for reading row by row."""
    return cast(Sheet, book[name])


def find_headings(sheet: Sheet, aliases: Mapping[str, Sequence[str]]) -> tuple[list[str], int]:
    """The row of headings, the one that is known best among the first, and its number, from 1."""
    sheet.reset_dimensions()
    rows = [[text_of(cell.value) for cell in row] for row in islice(sheet.iter_rows(), HEADING_ROWS)]
    if not any(any(row) for row in rows):
        return [], 1
    best = max(range(len(rows)), key=lambda place: (len(recognise(rows[place], aliases).places), -place))
    return rows[best], best + 1


def read_rows(values: Sheet, formulas: Sheet, columns: Columns, heading_row: int) -> Iterator[Row]:
    """Every row below the headings as text. A formula counts by the value that was stored with it."""
    formulas.reset_dimensions()
    places = set(columns.places.values())
    pairs = zip_longest(values.iter_rows(), formulas.iter_rows(), fillvalue=())
    seen = 0
    for number, (row, formula_row) in enumerate(pairs, 1):
        seen += len(row)
        if seen > MOST_CELLS:
            raise SourceError("source.too_many_cells", limit=MOST_CELLS)
        if number > heading_row:
            yield number, [text_of(cell.value) for cell in row], fault_of(row, formula_row, places)


def fault_of(row: Sequence[HasValue], formula_row: Sequence[HasValue], places: set[int]) -> str:
    """Why a row cannot be read: a formula in a known column, with no value stored beside it."""
    pairs = enumerate(zip(row, formula_row, strict=False))
    unsaved = any(
        place in places and cell.value is None and formula.value is not None
        for place, (cell, formula) in pairs
    )
    return FORMULA if unsaved else ""


def text_of(value: object) -> str:
    """A cell's value as text: days in ISO form, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
