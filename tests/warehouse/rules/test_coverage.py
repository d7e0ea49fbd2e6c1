"""Coverage: checkpoints, units that come and go, meetings and processes, and windows at the turn of the year."""

from datetime import date

import pytest

from tests.builders import Warehouse


def areas(
    count: int, covered: int, *, on: str = "2026-03-01", window: str = "year", checkpoints: int = 3
) -> Warehouse:
    """A coverage measure over so many service areas, the first of them covered on one day."""
    made = Warehouse().goal().measure(kind="coverage", unit_kind="service_area").read("2027-12-31")
    made.plan(basis="proposed", coverage_window=window, checkpoint_count=checkpoints)
    for number in range(count):
        made.unit(f"u{number:02}")
    for number in range(covered):
        made.done(on, unit_id=f"u{number:02}")
    return made


def numbers(made: Warehouse, as_of: str) -> list[tuple[object, ...]]:
    return made.rows(
        "select covered_count, population_count, required_count, next_due_on, status from measure_status($d)",
        d=as_of,
    )


def test_the_worked_example_is_delayed_with_11_of_17_where_12_were_required() -> None:
    assert numbers(areas(17, 11), "2026-11-23") == [(11, 17, 12, date(2026, 12, 31), "delayed")]


@pytest.mark.parametrize(
    ("covered", "word"),
    [
        (0, "overdue"),
        (9, "overdue"),
        (10, "delayed"),
        (11, "delayed"),
        (12, "on_track"),
        (16, "on_track"),
        (17, "completed"),
    ],
)
def test_the_word_follows_what_was_required_at_the_last_checkpoint(covered: int, word: str) -> None:
    assert areas(17, covered).status("2026-11-23") == word


def test_a_checkpoint_counts_from_the_day_after() -> None:
    made = areas(3, 0)
    assert [made.status(as_of) for as_of in ("2026-04-30", "2026-05-01")] == ["not_started", "overdue"]


def test_a_first_one_covered_before_any_checkpoint_is_on_track() -> None:
    assert areas(17, 1).status("2026-04-01") == "on_track"


def test_a_second_record_for_the_same_area_counts_nothing_more() -> None:
    made = areas(17, 1).done("2026-04-01", unit_id="u00")
    assert numbers(made, "2026-04-02")[0][:2] == (1, 17)


def test_a_record_from_last_year_covers_nothing_this_year() -> None:
    assert numbers(areas(17, 5, on="2025-12-31"), "2026-02-01")[0][:2] == (0, 17)


def test_a_window_stays_in_view_for_its_grace_days_and_then_the_next_begins() -> None:
    made = areas(4, 3, on="2026-06-01")
    view = "select distinct window_start_on from coverage_status($d)"
    assert [made.rows(view, d=as_of) for as_of in ("2027-01-14", "2027-01-15")] == [
        [(date(2026, 1, 1),)],
        [(date(2027, 1, 1),)],
    ]
    assert [made.status(as_of) for as_of in ("2027-01-14", "2027-01-15")] == ["overdue", "not_started"]


def test_half_years_have_windows_and_checkpoints_of_their_own() -> None:
    made = areas(4, 2, on="2026-02-01", window="half_year", checkpoints=2)
    assert [numbers(made, as_of) for as_of in ("2026-04-01", "2026-07-14", "2026-07-15")] == [
        [(2, 4, 2, date(2026, 6, 30), "on_track")],
        [(2, 4, 4, None, "overdue")],
        [(0, 4, None, date(2026, 9, 30), "not_started")],
    ]


def test_areas_that_come_and_go_are_counted_on_the_day() -> None:
    made = areas(2, 0).unit("gone", valid_to="2026-05-31").unit("new", valid_from="2026-08-01")
    assert [numbers(made, as_of)[0][1] for as_of in ("2026-05-31", "2026-06-01", "2026-08-01")] == [3, 2, 3]


def test_an_area_that_was_closed_keeps_no_name_among_the_missing() -> None:
    made = areas(2, 1).unit("gone", valid_to="2026-05-31")
    missing = "select unit_id from coverage_status($d) where covered_on is null order by 1"
    assert made.rows(missing, d="2026-06-01") == [("u01",)]


def test_without_any_area_it_is_not_set() -> None:
    assert areas(0, 0).status("2026-11-23") == "not_set"


