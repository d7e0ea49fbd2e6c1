"""The macros and a slow, obvious oracle agree over generated towns, whatever changed and whoever was silent."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import Warehouse
from tests.lake.servers import IS_FOR_RULES
from tests.warehouse.rules.generated import AS_OF_DAYS, TOWNS
from tests.warehouse.rules.oracle.coverage import members
from tests.warehouse.rules.oracle.measures import basis, changes, goal_row, is_undecidable, standing
from tests.warehouse.rules.oracle.numbers import reading, wilson
from tests.warehouse.rules.oracle.one_off import milestones
from tests.warehouse.rules.oracle.recurring import outcomes
from tests.warehouse.rules.oracle.register import Measure, complete_to, known
from tests.warehouse.rules.town import settle

Town = dict[str, Measure]


MOST = 4 if IS_FOR_RULES else 1000  # a query asks a lake's catalog a thousand times


def examples(count: int) -> settings:
    """The same examples in every run."""
    return settings(
        max_examples=min(count, MOST), deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


@pytest.fixture(scope="module")
def warehouse() -> Warehouse:
    return Warehouse()


@examples(50)
@given(town=TOWNS, day=AS_OF_DAYS)
def test_every_column_of_every_measure(warehouse: Warehouse, town: Town, day: date) -> None:
    settle(warehouse, town)
    expected = {}
    for measure_id, one in town.items():
        stands = standing(one, day)
        last = max((record.occurred_on for record in known(one.records, day)), default=None)
        expected[measure_id] = (
            basis(one, day), stands.planned, stands.closed, stands.on_time, stands.late, stands.missed,
            stands.in_grace, stands.covered, stands.population, stands.required, stands.window_start,
            stands.window_end, stands.next_due, last, complete_to(one, day), stands.word, is_undecidable(stands),
        )  # fmt: skip
    found = warehouse.rows(
        "select measure_id, basis, planned_count, closed_count, on_time_count, late_count, missed_count, "
        "in_grace_count, covered_count, population_count, required_count, window_start_on, window_end_on, "
        "next_due_on, last_occurred_on, data_through_on, status, is_undecidable "
        "from measure_status($d)",
        d=str(day),
    )
    assert len(found) == len(town)
    assert {row[0]: row[1:] for row in found} == expected


@examples(30)
@given(town=TOWNS, day=AS_OF_DAYS)
def test_every_period_milestone_and_unit(warehouse: Warehouse, town: Town, day: date) -> None:
    settle(warehouse, town)
    due = [
        (measure_id, measure_id + period.plan.plan_id, period.name, period.start_on, period.due_on, word)
        for measure_id, one in town.items()
        if one.kind == "recurring"
        for period, word in outcomes(one, day)
    ]
    steps = [
        (measure_id, measure_id + step.milestone_id, step.due_on, done_on, late, word)
        for measure_id, one in town.items()
        for step, done_on, late, word in milestones(one, day)
    ]
    covered = [
        (measure_id, unit_id, covered_on)
        for measure_id, one in town.items()
        if one.kind == "coverage"
        for unit_id, covered_on in members(one, day)
    ]
    found = (
        warehouse.rows(
            "select measure_id, plan_id, period, start_on, due_on, outcome from due_period_status($d)",
            d=str(day),
        ),
        warehouse.rows(
            "select measure_id, milestone_id, due_on, completed_on, days_late, status from milestone_status($d)",
            d=str(day),
        ),
        warehouse.rows(
            "select measure_id, name_nb, covered_on from coverage_status($d) order by all", d=str(day)
        ),
    )
    assert found == (due, steps, covered)


@examples(30)
@given(town=TOWNS, day=AS_OF_DAYS)
def test_every_number(warehouse: Warehouse, town: Town, day: date) -> None:
    settle(warehouse, town)
    assert numbers_found(warehouse, day) == numbers_expected(town, day)


@examples(20)
@given(town=TOWNS, day=AS_OF_DAYS)
def test_no_number_of_a_neighbour_or_of_a_part_changes_ours(
    warehouse: Warehouse, town: Town, day: date
) -> None:
    settle(warehouse, town)
    warehouse.connection.execute(
        "delete from page;"
        "insert into page values ('ours', 's', 1, null, true), ('theirs', 's', 2, '0301', false);"
        "update metric_value set page_id = 'ours' where month(observed_on) > 6;"
        "insert into metric_value select * replace ('theirs' as page_id, value / 3 as value) from metric_value;"
        "insert into metric_value select * replace ('ours' as page_id, 'part' as breakdown, value / 2 as value) "
        "from metric_value where page_id is distinct from 'theirs';"
    )
    assert numbers_found(warehouse, day) == numbers_expected(town, day)


def numbers_expected(town: Town, day: date) -> dict[str, tuple[object, ...]]:
    """Where the oracle says that every number stands."""
    expected: dict[str, tuple[object, ...]] = {}
    for measure_id, one in town.items():
        if one.kind == "continuous":
            read = reading(one, day)
            kind = read.target.kind if read.target else None
            expected[measure_id] = (read.value, read.observed_on, read.n, kind, read.verdict)
    return expected


def numbers_found(warehouse: Warehouse, day: date) -> dict[object, tuple[object, ...]]:
    """Where the rules say that every number stands."""
    found = warehouse.rows(
        "select metric_id, value, observed_on, n, target_kind, verdict from metric_status($d)", d=str(day)
    )
    return {row[0]: row[1:] for row in found}


@examples(12)
@given(town=TOWNS, days=st.tuples(AS_OF_DAYS, AS_OF_DAYS).map(sorted))
def test_every_goal_and_every_change(warehouse: Warehouse, town: Town, days: list[date]) -> None:
    settle(warehouse, town)
    first, last = days
    assert warehouse.rows("from goal_status($d)", d=str(last)) == [
        goal_row(goal_id, town, last) for goal_id in ("G1", "G2", None)
    ]
    found = warehouse.rows(
        "select measure_id, goal_id, from_status, to_status, from_done_count, to_done_count, from_next_due_on, "
        "to_next_due_on from changes_between($a, $b)",
        a=str(first),
        b=str(last),
    )
    assert len(found) == len(set(found))
    assert set(found) == changes(town, first, last)


@examples(60)
@given(n=st.integers(1, 5000), part=st.floats(0, 1))
def test_wilson_intervals(warehouse: Warehouse, n: int, part: float) -> None:
    share = round(part * n) / n
    found = warehouse.connection.execute(
        "select wilson_low($share, $n), wilson_high($share, $n)", {"share": share, "n": n}
    ).fetchall()[0]
    assert found == pytest.approx(wilson(share, n), abs=1e-9)
