"""The macros and a slow, obvious oracle agree over generated registers, records and readings."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import Warehouse
from tests.warehouse.rules import oracle, oracle_coverage
from warehouse.build import Row, insert_rows

MANY = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
DAYS = st.dates(date(2025, 12, 1), date(2027, 2, 10))
LOADS = st.lists(DAYS, max_size=4)
UNIT_IDS = ("a", "b", "c", "d", "e")
MILESTONE_IDS = ("m1", "m2", "m3")
PERIOD_NAMES = ("2026-01", "2026-04", "2026-07", "2026-10")
TABLES = ("measure", "source_measure", "plan", "plan_period", "completion", "etl_run", "milestone", "unit")


def maybe(days: st.SearchStrategy[date]) -> st.SearchStrategy[date | None]:
    return st.none() | days


@st.composite
def records(draw: st.DrawFn) -> list[oracle.Record]:
    """Versions of records: some late, some filed, some withdrawn, some corrected."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        occurred_on = draw(DAYS)
        known_from = occurred_on + timedelta(days=draw(st.sampled_from((0, 0, 0, 1, 20, 70))))
        lasting = draw(st.sampled_from((None, None, 10, 60)))
        known_to = None if lasting is None else known_from + timedelta(days=lasting)
        version = oracle.Record(
            record_key=f"r{number}",
            occurred_on=occurred_on,
            known_from=known_from,
            known_to=known_to,
            period=draw(st.sampled_from((None, None, None, *PERIOD_NAMES))),
            unit_id=draw(st.sampled_from(UNIT_IDS)),
            milestone_id=draw(st.sampled_from(MILESTONE_IDS)),
        )
        found.append(version)
        if known_to is not None and draw(st.booleans()):
            moved = max(date(2025, 12, 1), occurred_on - timedelta(days=draw(st.integers(0, 40))))
            found.append(
                oracle.Record(
                    f"r{number}", moved, known_to, None, None, version.unit_id, version.milestone_id
                )
            )
    return found


@st.composite
def plans(draw: st.DrawFn) -> list[oracle.Plan]:
    """One to three versions of a plan, monthly, quarterly or half-yearly."""
    return [
        oracle.Plan(
            plan_id=f"p{number}",
            months=draw(st.sampled_from((1, 3, 6))),
            grace_days=draw(st.sampled_from((0, 14, 30))),
            valid_from=draw(maybe(DAYS)),
            valid_to=draw(maybe(DAYS)),
            decided_on=draw(maybe(DAYS)),
        )
        for number in range(draw(st.integers(1, 3)))
    ]


MILESTONES = st.lists(
    st.builds(
        oracle.Milestone,
        milestone_id=st.sampled_from(MILESTONE_IDS),
        position=st.just(1),
        due_on=maybe(DAYS),
        started_on=maybe(DAYS),
        known_from=maybe(DAYS),
    ),
    max_size=5,
    unique_by=lambda one: (one.milestone_id, one.known_from),
)


def units(*, occurring: bool) -> st.SearchStrategy[list[oracle.Unit]]:
    return st.lists(
        st.builds(
            oracle.Unit,
            unit_id=st.sampled_from(UNIT_IDS),
            valid_from=maybe(DAYS),
            valid_to=st.none() if occurring else maybe(DAYS),
            occurs_on=DAYS if occurring else st.none(),
        ),
        max_size=5,
        unique_by=lambda one: one.unit_id,
    )


@pytest.fixture(scope="module")
def warehouse() -> Warehouse:
    return Warehouse().goal()


def fill(
    made: Warehouse, kind: str, loads: Sequence[date], known: Sequence[oracle.Record], **measure: Any
) -> None:
    """Empty the warehouse and put in one measure with its records and the readings of its source."""
    for table in TABLES:
        made.connection.execute(f"delete from {table}")  # noqa: S608 - a name of ours
    made.measure(kind=kind, **measure)
    made.read(*(str(load) for load in loads))
    completions: list[Row] = [
        {
            **asdict(one), "source_id": "s", "measure_id": "M", "registered_on": one.known_from,
            "registered_basis": "stated",
        }
        for one in known
    ]  # fmt: skip
    insert_rows(made.connection, "completion", completions)


