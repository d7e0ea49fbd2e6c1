"""A small database published and exported, and what analysts find of it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
from openpyxl.workbook import Workbook

from foundation.errors import ExportError
from tests.builders import empty_database
from warehouse.build import Row, insert_rows
from warehouse.exports import export
from warehouse.publish import building, publish

TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
WORKBOOK = "analyse/kommunikasjon.xlsx"
TEXTS = ("text_nb", "text_en", "short_nb", "short_en")
ROWS: Mapping[str, Sequence[Row]] = {
    "organisation": [{"name": "Prøve kommune", "language": "nb", "timezone": "Europe/Oslo"}],
    "goal": [{"goal_id": "G1", "position": 1, **dict.fromkeys(TEXTS, "Vi svarer")}],
    "measure": [
        {
            "measure_id": "T1", "goal_id": "G1", "position": 1, "audience": "external", "kind": "recurring",
            "lane": "activity", "is_optional": False, **dict.fromkeys(TEXTS, "=1+1"),
        }
    ],
    "plan": [{"plan_id": "T1-1", "measure_id": "T1", "basis": "decided", "grace_days": 14}],
    "plan_period": [
        {"plan_id": "T1-1", "code": "H1", "start_month": 1, "start_day": 1, "due_month": 6, "due_day": 30},
    ],
    "source": [
        {"source_id": "a", "kind": "x", "feeds": "completion", "is_sample": False, "refresh_days": 31}
    ],
    "source_measure": [{"source_id": "a", "measure_id": "T1"}],
    "etl_run": [
        {
            "run_id": "1", "source_id": "a", "started_at": NOON, "finished_at": NOON, "loaded_on": TODAY,
            "outcome": "loaded", "read_count": 1, "accepted_count": 1, "rejected_count": 0,
        }
    ],
    "metric": [
        {
            "metric_id": "rate", "position": 1, "name_nb": "Svarprosent", "name_nn": "Svarprosent", "unit": "share",
            "name_en": "Response rate", "kind": "rate", "lane": "outcome", "wanted_trend": "none", "grace_days": 0,
        }
    ],
    "metric_value": [
        {
            "metric_id": "rate", "source_id": "a", "observed_on": date(2026, 10, 31), "value": 0.75, "n": 12,
            "value_basis": "typed", "known_basis": "first_seen", "known_from": TODAY,
        }
    ],
}  # fmt: skip


def exported(folder: Path, tables: Mapping[str, Sequence[Row]] | None = None) -> tuple[ExportError, ...]:
    """Publish a database with these rows and export it."""
    with building(folder) as connection:
        connection.execute(f"attach '{empty_database()}' as empty (read_only)")
        connection.execute("copy from database empty to build; detach empty")
        for table, rows in {**ROWS, **(tables or {})}.items():
            insert_rows(connection, table, rows)
    return export(folder, publish(folder, NOON), TODAY)


def source_named(name: str) -> Mapping[str, Sequence[Row]]:
    return {"source": [{**ROWS["source"][0], "source_id": name}]}


def asked(file: Path, query: str, **options: Any) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(file), **options) as connection:
        return connection.execute(query).fetchall()


def cells(folder: Path, sheet: str) -> list[tuple[object, ...]]:
    return [
        tuple(value.date() if isinstance(value, datetime) else value for value in row)
        for row in workbook(folder)[sheet].iter_rows(values_only=True)
    ]


def workbook(folder: Path) -> Workbook:
    return openpyxl.load_workbook(folder / WORKBOOK)


def row(folder: Path, sheet: str, number: int = 1) -> dict[str, object]:
    """A row of a sheet by its headings."""
    read = cells(folder, sheet)
    return {str(heading): value for heading, value in zip(read[0], read[number], strict=True)}
