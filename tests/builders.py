"""Small builders: a real warehouse in memory, with just the rows that a test is about."""

import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Self

import duckdb

from warehouse.build import create_rules, create_tables, insert_rows

MONTHS = tuple(
    {"code": f"{month:02}", "start_month": month, "start_day": 1, "due_month": month, "due_day": 31}
    for month in range(1, 13)
)
HALF_YEARS = (
    {"code": "H1", "start_month": 1, "start_day": 1, "due_month": 6, "due_day": 30},
    {"code": "H2", "start_month": 7, "start_day": 1, "due_month": 12, "due_day": 31},
)
FIRST_LOAD = date(2020, 1, 1)


def day(text: str) -> date:
    """A date from its ISO form."""
    return date.fromisoformat(text)


def with_analysis(configuration: str, seconds: int) -> str:
    """The project's configuration with so many seconds for a question, whose process stands behind nobody.

    The tests keep the processors busy themselves: a test of what is answered is no test of how fast the machine is.
    """
    for key, value in {"seconds": seconds, "nice": 0}.items():
        configuration, count = re.subn(rf"(?m)^{key} = \d+ ", f"{key} = {value} ", configuration)
        assert count == 1
    return configuration


@cache
def empty_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder with empty.duckdb: every table and rule, made once, since the rules take a while to create."""
    folder = tempfile.TemporaryDirectory()
    with duckdb.connect(str(Path(folder.name) / "empty.duckdb")) as connection:
        create_tables(connection)
        create_rules(connection)
    return folder


def empty_database() -> Path:
    """A database file with every table and rule and no rows; to be copied, never written."""
    return Path(empty_folder().name) / "empty.duckdb"


def in_memory() -> duckdb.DuckDBPyConnection:
    """An empty warehouse in memory."""
    connection = duckdb.connect()
    connection.execute(f"attach '{empty_database()}' as empty (read_only)")
    connection.execute("copy from database empty to memory")
    connection.execute("detach empty")
    return connection


class Warehouse:
    """A warehouse of one test. Each method adds rows and gives the warehouse back; the one source is «s».

    It lies in memory, unless `opening` is another way to an empty warehouse.
    """

    opening: ClassVar[Callable[[], duckdb.DuckDBPyConnection]] = staticmethod(in_memory)

    def __init__(self) -> None:
        self.connection = type(self).opening()
        self._count = 0

    def add(self, table: str, **row: object) -> Self:
        """Add one row by column name."""
        insert_rows(self.connection, table, [row])
        return self

    def goal(self, goal_id: str = "G1") -> Self:
        """Add a goal."""
        texts = dict.fromkeys(("text_nb", "text_en", "short_nb", "short_en"), goal_id)
        return self.add("goal", goal_id=goal_id, position=1, **texts)

    def measure(self, measure_id: str = "M", kind: str = "recurring", **columns: Any) -> Self:
        """Add a measure that the source «s» reports on."""
        texts = dict.fromkeys(("text_nb", "text_en", "short_nb", "short_en"), measure_id)
        row = {
            "goal_id": "G1",
            "position": 1,
            "audience": "internal",
            "lane": "activity",
            "is_optional": False,
        }
        self.add("measure", **{"measure_id": measure_id, "kind": kind, **row, **texts, **columns})
        return self.add("source_measure", source_id="s", measure_id=measure_id)

    def plan(
        self, measure_id: str = "M", periods: Sequence[Mapping[str, object]] = (), **columns: Any
    ) -> Self:
        """Add a plan, by default decided with 14 days of grace, and its due periods."""
        plan_id = str(columns.pop("plan_id", f"{measure_id}-1"))
        row = {"plan_id": plan_id, "measure_id": measure_id, "basis": "decided", "grace_days": 14, **columns}
        insert_rows(self.connection, "plan", [row])
        insert_rows(self.connection, "plan_period", [{"plan_id": plan_id, **period} for period in periods])
        return self

    def read(self, *days: str, source_id: str = "s", outcome: str = "loaded") -> Self:
        """Add readings of a source."""
        for loaded_on in days:
            moment = f"{loaded_on} 06:00:00"
            self.add(
                "etl_run", run_id=loaded_on, source_id=source_id, started_at=moment, finished_at=moment,
                loaded_on=loaded_on, outcome=outcome, read_count=1, accepted_count=1, rejected_count=0,
            )  # fmt: skip
        return self

    def done(self, occurred_on: str, measure_id: str = "M", **columns: Any) -> Self:
        """Add a completion, known since it happened unless `known_from` says otherwise."""
        self._count += 1
        row = {
            "record_key": f"r{self._count}", "source_id": "s", "measure_id": measure_id, "occurred_on": occurred_on,
            "registered_on": columns.get("known_from", occurred_on), "registered_basis": "stated",
            "known_from": occurred_on,
        }  # fmt: skip
        return self.add("completion", **{**row, **columns})

    def unit(self, unit_id: str, unit_kind: str = "service_area", **columns: Any) -> Self:
        """Add a member of a population."""
        return self.add(
            "unit",
            **{"unit_id": unit_id, "unit_kind": unit_kind, "name_nb": unit_id, "basis": "sample", **columns},
        )

    def metric(self, metric_id: str = "rate", unit: str = "share", **columns: Any) -> Self:
        """Add a metric that never grows stale unless `interval_days` is given."""
        names = dict.fromkeys(("name_nb", "name_nn", "name_en"), metric_id)
        row = {
            "kind": "rate",
            "lane": "outcome",
            "wanted_trend": "at_or_above",
            "grace_days": 0,
            "position": 1,
        }
        return self.add("metric", **{"metric_id": metric_id, "unit": unit, **row, **names, **columns})

    def point(self, observed_on: str, value: float, metric_id: str = "rate", **columns: Any) -> Self:
        """Add a point of a number series."""
        row = {"source_id": "s", "value_basis": "typed", "known_basis": "stated", "known_from": observed_on}
        return self.add(
            "metric_value",
            **{"metric_id": metric_id, "observed_on": observed_on, "value": value, **row, **columns},
        )

    def page(self, page_id: str = "ours", *, is_main: bool = True, **columns: Any) -> Self:
        """Add a page, by default the one whose figures count."""
        self._count += 1
        row = {"page_id": page_id, "source_id": "s", "position": self._count, "is_main": is_main}
        return self.add("page", **{**row, **columns})

    def response(self, observed_on: str, received: int, answered: int, **columns: Any) -> Self:
        """Add how the page «ours» answered in the 30 days up to a day, worked out the day after."""
        row = {
            "page_id": "ours", "source_id": "s", "observed_on": observed_on, "window_days": 30,
            "received_count": received, "answered_count": answered, "median_minutes": 45, "method_version": "1",
            "is_withheld": False, "known_from": day(observed_on) + timedelta(days=1),
        }  # fmt: skip
        return self.add("page_response", **{**row, **columns})

    def organisation(self, municipality_number: str | None = "3427") -> Self:
        """Add the municipality itself."""
        return self.add(
            "organisation", name="Prøve", municipality_number=municipality_number, language="nb",
            timezone="Europe/Oslo",
        )  # fmt: skip

    def inhabitants(self, year: int, count: int, municipality_number: str = "3427", **columns: Any) -> Self:
        """Add how many lived in a municipality on 1 January, known since that day."""
        row = {"year": year, "inhabitants": count, "source_id": "ssb", "known_from": f"{year}-01-01"}
        return self.add("population", **{"municipality_number": municipality_number, **row, **columns})

    def target(self, value: float, metric_id: str = "rate", **columns: Any) -> Self:
        """Add a target, by default decided and to be held at or above."""
        row = {
            "target_id": f"{metric_id}-1",
            "metric_id": metric_id,
            "basis": "decided",
            "kind": "at_or_above",
            "value": value,
        }
        return self.add("target", **{**row, **columns})

    def rows(self, query: str, **days: str) -> list[tuple[object, ...]]:
        """What a query finds, its parameters given as ISO dates."""
        return self.connection.execute(query, {name: day(text) for name, text in days.items()}).fetchall()

    def status(self, as_of: str, measure_id: str = "M") -> str:
        """The word for a measure."""
        found = self.connection.execute(
            "select status from measure_status($as_of) where measure_id = $measure_id",
            {"as_of": day(as_of), "measure_id": measure_id},
        ).fetchall()
        assert len(found) == 1
        return str(found[0][0])

    def counts(self, as_of: str, measure_id: str = "M") -> tuple[object, ...]:
        """Planned, closed, on time, late, missed and in grace for a measure."""
        return self.connection.execute(
            "select planned_count, closed_count, on_time_count, late_count, missed_count, in_grace_count "
            "from measure_status($as_of) where measure_id = $measure_id",
            {"as_of": day(as_of), "measure_id": measure_id},
        ).fetchall()[0]

    def outcomes(self, as_of: str, year: str) -> str:
        """The outcomes of a year's periods, one after another."""
        found = self.connection.execute(
            "select outcome from due_period_status($as_of) where period like $year || '%' order by due_on",
            {"as_of": day(as_of), "year": year},
        ).fetchall()
        return " ".join(str(outcome) for (outcome,) in found)


def monthly(**plan: Any) -> Warehouse:
    """A monthly measure with a decided plan, its source read every day (that is, today)."""
    return Warehouse().goal().measure().plan(periods=MONTHS, **plan)