def plan_with_periods(made: Warehouse, plan: oracle.Plan) -> None:
    """A plan and its due periods as the register holds them."""
    row = asdict(plan)
    months = row.pop("months")
    periods = [
        {
            "code": f"{first:02}",
            "start_month": first,
            "start_day": 1,
            "due_month": first + months - 1,
            "due_day": 31,
        }
        for first in range(1, 13, months)
    ]
    made.plan(periods=periods, **row)


@MANY
@given(plans=plans(), known=records(), loads=LOADS, day=DAYS)
def test_recurring_measures(
    warehouse: Warehouse, plans: list[oracle.Plan], known: list[oracle.Record], loads: list[date], day: date
) -> None:
    fill(warehouse, "recurring", loads, known)
    for plan in plans:
        plan_with_periods(warehouse, plan)
    every = oracle.periods(plans, day)
    visible = oracle.known(known, day)
    expected = [
        (
            one.plan.plan_id,
            one.name,
            one.due_on,
            oracle.outcome(one, oracle.completions_of(one, every, visible), day),
        )
        for one in every
    ]
    found = warehouse.rows(
        "select plan_id, period, due_on, outcome from due_period_status($d) order by due_on", d=str(day)
    )
    assert found == expected
    assert warehouse.status(str(day)) == oracle.recurring(plans, known, loads, day)


@MANY
@given(versions=MILESTONES, known=records(), loads=LOADS, day=DAYS)
def test_one_off_measures(
    warehouse: Warehouse,
    versions: list[oracle.Milestone],
    known: list[oracle.Record],
    loads: list[date],
    day: date,
) -> None:
    fill(warehouse, "one_off", loads, known)
    warehouse.plan()
    placed = [
        oracle.Milestone(
            one.milestone_id,
            MILESTONE_IDS.index(one.milestone_id) + 1,
            one.due_on,
            one.started_on,
            one.known_from,
        )
        for one in versions
    ]
    named: list[Row] = [{**asdict(one), "measure_id": "M", "name_nb": "a", "name_en": "a"} for one in placed]
    insert_rows(warehouse.connection, "milestone", named)
    expected = [
        (one.milestone_id, oracle.milestone(one, known, loads, day))
        for one in oracle.current_milestones(placed, day)
    ]
    assert warehouse.rows("select milestone_id, status from milestone_status($d)", d=str(day)) == expected
    assert warehouse.status(str(day)) == oracle.one_off(placed, known, loads, day)


SHAPES = st.sampled_from(((12, 3), (12, 4), (6, 2)))


@MANY
@given(members=units(occurring=False), known=records(), loads=LOADS, shape=SHAPES, day=DAYS)
def test_coverage_of_service_areas(
    warehouse: Warehouse,
    members: list[oracle.Unit],
    known: list[oracle.Record],
    loads: list[date],
    shape: tuple[int, int],
    day: date,
) -> None:
    fill(warehouse, "coverage", loads, known, unit_kind="service_area")
    months, checkpoints = shape
    warehouse.plan(coverage_window="year" if months == 12 else "half_year", checkpoint_count=checkpoints)
    for unit in members:
        warehouse.unit(unit_kind="service_area", **asdict(unit))
    found = warehouse.rows(
        "select status, coalesce(covered_count, 0), coalesce(population_count, 0) from measure_status($d)",
        d=str(day),
    )
    assert found == [oracle_coverage.coverage(members, known, loads, months, checkpoints, day)]


@MANY
@given(processes=units(occurring=True), known=records(), loads=LOADS, day=DAYS)
def test_coverage_of_processes(
    warehouse: Warehouse,
    processes: list[oracle.Unit],
    known: list[oracle.Record],
    loads: list[date],
    day: date,
) -> None:
    fill(warehouse, "coverage", loads, known, unit_kind="change_process")
    warehouse.plan(coverage_window="event")
    for unit in processes:
        warehouse.unit(unit_kind="change_process", **asdict(unit))
    assert warehouse.status(str(day)) == oracle_coverage.events(processes, known, loads, day)


@MANY
@given(n=st.integers(1, 5000), part=st.floats(0, 1))
def test_wilson_intervals(warehouse: Warehouse, n: int, part: float) -> None:
    share = round(part * n) / n
    found = warehouse.connection.execute(
        "select wilson_low($share, $n), wilson_high($share, $n)", {"share": share, "n": n}
    ).fetchall()[0]
    assert found == pytest.approx(oracle_coverage.wilson(share, n), abs=1e-9)