def test_a_checkpoint_that_the_source_has_not_been_read_since_gives_no_data() -> None:
    made = (
        Warehouse().goal().measure(kind="coverage", unit_kind="service_area").read("2026-01-01", "2026-08-20")
    )
    made.plan(coverage_window="year", checkpoint_count=3).unit("a").unit("b").done("2026-03-01", unit_id="a")
    assert [made.status(as_of) for as_of in ("2026-08-31", "2026-09-01")] == ["on_track", "no_data"]


def test_a_plan_that_begins_in_the_middle_of_a_window_is_judged_from_the_next() -> None:
    made = Warehouse().goal().measure(kind="coverage", unit_kind="service_area").read("2027-12-31").unit("a")
    made.plan(coverage_window="year", checkpoint_count=3, valid_from="2026-05-01")
    assert [made.status(as_of) for as_of in ("2026-12-01", "2027-05-01")] == ["not_started", "overdue"]


def meetings(*held: str) -> Warehouse:
    """A measure over council meetings held on some days."""
    made = Warehouse().goal().measure(kind="coverage", unit_kind="council_meeting").read("2027-12-31")
    made.plan(coverage_window="event")
    for occurs_on in held:
        made.unit(f"m{occurs_on}", "council_meeting", occurs_on=occurs_on)
    return made


@pytest.mark.parametrize(
    ("as_of", "word"),
    [
        ("2026-03-10", "not_started"),
        ("2026-03-11", "delayed"),
        ("2026-03-24", "delayed"),
        ("2026-03-25", "overdue"),
    ],
)
def test_an_uncovered_meeting_is_delayed_within_its_grace_days_and_overdue_after(
    as_of: str, word: str
) -> None:
    assert meetings("2026-03-10").status(as_of) == word


def test_covered_meetings_are_on_track_and_say_when_the_next_one_is() -> None:
    made = meetings("2026-03-10", "2026-12-15").done("2026-03-10", unit_id="m2026-03-10")
    assert numbers(made, "2026-11-23") == [(1, 1, 1, date(2026, 12, 15), "on_track")]


def test_a_meeting_of_last_year_is_judged_until_its_grace_days_are_over_at_new_year() -> None:
    made = meetings("2026-12-15", "2027-03-10")
    assert [made.status(as_of) for as_of in ("2027-01-14", "2027-01-15")] == ["overdue", "not_started"]


def test_a_process_is_covered_by_a_meeting_between_its_beginning_and_its_decision() -> None:
    made = Warehouse().goal().measure(kind="coverage", unit_kind="change_process").read("2027-12-31")
    made.plan(coverage_window="event")
    for name, occurred_on in (("early", "2026-01-05"), ("in_time", "2026-02-05"), ("after", "2026-04-05")):
        made.unit(name, "change_process", valid_from="2026-01-10", occurs_on="2026-03-01")
        made.done(occurred_on, unit_id=name)
    assert made.rows("select unit_id, covered_on from coverage_status($d) order by 1", d="2026-06-01") == [
        ("after", None),
        ("early", None),
        ("in_time", date(2026, 2, 5)),
    ]


def test_a_meeting_after_the_source_was_last_read_gives_no_data() -> None:
    made = (
        Warehouse()
        .goal()
        .measure(kind="coverage", unit_kind="council_meeting")
        .read("2026-01-01", "2026-03-09")
    )
    made.plan(coverage_window="event").unit("m", "council_meeting", occurs_on="2026-03-10")
    assert [made.status(as_of) for as_of in ("2026-03-10", "2026-03-11")] == ["not_started", "no_data"]


def test_without_any_meeting_in_the_register_it_is_not_set() -> None:
    assert meetings().status("2026-11-23") == "not_set"


def test_a_process_whose_day_is_not_known_yet_is_not_counted() -> None:
    made = Warehouse().goal().measure(kind="coverage", unit_kind="change_process").read("2027-12-31")
    made.plan(coverage_window="event").unit("p", "change_process", valid_from="2026-01-10")
    assert made.rows("from coverage_status($d)", d="2026-06-01") == []
    assert made.status("2026-06-01") == "not_set"


def test_a_meeting_held_before_its_plan_began_is_not_demanded() -> None:
    made = Warehouse().goal().measure(kind="coverage", unit_kind="council_meeting").read("2027-12-31")
    made.plan(coverage_window="event", valid_from="2026-03-01")
    made.unit("before", "council_meeting", occurs_on="2026-02-10")
    made.unit("after", "council_meeting", occurs_on="2026-03-10")
    assert made.rows("select unit_id, is_late from coverage_status($d)", d="2026-06-01") == [("after", True)]
