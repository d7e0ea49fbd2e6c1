"""Checkpoints of coverage: what each asked for, whether it was reached, and that the measure itself counts alike."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from tests.builders import Warehouse

COLUMNS = (
    "due_on",
    "required_count",
    "covered_count",
    "population_count",
    "reached_on",
    "outcome",
    "is_known",
)


def areas(count: int = 4, *, window: str = "year", checkpoints: int = 2, **plan: Any) -> Warehouse:
    """A coverage measure over so many service areas, its source read at the end of 2027."""
    made = Warehouse().goal().measure(kind="coverage", unit_kind="service_area").read("2027-12-31")
    made.plan(**{"coverage_window": window, "checkpoint_count": checkpoints, **plan})
    for number in range(count):
        made.unit(f"u{number}")
    return made


def found(made: Warehouse, as_of: str, columns: str, year: int = 2026) -> list[tuple[object, ...]]:
    """Some columns of the checkpoints due in a year, in order of due date."""
    rows = made.rows(f"select {', '.join(COLUMNS)} from checkpoint_status($d) order by due_on", d=as_of)  # noqa: S608
    wanted = [COLUMNS.index(name) for name in columns.split()]
    return [tuple(row[place] for place in wanted) for row in rows if str(row[0]).startswith(str(year))]


def outcomes(made: Warehouse, as_of: str) -> str:
    """The outcomes of the checkpoints of 2026, one after another."""
    return " ".join(str(outcome) for (outcome,) in found(made, as_of, "outcome"))


def test_a_year_is_cut_into_equal_stretches_and_the_last_asks_for_all() -> None:
    made = areas(5, checkpoints=3).done("2026-02-01", unit_id="u0").done("2026-05-10", unit_id="u1")
    made.done("2026-02-02", unit_id="u0").done("2025-12-31", unit_id="u2").done("2027-01-01", unit_id="u3")
    assert found(made, "2026-09-01", " ".join(COLUMNS)) == [
        (date(2026, 4, 30), 2, 2, 5, date(2026, 5, 10), "late", True),
        (date(2026, 8, 31), 4, 2, 5, None, "missed", True),
        (date(2026, 12, 31), 5, 2, 5, None, "open", True),
    ]


def test_half_years_have_checkpoints_of_their_own() -> None:
    made = areas(4, window="half_year").done("2026-03-01", unit_id="u0").done("2026-03-31", unit_id="u1")
    made.done("2026-07-01", unit_id="u0")
    assert found(made, "2026-08-01", "due_on required_count covered_count outcome") == [
        (date(2026, 3, 31), 2, 2, "on_time"),
        (date(2026, 6, 30), 4, 2, "missed"),
        (date(2026, 9, 30), 2, 1, "open"),
        (date(2026, 12, 31), 4, 1, "open"),
    ]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2025-12-31", "upcoming upcoming"),
        ("2026-01-01", "open open"),
        ("2026-06-30", "open open"),
        ("2026-07-01", "missed open"),
        ("2026-07-05", "late open"),
        ("2026-12-31", "late open"),
        ("2027-01-01", "late missed"),
    ],
)
def test_a_checkpoint_counts_from_the_day_after_and_can_be_reached_late(as_of: str, expected: str) -> None:
    made = areas(4).done("2026-06-01", unit_id="u0").done("2026-07-05", unit_id="u1")
    assert outcomes(made, as_of) == expected


def test_a_record_reported_afterwards_counts_from_the_day_it_is_known() -> None:
    made = areas(2).done("2026-06-01", unit_id="u0", known_from="2026-07-20")
    assert [outcomes(made, as_of) for as_of in ("2026-07-19", "2026-07-20")] == [
        "missed open",
        "on_time open",
    ]


def test_members_are_those_of_the_day_and_of_the_windows_last_day_once_it_is_over() -> None:
    made = areas(2).unit("gone", valid_to="2026-08-31").unit("new", valid_from="2027-01-01")
    assert found(made, "2026-08-31", "population_count") == [(3,), (3,)]
    assert found(made, "2026-09-01", "population_count") == [(2,), (2,)]
    assert found(made, "2027-06-01", "population_count") == [(2,), (2,)]
    assert found(made, "2026-09-01", "population_count", 2027) == [(3,), (3,)]


@pytest.mark.parametrize(("read", "is_known"), [("2026-06-29", False), ("2026-06-30", True)])
def test_a_source_not_read_since_the_checkpoint_leaves_it_open_what_came_of_it(
    read: str, is_known: bool
) -> None:
    made = Warehouse().goal().measure(kind="coverage", unit_kind="service_area").unit("u").read(read)
    made.plan(coverage_window="year", checkpoint_count=2)
    assert found(made, "2026-07-01", "outcome is_known") == [
        ("missed", is_known), ("open", True),
    ]  # fmt: skip


def test_a_window_that_had_begun_before_its_plan_blames_nobody() -> None:
    made = areas(2, valid_from="2026-03-01")
    assert [outcomes(made, as_of) for as_of in ("2026-04-01", "2026-07-01", "2027-01-01")] == [
        "open open", "open", "",
    ]  # fmt: skip
    made.done("2026-05-01", unit_id="u0")
    assert outcomes(made, "2027-01-01") == "on_time"


@pytest.mark.parametrize(
    "plan", [{"basis": "not_set"}, {"decided_on": "2026-05-01"}, {"valid_to": "2025-12-31"}]
)
def test_without_a_plan_that_is_set_known_and_in_force_nothing_is_due(plan: dict[str, Any]) -> None:
    assert outcomes(areas(2, **plan), "2026-04-01") == ""


def test_what_is_only_suggested_has_checkpoints_once_they_are_decided() -> None:
    for basis, expected in (("proposed", ""), ("decided", "open open")):
        made = (
            Warehouse().goal().measure(kind="coverage", unit_kind="service_area", is_optional=True).unit("u")
        )
        made.plan(basis=basis, coverage_window="year", checkpoint_count=2)
        assert outcomes(made, "2026-04-01") == expected


def test_of_two_plans_the_one_decided_last_cuts_the_year() -> None:
    made = areas(4).plan(plan_id="later", decided_on="2026-05-01", coverage_window="year", checkpoint_count=4)
    assert found(made, "2026-04-30", "due_on") == [(date(2026, 6, 30),), (date(2026, 12, 31),)]
    assert [day.month for (day,) in found(made, "2026-05-01", "due_on") if isinstance(day, date)] == [
        3,
        6,
        9,
        12,
    ]


AGREE = """
select
    measure.required_count is not distinct from arg_max(checkpoint.required_count, checkpoint.due_on)
        filter (where checkpoint.due_on < $d)
    and measure.next_due_on is not distinct from min(checkpoint.due_on) filter (where checkpoint.due_on >= $d)
    and measure.covered_count = any_value(checkpoint.covered_count)
    and measure.population_count = any_value(checkpoint.population_count)
    and (measure.status = 'completed') = bool_and(checkpoint.reached_on is not null)
