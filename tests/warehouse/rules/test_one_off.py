"""One-off measures: milestones that are done, late, due soon, overdue, not set, or behind a silent source."""

from datetime import date

import pytest

from tests.builders import Warehouse


def one_off(*due_days: str | None, started_on: str | None = None) -> Warehouse:
    """A one-off measure with a milestone per due date, its source read on the last day of 2026."""
    made = Warehouse().goal().measure(kind="one_off").plan(basis="proposed").read("2026-12-31")
    for position, due_on in enumerate(due_days, 1):
        made.add(
            "milestone", milestone_id=f"M{position}", measure_id="M", position=position,
            name_nb=f"M{position}", name_en=f"M{position}", due_on=due_on, started_on=started_on,
        )  # fmt: skip
    return made


@pytest.mark.parametrize(
    ("as_of", "word"),
    [
        ("2026-05-31", "on_track"),
        ("2026-06-01", "due_soon"),
        ("2026-07-01", "due_soon"),
        ("2026-07-02", "overdue"),
    ],
)
def test_a_milestone_is_due_soon_for_thirty_days_and_overdue_the_day_after(as_of: str, word: str) -> None:
    made = one_off("2026-07-01")
    assert made.status(as_of) == word


def test_a_milestone_that_is_started_is_on_track_until_it_falls_due() -> None:
    made = one_off("2026-07-01", started_on="2026-06-10")
    assert [made.status(as_of) for as_of in ("2026-06-09", "2026-06-10", "2026-07-02")] == [
        "due_soon",
        "on_track",
        "overdue",
    ]


def test_done_late_stays_completed_and_says_how_many_days() -> None:
    made = one_off("2026-07-01").done("2026-07-11", milestone_id="M1")
    assert made.rows("select completed_on, days_late, status from milestone_status($d)", d="2026-08-01") == [
        (date(2026, 7, 11), 10, "completed")
    ]
    assert (made.status("2026-07-10"), made.status("2026-07-11")) == ("overdue", "completed")


def test_done_before_it_was_due_is_no_days_late() -> None:
    made = one_off("2026-07-01").done("2026-06-11", milestone_id="M1")
    assert made.rows("select days_late from milestone_status($d)", d="2026-08-01") == [(0,)]


def test_the_measure_follows_its_next_undone_milestone() -> None:
    made = one_off("2026-03-01", "2026-12-01", None).done("2026-02-20", milestone_id="M1")
    assert made.rows("select status, next_due_on from measure_status($d)", d="2026-06-01") == [
        ("on_track", date(2026, 12, 1))
    ]


def test_an_earlier_milestone_left_undone_is_overdue_though_a_later_one_is_done() -> None:
    made = one_off("2026-03-01", "2026-12-01").done("2026-02-20", milestone_id="M2")
    assert made.status("2026-06-01") == "overdue"


def test_without_a_due_date_it_is_not_set() -> None:
    made = one_off("2026-03-01", None).done("2026-02-20", milestone_id="M1")
    assert made.status("2026-06-01") == "not_set"


def test_a_plan_that_is_not_set_can_still_be_completed() -> None:
    made = Warehouse().goal().measure(kind="one_off").plan(basis="not_set").read("2026-12-31")
    made.add("milestone", milestone_id="M1", measure_id="M", position=1, name_nb="a", name_en="a")
    assert made.status("2026-06-01") == "not_set"
    made.done("2026-05-01", milestone_id="M1")
    assert made.status("2026-06-01") == "completed"


def test_a_due_date_that_was_moved_counts_from_the_day_it_was_known() -> None:
    made = one_off("2026-07-01")
    made.add(
        "milestone", milestone_id="M1", measure_id="M", position=1, name_nb="a", name_en="a", due_on="2026-09-01",
        known_from="2026-07-05",
    )  # fmt: skip
    assert [made.status(as_of) for as_of in ("2026-07-04", "2026-07-05", "2026-09-02")] == [
        "overdue",
        "on_track",
        "overdue",
    ]


def test_a_milestone_that_fell_due_after_the_source_was_last_read_has_no_data() -> None:
    made = Warehouse().goal().measure(kind="one_off").plan().read("2026-01-01", "2026-06-20")
    made.add(
        "milestone",
        milestone_id="M1",
        measure_id="M",
        position=1,
        name_nb="a",
        name_en="a",
        due_on="2026-07-01",
    )
    assert [made.status(as_of) for as_of in ("2026-07-01", "2026-07-02")] == ["due_soon", "no_data"]


def test_a_measure_without_milestones_is_not_set() -> None:
    made = Warehouse().goal().measure(kind="one_off").plan().read("2026-06-20")
    assert made.status("2026-07-01") == "not_set"


def test_a_milestone_that_is_not_done_has_no_days_late() -> None:
    made = one_off("2026-07-01", None).done("2026-06-11", milestone_id="M2")
    assert made.rows("select milestone_id, days_late from milestone_status($d)", d="2026-08-01") == [
        ("M1", None),
        ("M2", None),
    ]


def test_an_optional_measure_is_not_set_though_all_is_done_until_it_is_decided() -> None:
    made = (
        Warehouse().goal().measure(kind="one_off", is_optional=True).plan(basis="proposed").read("2026-12-31")
    )
    made.add("milestone", milestone_id="M1", measure_id="M", position=1, name_nb="a", name_en="a")
    made.done("2026-05-01", milestone_id="M1").plan(plan_id="b", decided_on="2026-06-01")
    assert [made.status(as_of) for as_of in ("2026-05-31", "2026-06-01")] == ["not_set", "completed"]
