"""What is staged of a page reaches the database as it was read, whatever it holds."""

from datetime import date
from pathlib import Path

import duckdb

from etl.sources.facebook.insights import Point
from etl.sources.facebook.staging import STAGED, Stage, load

TODAY = date(2026, 11, 30)
ODD = 'a "quoted", word\nand a line'
POINTS = [
    Point("page_follows", None, date(2026, 11, 29), 4021),
    Point("page_follows", ODD, date(2026, 11, 29), 0),
    Point("page_follows", None, date(2026, 11, 28), None, "reject.not_a_count:value", ODD),
    Point("page_follows", None, None, None, "reject.impossible_date:end_time", "soon"),
]


def test_figures_parts_and_faults_come_back_as_they_were_read(tmp_path: Path) -> None:
    with Stage(tmp_path, TODAY) as stage:
        stage.points('a,"page"', POINTS)
        stage.points("tynset", POINTS[:1])
    with duckdb.connect() as connection:
        load(connection, tmp_path / "staged_figure.csv", "staged_figure", STAGED["staged_figure"])
        found = connection.execute("from staged_figure order by row_number").fetchall()
    assert found == [
        *((number, 'a,"page"', *point) for number, point in enumerate(POINTS, 1)),
        (5, "tynset", *POINTS[0]),
    ]


def test_an_empty_cell_is_none(tmp_path: Path) -> None:
    empty = Point("page_follows", None, date(2026, 11, 29), None, "reject.not_a_count:value", "")
    with Stage(tmp_path, TODAY) as stage:
        stage.points("tynset", [empty])
    with duckdb.connect() as connection:
        load(connection, tmp_path / "staged_figure.csv", "staged_figure", STAGED["staged_figure"])
        assert connection.execute("select fault, cell from staged_figure").fetchall() == [(empty.fault, None)]
