"""Deadlines of every kind in one list: what falls due, what came of it, and an id that outlives every change."""

from datetime import date
from typing import Any

import pytest

from tests.builders import HALF_YEARS, MONTHS, Warehouse, monthly

FOUND = "select deadline_id, due_on, done_on, outcome, basis from deadline($d)"
STEP = {
    "milestone_id": "M-1", "measure_id": "M", "position": 1, "name_nb": "Vedtatt", "name_en": "Adopted",
    "due_on": "2026-06-30",
}  # fmt: skip


def outcome(made: Warehouse, as_of: str, deadline_id: str) -> str | None:
    """What came of one deadline; None where there is no such deadline."""
    found = [row[3] for row in made.rows(FOUND, d=as_of) if row[0] == deadline_id]
    assert len(found) < 2
    return str(found[0]) if found else None


def one_off(**step: Any) -> Warehouse:
    """A one-off measure with a decided plan and a milestone due on 30 June, its source read at the end of 2027."""
    made = Warehouse().goal().measure(kind="one_off").plan().read("2027-12-31")
    row = {
        "milestone_id": "M-1",
        "measure_id": "M",
        "position": 1,
        "name_nb": "Vedtatt",
        "name_en": "Adopted",
    }
    return made.add("milestone", **{**row, "due_on": "2026-06-30", **step})


def process(basis: str = "decided", **unit: Any) -> Warehouse:
    """A coverage measure over change processes, and one from January to 30 June."""
    made = Warehouse().goal().measure(kind="coverage", unit_kind="change_process").read("2027-12-31")
    row = {"valid_from": "2026-01-15", "occurs_on": "2026-06-30", **unit}
    return made.plan(basis=basis, coverage_window="event").unit("p", "change_process", **row)


def test_one_of_each_kind_stands_in_the_list_by_due_date() -> None:
    made = Warehouse().goal().read("2027-12-31")
    made.measure("R").plan("R", HALF_YEARS[:1], basis="stated").done("2026-03-10", "R")
    made.measure("O", "one_off").plan("O", basis="proposed").done("2026-07-02", "O", milestone_id="O-1")
    made.add("milestone", **{**STEP, "milestone_id": "O-1", "measure_id": "O", "due_on": "2026-07-01"})
    made.measure("C", "coverage", unit_kind="service_area").unit("area")
    made.plan("C", coverage_window="year", checkpoint_count=1)
    made.measure("E", "coverage", unit_kind="council_meeting").plan("E", coverage_window="event")
    made.unit("meeting", "council_meeting", occurs_on="2026-09-08", name_en="Council")
    assert made.rows(
        "select deadline_id, what, part, name_nb, name_en, required_count, opens_on, due_on, closes_on, done_on, "
        "outcome, basis from deadline($d) where year(due_on) = 2026",
        d="2026-09-20",
    ) == [
        ("R/period/2026-H1", "period", "2026-H1", None, None, None, date(2026, 1, 1), date(2026, 6, 30),
         date(2026, 7, 14), date(2026, 3, 10), "on_time", "stated"),
        ("O/milestone/O-1", "milestone", "O-1", "Vedtatt", "Adopted", None, None, date(2026, 7, 1),
         date(2026, 7, 1), date(2026, 7, 2), "late", "proposed"),
        ("E/unit/meeting", "unit", "meeting", "meeting", "Council", None, date(2026, 9, 8), date(2026, 9, 8),
         date(2026, 9, 22), None, "in_grace", "decided"),
        ("C/checkpoint/2026-12-31", "checkpoint", "2026-12-31", None, None, 1, date(2026, 1, 1),
         date(2026, 12, 31), date(2026, 12, 31), None, "open", "decided"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-06-30", "open"),
        ("2026-07-01", "in_grace"),
        ("2026-07-14", "in_grace"),
        ("2026-07-15", "missed"),
    ],
)
def test_a_period_is_in_grace_before_it_is_missed(as_of: str, expected: str) -> None:
    assert outcome(monthly().read("2027-12-31"), as_of, "M/period/2026-06") == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-03-31", "upcoming"),
        ("2026-04-01", "open"),
        ("2026-06-30", "open"),
        ("2026-07-01", "missed"),
        ("2026-07-14", "late"),
    ],
)
def test_a_milestone_has_no_grace_days_and_is_open_from_when_it_was_started(
    as_of: str, expected: str
) -> None:
    made = one_off(started_on="2026-04-01").done("2026-07-14", milestone_id="M-1")
    assert outcome(made, as_of, "M/milestone/M-1") == expected


def test_a_milestone_that_is_moved_keeps_its_id() -> None:
    made = one_off()
    made.add("milestone", **{**STEP, "due_on": "2027-01-31", "known_from": "2026-05-01"})
    found = [made.rows(FOUND, d=as_of) for as_of in ("2026-04-30", "2026-05-01")]
    assert found == [
        [("M/milestone/M-1", date(2026, 6, 30), None, "upcoming", "decided")],
        [("M/milestone/M-1", date(2027, 1, 31), None, "upcoming", "decided")],
    ]


