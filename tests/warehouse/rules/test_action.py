"""What needs somebody: which measures, what they need, how long they are over, and in which order."""

from datetime import date
from typing import Any

import pytest

from tests.builders import HALF_YEARS, MONTHS, Warehouse

FOUND = "select measure_id, status, need, since_on, days_over, missed from action($d)"
STEP = {"milestone_id": "M-1", "measure_id": "M", "position": 1, "name_nb": "Vedtatt", "name_en": "Adopted"}


def of_this_year() -> Warehouse:
    """A monthly measure whose plan begins in January 2026."""
    made = Warehouse().goal().measure().read("2027-12-31")
    return made.plan("M", MONTHS, basis="decided", valid_from="2026-01-01")


def one_off(**step: Any) -> Warehouse:
    """A one-off measure with a decided plan and one milestone, its source read at the end of 2027."""
    made = Warehouse().goal().measure(kind="one_off").plan().read("2027-12-31")
    return made.add("milestone", **{**STEP, **step})


def test_what_is_in_time_or_done_needs_nobody() -> None:
    made = of_this_year().done("2026-01-10").done("2026-02-10")
    assert made.rows(FOUND, d="2026-03-05") == []


def test_a_missed_period_counts_from_its_due_date_and_the_oldest_of_the_last_four_is_told() -> None:
    made = of_this_year()
    for month in range(1, 13):
        if month not in (3, 6, 9):
            made.done(f"2026-{month:02}-10")
    assert made.rows(FOUND, d="2026-10-20") == [
        ("M", "overdue", "behind", date(2026, 6, 30), 112, ["M/period/2026-06", "M/period/2026-09"]),
    ]


def test_a_period_in_grace_is_behind_from_its_due_date() -> None:
    made = of_this_year().done("2026-01-10")
    assert made.rows(FOUND, d="2026-03-05") == [
        ("M", "delayed", "behind", date(2026, 2, 28), 5, ["M/period/2026-02"]),
    ]


def test_a_milestone_over_its_date_is_behind_and_one_that_comes_near_is_soon() -> None:
    made = one_off(due_on="2026-06-30")
    assert made.rows(FOUND, d="2026-07-10") == [
        ("M", "overdue", "behind", date(2026, 6, 30), 10, ["M/milestone/M-1"]),
    ]
    assert made.rows(FOUND, d="2026-06-10") == [("M", "due_soon", "soon", None, None, [])]


def test_a_milestone_without_a_date_needs_a_decision() -> None:
    assert one_off().rows(FOUND, d="2026-07-10") == [("M", "not_set", "decision", None, None, [])]


def test_what_no_source_reports_on_needs_data() -> None:
    made = Warehouse().goal().measure().plan("M", MONTHS[:1], basis="decided")
    assert made.rows(FOUND, d="2026-03-05") == [("M", "no_data", "data", None, None, [])]


def test_a_missed_checkpoint_counts_in_the_window_that_is_judged() -> None:
    made = Warehouse().goal().measure(kind="coverage", unit_kind="service_area").read("2027-12-31")
    made.unit("a").unit("b").unit("c").plan(
        coverage_window="year", checkpoint_count=3, valid_from="2025-01-01"
    )
    assert made.rows(FOUND, d="2026-09-10") == [
        ("M", "overdue", "behind", date(2026, 4, 30), 133,
         ["M/checkpoint/2026-04-30", "M/checkpoint/2026-08-31"]),
    ]  # fmt: skip


@pytest.mark.parametrize(("lane", "is_optional"), [("outcome", False), ("activity", True)])
def test_what_is_not_judged_is_never_a_line(lane: str, is_optional: bool) -> None:
    made = Warehouse().goal().measure(lane=lane, is_optional=is_optional)
    assert made.rows(FOUND, d="2026-03-05") == []


def test_the_most_days_over_stands_first_and_what_has_no_days_last() -> None:
    made = Warehouse().goal().read("2027-12-31")
    for position, (name, due_on) in enumerate((("A", "2026-06-30"), ("B", "2026-05-31"), ("C", None)), 1):
        made.measure(name, "one_off", position=position).plan(name)
        made.add("milestone", **{**STEP, "milestone_id": f"{name}-1", "measure_id": name, "due_on": due_on})
    found = made.rows("select measure_id, days_over, place from action($d) order by place", d="2026-07-10")
    assert found == [("B", 40, 1), ("A", 10, 2), ("C", None, 3)]


def test_a_miss_that_closed_more_than_twelve_months_ago_no_longer_counts_the_days() -> None:
    made = Warehouse().goal().measure().plan(periods=HALF_YEARS).read("2027-12-31")
    made.done("2023-10-01").done("2024-10-01").done("2025-10-01")
    assert made.rows(FOUND, d="2026-03-01") == [
        ("M", "delayed", "behind", date(2025, 6, 30), 244, ["M/period/2025-H1"]),
    ]


@pytest.mark.parametrize(
    ("as_of", "since", "days"),
    [("2026-06-30", None, None), ("2026-07-01", date(2026, 6, 30), 1)],
)
def test_a_level_that_is_not_reached_has_days_only_when_its_date_has_passed(
    as_of: str, since: date | None, days: int | None
) -> None:
    made = Warehouse().goal().measure(kind="continuous", metric_id="rate").metric(unit="count").plan()
    made.target(100, kind="increase", baseline_value=0, baseline_on="2026-01-01", due_on="2026-06-30")
    made.point("2026-01-31", 1).point("2026-03-31", 2).point("2026-05-31", 3)
    assert made.rows(FOUND, d=as_of) == [("M", "overdue", "behind", since, days, [])]


def test_a_level_to_be_held_has_no_day_that_it_is_over() -> None:
    made = Warehouse().goal().measure(kind="continuous", metric_id="rate").metric().target(0.9).plan()
    made.point("2026-06-30", 0.5, n=400)
    assert made.rows(FOUND, d="2026-07-10") == [("M", "delayed", "behind", None, None, [])]


def test_of_equally_many_days_the_worse_word_stands_first_then_the_strategys_own_order() -> None:
    made = Warehouse().goal().read("2027-12-31")
    made.measure("A", position=1).plan("A", MONTHS, valid_from="2026-04-01")
    made.done("2026-04-10", "A").done("2026-05-10", "A")
    for position, name in ((2, "B"), (3, "C")):
        made.measure(name, "one_off", position=position).plan(name)
        made.add("milestone", **{**STEP, "milestone_id": name, "measure_id": name, "due_on": "2026-06-30"})
    found = made.rows("select measure_id, status, days_over from action($d)", d="2026-07-10")
    assert found == [("B", "overdue", 10), ("C", "overdue", 10), ("A", "delayed", 10)]


def test_what_is_behind_is_as_many_as_the_goals_count() -> None:
    made = Warehouse().goal().read("2027-12-31")
    for name in ("A", "B"):
        made.measure(name).plan(name, MONTHS, valid_from="2026-01-01")
    made.done("2026-01-10", "B").done("2026-02-10", "B")
    made.measure("C", is_optional=True).plan("C", MONTHS, valid_from="2026-01-01")
    counted = made.rows("select sum(overdue_count), sum(delayed_count) from goal_status($d)", d="2026-04-05")
    assert counted == [(1, 1)]
    assert made.rows("select measure_id, status from action($d)", d="2026-04-05") == [
        ("A", "overdue"), ("B", "delayed"),
    ]  # fmt: skip
