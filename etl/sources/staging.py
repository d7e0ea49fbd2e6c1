"""Puts rows of text into the table `staged`, where SQL judges them all at once."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from etl.sources.delivery import Pulling
from etl.sources.headings import Columns
from warehouse.build import quoted

STEP = 10_000  # rows between two words of progress
Cells = Sequence[str]
Row = tuple[
    int, Cells, str
]  # its number in the file, its cells, and why it cannot be read: «reason» or «reason:column», empty when it can


def stage(pulling: Pulling, rows: Iterable[Row], columns: Columns, width: int) -> int:
    """Stage rows of cells and give how many there were.

    Only known columns are written. A row with more cells than headings is staged with a fault; a row without any
    value is none.
    """
    file = pulling.folder / "staged.csv"
    places = list(columns.places.values())
    count = 0
    with file.open("w", encoding="utf-8", newline="") as written:
        writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for number, cells, fault in rows:
            if fault or any(cell.strip() for cell in cells):
                writer.writerow(
                    [number, fault or fault_of(cells, width), *(value_at(cells, place) for place in places)]
                )
                count += 1
                if count % STEP == 0:
                    pulling.progress(count)
    load(pulling, file, list(columns.places))
    return count


def fault_of(cells: Cells, width: int) -> str:
    """Why the row as a whole cannot be read; empty when it can."""
    return "reject.too_many_cells" if any(cell.strip() for cell in cells[width:]) else ""


def value_at(cells: Cells, place: int) -> str:
    """The cell at a place; empty where the row is shorter."""
    return cells[place].replace("\x00", "") if place < len(cells) else ""


def load(pulling: Pulling, file: Path, names: Sequence[str]) -> None:
    """Read a staging file of our own into `staged`: row_number, fault, and every known column as text."""
    kinds = ", ".join(f"'{name}': 'VARCHAR'" for name in ("row_number", "fault", *names))
    pulling.connection.execute(
        f"create or replace temp table staged as select * replace (row_number::bigint as row_number) "  # noqa: S608
        f"from read_csv({quoted(str(file))}, header = false, delim = ',', quote = '\"', escape = '\"', "
        f"columns = {{{kinds}}}, nullstr = '', auto_detect = false, max_line_size = 10000000)"
    )


def complete(pulling: Pulling, names: Iterable[str]) -> None:
    """Add every column that the delivery did not have, empty, so that judging knows them all."""
    for name in names:
        pulling.connection.execute(f"alter table staged add column if not exists {name} varchar")