def test_a_milestone_of_long_ago_is_still_due_and_one_without_a_date_is_not() -> None:
    assert outcome(one_off(due_on="2019-06-30"), "2026-07-01", "M/milestone/M-1") == "missed"
    assert one_off(due_on=None).rows(FOUND, d="2026-07-01") == []


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-01-14", "upcoming"),
        ("2026-01-15", "open"),
        ("2026-06-30", "open"),
        ("2026-07-01", "in_grace"),
        ("2026-07-14", "in_grace"),
        ("2026-07-15", "missed"),
    ],
)
def test_a_process_that_nothing_covers_is_open_from_its_beginning_and_missed_after_its_grace_days(
    as_of: str, expected: str
) -> None:
    made = process().done("2026-07-01", unit_id="p").done("2026-01-14", unit_id="p")
    assert outcome(made, as_of, "M/unit/p") == expected


def test_a_process_covered_before_it_is_decided_is_done_at_once() -> None:
    made = process().done("2026-02-01", unit_id="p")
    assert made.rows(FOUND, d="2026-02-02") == [
        ("M/unit/p", date(2026, 6, 30), date(2026, 2, 1), "on_time", "decided")
    ]


def due_in_june(what: str) -> Warehouse:
    """A measure with a deadline of this kind on 30 June 2026, and no source read yet."""
    made = Warehouse().goal()
    if what == "period":
        return made.measure().plan(periods=MONTHS)
    if what == "milestone":
        return made.measure(kind="one_off").plan().add("milestone", **STEP)
    if what == "checkpoint":
        made.measure(kind="coverage", unit_kind="service_area").unit("u")
        return made.plan(coverage_window="half_year", checkpoint_count=1)
    made.measure(kind="coverage", unit_kind="council_meeting").plan(coverage_window="event")
    return made.unit("m", "council_meeting", occurs_on="2026-06-30")


IN_JUNE = {
    "period": "M/period/2026-06",
    "milestone": "M/milestone/M-1",
    "checkpoint": "M/checkpoint/2026-06-30",
    "unit": "M/unit/m",
}


@pytest.mark.parametrize("what", IN_JUNE)
@pytest.mark.parametrize(("read", "expected"), [("2026-06-29", "unknown"), ("2026-08-01", "missed")])
def test_where_only_a_silent_source_speaks_against_it_the_outcome_is_unknown(
    what: str, read: str, expected: str
) -> None:
    assert outcome(due_in_june(what).read(read), "2026-08-02", IN_JUNE[what]) == expected


@pytest.mark.parametrize("what", IN_JUNE)
def test_what_no_source_reports_on_is_unknown_once_it_is_due(what: str) -> None:
    made = due_in_june(what)
    assert outcome(made, "2026-08-02", IN_JUNE[what]) == "unknown"
    assert outcome(made, "2026-06-30", IN_JUNE[what]) in ("open", "upcoming")


@pytest.mark.parametrize("what", IN_JUNE)
def test_nothing_is_due_while_the_plan_is_not_set_or_what_is_suggested_is_not_decided(what: str) -> None:
    for change in ("update plan set basis = 'not_set'", "update plan set basis = 'proposed'"):
        made = due_in_june(what)
        made.connection.execute(change)
        made.connection.execute("update measure set is_optional = true")
        assert made.rows(FOUND, d="2026-06-30") == []


def test_what_is_measured_all_the_time_has_no_deadline() -> None:
    made = Warehouse().goal().measure(kind="continuous", metric_id="rate").metric().target(0.9).plan()
    assert made.rows(FOUND, d="2026-06-30") == []


@pytest.mark.parametrize(
    ("valid_from", "expected"), [("2026-06-30", "open"), ("2026-07-01", None)]
)  # fmt: skip
def test_a_meeting_before_the_plan_asks_for_nothing(valid_from: str, expected: str | None) -> None:
    made = Warehouse().goal().measure(kind="coverage", unit_kind="council_meeting")
    made.plan(coverage_window="event", valid_from=valid_from)
    made.unit("m", "council_meeting", occurs_on="2026-06-30")
    assert outcome(made, "2026-06-30", "M/unit/m") == expected


def test_of_two_plans_for_a_meeting_the_one_decided_last_says_who_decided_and_it_is_there_once() -> None:
    made = process(basis="proposed")
    made.plan(plan_id="M-2", coverage_window="event", decided_on="2026-03-01", grace_days=0)
    assert [made.rows(FOUND, d=as_of) for as_of in ("2026-02-28", "2026-03-01")] == [
        [("M/unit/p", date(2026, 6, 30), None, "open", "proposed")],
        [("M/unit/p", date(2026, 6, 30), None, "open", "decided")],
    ]
    assert outcome(made, "2026-07-01", "M/unit/p") == "missed"


def test_no_two_deadlines_share_an_id_and_the_next_date_of_every_measure_is_among_them() -> None:
    made = Warehouse().goal().read("2027-12-31")
    made.measure("R").plan("R", MONTHS).measure("O", "one_off").plan("O")
    made.add("milestone", **{**STEP, "measure_id": "O"})
    for measure_id, unit_kind in (("C", "service_area"), ("E", "council_meeting")):
        made.measure(measure_id, "coverage", unit_kind=unit_kind)
        made.plan(measure_id, coverage_window="year", checkpoint_count=3)
    made.unit("area").unit("m", "council_meeting", occurs_on="2026-06-30")
    found = made.rows(FOUND, d="2026-06-30")
    assert len({row[0] for row in found}) == len(found) > 48
    assert (
        made.rows(
            "select measure_id from measure_status($d) as status where next_due_on is distinct from "
            "(select min(due_on) from deadline($d) where measure_id = status.measure_id and due_on >= $d "
            "and done_on is null)",
            d="2026-06-30",
        )
        == []
    )