from measure_status($d) as measure
join checkpoint_status($d) as checkpoint
    on checkpoint.measure_id = measure.measure_id
    and checkpoint.due_on between measure.window_start_on and measure.window_end_on
group by
    measure.measure_id, measure.required_count, measure.next_due_on, measure.covered_count, measure.population_count,
    measure.status
"""
DAYS = [str(date(2026, 1, 1) + timedelta(days=number)) for number in range(0, 400, 9)]
TURNS = (
    "2026-01-10", "2026-01-16", "2026-03-31", "2026-04-01", "2026-06-30", "2026-07-01", "2026-07-14",
    "2026-07-16", "2026-09-01", "2026-12-31", "2027-01-01", "2027-01-14", "2027-01-16",
)  # fmt: skip


def test_the_checkpoints_and_the_measures_own_word_count_alike() -> None:
    made, pick = Warehouse().goal().read("2027-12-31"), Random(4)
    for number in range(7):
        made.unit(f"u{number}", valid_to=pick.choice([None, None, pick.choice(DAYS)]))
    for number in range(12):
        made.measure(f"M{number}", kind="coverage", unit_kind="service_area")
        window, checkpoints = pick.choice([("year", 3), ("year", 5), ("half_year", 2), ("half_year", 3)])
        made.plan(f"M{number}", coverage_window=window, checkpoint_count=checkpoints)
        for _ in range(pick.randint(0, 12)):
            made.done(pick.choice(DAYS), f"M{number}", unit_id=f"u{pick.randint(0, 6)}")
    assert [made.rows(AGREE, d=as_of) for as_of in TURNS] == [[(True,)] * 12] * len(TURNS)
