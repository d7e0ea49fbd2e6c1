"""Stages what was read of the pages in files of our own, where SQL settles it against what has landed before."""

import csv
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Self, TextIO

import duckdb

from etl.sources.facebook.insights import Point
from etl.sources.facebook.node import Node
from etl.sources.facebook.response import ResponseDay
from warehouse.build import quoted
from warehouse.landings import Landing

STATEMENTS = Path(__file__).parent / "sql"
STAGED = {
    "staged_figure": {
        "row_number": "bigint", "page_id": "text", "metric_id": "text", "breakdown": "text", "observed_on": "date",
        "value": "double", "fault": "text", "cell": "text",
    },
    "staged_property": {"row_number": "bigint", "page_id": "text", "property": "text", "text_value": "text"},
    "staged_response": {
        "row_number": "bigint", "page_id": "text", "observed_on": "date", "window_days": "integer",
        "received_count": "integer", "answered_count": "integer", "median_minutes": "double",
        "fastest_mean_minutes": "double", "truncated_count": "integer", "method_version": "text",
        "is_withheld": "boolean",
    },
}  # fmt: skip
State = dict[str, dict[str, date]]  # the newest day with a value, by page and metric


@dataclass(slots=True)
class Stage:
    """Files that rows are added to, from several threads at once. Close it before `settle`."""

    folder: Path
    today: date
    files: dict[str, TextIO] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    row_count: int = 0

    def __enter__(self) -> Self:
        for name in STAGED:
            self.files[name] = (self.folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
        return self

    def __exit__(self, *_: object) -> None:
        for file in self.files.values():
            file.close()

    def points(self, page_id: str, found: Sequence[Point]) -> None:
        """Add daily figures of a page."""
        with self.lock:
            page = quoted_cell(page_id)
            self.files["staged_figure"].writelines(
                figure_line(number, page, point) for number, point in enumerate(found, self.row_count + 1)
            )
            self.row_count += len(found)

    def node(self, page_id: str, found: Node) -> None:
        """Add what a page is today."""
        counts = [
            Point(one.metric_id, None, self.today, one.value, one.fault, one.cell) for one in found.counts
        ]
        self.points(page_id, counts)
        self.add("staged_property", page_id, list(found.properties.items()))

    def responses(self, page_id: str, found: Sequence[ResponseDay]) -> None:
        """Add how a page answered, day by day."""
        self.add("staged_response", page_id, found)

    def add(self, name: str, page_id: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Add rows of a page to a file, each with its number."""
        with self.lock:
            writer = csv.writer(self.files[name], lineterminator="\n")
            writer.writerows((number, page_id, *row) for number, row in enumerate(rows, self.row_count + 1))
            self.row_count += len(rows)


def figure_line(number: int, page: str, point: Point) -> str:
    """A figure as a line of its file, `page` being quoted already.

    Nearly all are bare counts, and the csv module takes four times as long for them.
    """
    metric_id, breakdown, day, value, fault, cell = point
    if breakdown is None and fault is None:
        return f"{number},{page},{metric_id},,{iso(day)},{value},,\n"
    texts = [quoted_cell(text) for text in (breakdown, fault, cell)]
    return f"{number},{page},{metric_id},{texts[0]},{iso(day)},{'' if value is None else value},{texts[1]},{texts[2]}\n"


def quoted_cell(text: str | None) -> str:
    """A text as a cell that may hold anything; an empty one is none."""
    return "" if not text else '"' + text.replace('"', '""') + '"'


@cache
def iso(day: date | None) -> str:
    """A day as a cell."""
    return "" if day is None else day.isoformat()


def remember(connection: duckdb.DuckDBPyConnection, landed: Sequence[Landing]) -> State:
    """Leave what has landed before in the view `landed_before`, and give the newest day of each page's metric."""
    connection.execute(
        "create or replace temp table landed_file (position integer, file text, loaded_on date)"
    )
    if landed:
        files = [[position, str(one.file), one.loaded_on] for position, one in enumerate(landed)]
        connection.executemany("insert into landed_file values (?, ?, ?)", files)
        connection.execute("set variable landed_files = ?", [[str(one.file) for one in landed]])
    run(connection, "landings" if landed else "no_landings")
    run(connection, "reached")
    state: State = {}
    found = connection.execute("select page_id, metric_id, newest_on from reached").fetchall()
    for page_id, metric_id, newest_on in found:
        state.setdefault(page_id, {})[metric_id] = newest_on
    return state


def pages_seen(connection: duckdb.DuckDBPyConnection, day: date) -> frozenset[str]:
    """The pages whose node has landed with this day."""
    found = connection.execute(
        "select distinct page_id from landed_before where property is not null and observed_on = ?", [day]
    ).fetchall()
    return frozenset(page_id for (page_id,) in found)


def settle(connection: duckdb.DuckDBPyConnection, stage: Stage) -> bool:
    """Leave `accepted` and `rejected` in the connection, and tell whether anything in them has not landed before."""
    for name, columns in STAGED.items():
        load(connection, stage.folder / f"{name}.csv", name, columns)
    connection.execute("set variable reading_day = ?", [stage.today])
    run(connection, "settle")
    (has_news,) = connection.execute(text_of("has_news")).fetchall()[0]
    return bool(has_news)


def load(connection: duckdb.DuckDBPyConnection, file: Path, name: str, columns: dict[str, str]) -> None:
    """Read a staging file of our own into a table."""
    kinds = ", ".join(f"'{column}': '{kind}'" for column, kind in columns.items())
    connection.execute(
        f"create or replace temp table {name} as from read_csv({quoted(str(file))}, header = false, delim = ',', "  # noqa: S608
        f"quote = '\"', escape = '\"', columns = {{{kinds}}}, nullstr = '', auto_detect = false, buffer_size = 4194304)"
    )


def run(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Run the statements of sql/<name>.sql."""
    connection.execute(text_of(name))


def text_of(name: str) -> str:
    """The text of sql/<name>.sql."""
    return (STATEMENTS / f"{name}.sql").read_text(encoding="utf-8")
