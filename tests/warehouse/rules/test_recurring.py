"""Recurring measures: period and grace edges, plans that change, late and withdrawn records, and silence."""

from datetime import date

import pytest

from tests.builders import HALF_YEARS, MONTHS, Warehouse, monthly


def stories(*, october_known_from: str = "2026-11-20") -> Warehouse:
    """Monthly stories of 2026: April late, July missing, October registered on 20 November."""
    made = monthly(valid_from="2026-01-01").read("2026-01-01", "2026-11-01", "2026-11-23")
    for month in (1, 2, 3, 5, 6, 8, 9):
        made.done(f"2026-{month:02}-12")
    made.done("2026-05-05", period="2026-04")
    return made.done("2026-10-28", known_from=october_known_from)


def test_the_worked_example_is_delayed_since_july_is_missing() -> None:
    made = stories()
    assert made.counts("2026-11-23") == (12, 10, 8, 1, 1, 0)
    assert made.outcomes("2026-11-23", "2026") == (
        "on_time on_time on_time late on_time on_time missed on_time on_time on_time open upcoming"
    )
    assert made.status("2026-11-23") == "delayed"


def test_replayed_for_10_november_the_story_of_october_is_in_grace() -> None:
    made = stories()
    assert made.counts("2026-11-10") == (12, 9, 7, 1, 1, 1)
    assert made.outcomes("2026-11-10", "2026").split()[9] == "in_grace"
    assert made.status("2026-11-10") == "delayed"


def test_the_introduction_programme_of_the_example_is_on_track_until_the_last_of_december() -> None:
    made = Warehouse().goal().measure().plan(periods=HALF_YEARS, valid_from="2026-01-01").read("2026-11-23")
    made.done("2026-05-20")
    assert made.counts("2026-11-23") == (2, 1, 1, 0, 0, 0)
    assert made.rows("select status, next_due_on from measure_status($d)", d="2026-11-23") == [
        ("on_track", date(2026, 12, 31))
    ]


@pytest.mark.parametrize(
    ("as_of", "outcome"),
    [
        ("2026-02-28", "upcoming"),
        ("2026-03-01", "open"),
        ("2026-03-31", "open"),
        ("2026-04-01", "in_grace"),
        ("2026-04-14", "in_grace"),
        ("2026-04-15", "missed"),
    ],
)
def test_a_period_begins_falls_due_and_closes_on_its_own_days(as_of: str, outcome: str) -> None:
    made = monthly().read(as_of)
    found = made.rows("select outcome from due_period_status($d) where period = '2026-03'", d=as_of)
    assert found == [(outcome,)]


def test_a_story_on_the_due_date_is_on_time_and_one_filed_on_it_a_day_later_is_late() -> None:
    made = monthly().read("2026-11-23").done("2026-03-31").done("2026-05-01", period="2026-04")
    assert made.outcomes("2026-11-23", "2026").split()[2:4] == ["on_time", "late"]


def test_a_story_after_the_grace_day_counts_as_late_and_no_longer_as_missed() -> None:
    made = monthly().read("2026-11-23").done("2026-06-20", period="2026-04")
    assert made.outcomes("2026-06-19", "2026").split()[3] == "missed"
    assert made.outcomes("2026-06-20", "2026").split()[3] == "late"


def test_two_stories_in_may_do_not_repair_april() -> None:
    made = monthly().read("2026-11-23").done("2026-05-02").done("2026-05-20")
    assert made.outcomes("2026-06-01", "2026").split()[3:5] == ["missed", "on_time"]


def test_a_story_done_before_its_period_begins_may_be_filed_on_it() -> None:
    made = monthly().read("2026-11-23").done("2026-02-20", period="2026-03")
    assert made.outcomes("2026-03-01", "2026").split()[1:3] == ["in_grace", "on_time"]


def test_the_last_day_of_february_is_the_29th_in_a_leap_year() -> None:
    made = monthly().read("2028-06-01")
    found = made.rows(
        "select due_on from due_period_status($d) where period in ('2027-02', '2028-02') order by 1",
        d="2028-06-01",
    )
    assert found == [(date(2027, 2, 28),), (date(2028, 2, 29),)]


def test_december_is_in_grace_at_new_year_and_judged_in_january() -> None:
    made = monthly(valid_from="2026-11-01").read("2027-01-20").done("2026-11-10")
    assert (made.status("2027-01-05"), made.counts("2027-01-05")) == ("delayed", (12, 0, 0, 0, 0, 1))
    assert made.status("2027-01-15") == "overdue"


def test_nothing_closed_and_nothing_done_is_not_started() -> None:
    made = monthly(valid_from="2026-11-01").read("2026-11-23")
    assert made.status("2026-11-23") == "not_started"


def test_a_period_done_before_it_closes_counts_at_once() -> None:
    made = monthly(valid_from="2026-11-01").read("2026-11-23").done("2026-11-10")
    assert (made.status("2026-11-23"), made.counts("2026-11-23")) == ("on_track", (2, 0, 1, 0, 0, 0))


def test_a_first_miss_is_overdue_and_one_miss_after_many_met_is_delayed() -> None:
    first = monthly(valid_from="2026-09-01").read("2026-10-20")
    after_many = monthly(valid_from="2026-01-01").read("2026-10-20")
    for month in range(1, 9):
        after_many.done(f"2026-{month:02}-10")
    assert (first.status("2026-10-20"), after_many.status("2026-10-20")) == ("overdue", "delayed")


def test_two_misses_in_a_row_are_overdue() -> None:
    made = monthly(valid_from="2026-01-01").read("2026-10-20")
    for month in range(1, 8):
        made.done(f"2026-{month:02}-10")
    assert made.status("2026-10-20") == "overdue"


def test_a_last_miss_with_fewer_than_three_in_four_met_is_overdue() -> None:
    made = monthly(valid_from="2026-01-01").read("2026-09-20")
    for month in (1, 2, 4, 5, 7):
        made.done(f"2026-{month:02}-10")
    assert made.counts("2026-09-20") == (12, 8, 5, 0, 3, 0)
    assert made.status("2026-09-20") == "overdue"


def test_a_miss_five_periods_back_is_forgiven() -> None:
    made = monthly(valid_from="2026-01-01").read("2026-07-20")
    for month in range(2, 7):
        made.done(f"2026-{month:02}-10")
    assert (made.status("2026-05-20"), made.status("2026-06-20")) == ("delayed", "on_track")


def test_a_withdrawn_record_counts_until_the_day_it_was_withdrawn() -> None:
    made = monthly(valid_from="2026-03-01").read("2026-06-20").done("2026-03-10", known_to="2026-05-04")
    assert made.outcomes("2026-05-03", "2026").split()[0] == "on_time"
    assert made.outcomes("2026-05-04", "2026").split()[0] == "missed"


def test_a_corrected_record_counts_as_it_was_known_each_day() -> None:
    made = monthly(valid_from="2026-03-01").read("2026-06-20")
    made.done("2026-03-10", record_key="a", known_to="2026-05-04")
    made.done("2026-04-02", record_key="a", known_from="2026-05-04", period="2026-03")
    assert [made.outcomes(as_of, "2026").split()[0] for as_of in ("2026-05-03", "2026-05-04")] == [
        "on_time",
        "late",
    ]


def test_a_late_registration_shows_as_a_miss_until_it_was_reported() -> None:
    made = monthly(valid_from="2026-03-01").read("2026-06-20").done("2026-03-10", known_from="2026-05-20")
    assert [made.outcomes(as_of, "2026").split()[0] for as_of in ("2026-05-19", "2026-05-20")] == [
        "missed",
        "on_time",
    ]


def test_a_plan_that_takes_over_in_the_middle_of_a_year_demands_no_half_period() -> None:
    made = Warehouse().goal().measure().read("2026-12-31")
    made.plan(plan_id="a", periods=HALF_YEARS).plan(
        plan_id="b", periods=MONTHS, valid_from="2026-10-01", decided_on="2026-09-15"
    )
    due = "select plan_id, period from due_period_status($d) where period like '2026%' order by due_on"
    assert made.rows(due, d="2026-12-31") == [
        ("a", "2026-H1"),
        ("b", "2026-10"),
        ("b", "2026-11"),
        ("b", "2026-12"),
    ]
    assert made.rows(due, d="2026-09-14") == [("a", "2026-H1"), ("a", "2026-H2")]


def test_a_plan_that_ends_demands_nothing_after_its_last_day() -> None:
    made = monthly(valid_from="2026-01-01", valid_to="2026-05-15").read("2026-12-31")
    assert made.outcomes("2026-12-31", "2026") == "missed missed missed missed"
    assert made.status("2026-12-31") == "not_set"


def test_a_proposed_plan_is_judged_and_says_that_it_is_proposed() -> None:
    made = monthly(basis="proposed", valid_from="2026-11-01").read("2026-11-23").done("2026-11-10")
    assert made.rows("select basis, status from measure_status($d)", d="2026-11-23") == [
        ("proposed", "on_track")
    ]


def test_a_plan_that_nobody_has_set_is_not_judged() -> None:
    made = Warehouse().goal().measure().plan(basis="not_set").read("2026-11-23").done("2026-11-10")
    assert made.rows("select basis, status from measure_status($d)", d="2026-11-23") == [
        ("not_set", "not_set")
    ]


def test_an_optional_measure_is_not_judged_before_it_is_decided() -> None:
    made = (
        Warehouse().goal().measure(is_optional=True).plan(basis="proposed", periods=MONTHS).read("2026-11-23")
    )
    assert made.status("2026-11-23") == "not_set"
    made.plan(plan_id="b", basis="decided", periods=MONTHS, valid_from="2026-11-01", decided_on="2026-11-02")
    assert [made.status(as_of) for as_of in ("2026-11-01", "2026-11-23")] == ["not_set", "not_started"]


def test_silence_after_the_source_was_last_read_is_no_data_where_it_would_decide() -> None:
    made = monthly(valid_from="2026-01-01").read("2026-01-10", "2026-09-10")
    for month in range(1, 9):
        made.done(f"2026-{month:02}-10")
    assert made.status("2026-09-10") == "on_track"
    assert made.status("2026-10-05") == "no_data"
    assert made.rows(
        "select is_known from due_period_status($d) where period = '2026-09'", d="2026-10-05"
    ) == [(False,)]


def test_silence_that_cannot_change_the_word_leaves_it() -> None:
    made = monthly(valid_from="2026-01-01").read("2026-01-10", "2026-09-20").done("2026-01-10")
    assert made.status("2026-10-05") == "overdue"


def test_a_reading_on_the_due_date_makes_silence_count() -> None:
    made = monthly(valid_from="2026-09-01").read("2026-01-10", "2026-09-30")
    assert made.status("2026-10-05") == "delayed"


def test_a_failed_reading_is_no_reading() -> None:
    made = monthly(valid_from="2026-09-01").read("2026-09-29").read("2026-10-04", outcome="failed")
    assert made.status("2026-10-05") == "no_data"


def test_before_the_first_reading_the_history_it_brought_counts() -> None:
    made = monthly(valid_from="2026-09-01").read("2026-11-23").done("2026-09-10")
    assert made.status("2026-10-05") == "on_track"


def test_a_source_that_was_never_read_gives_no_data() -> None:
    assert monthly(valid_from="2026-09-01").status("2026-10-05") == "no_data"


def test_with_two_sources_the_one_read_longest_ago_tells_how_far_records_are_complete() -> None:
    made = monthly(valid_from="2026-09-01").add("source_measure", source_id="other", measure_id="M")
    made.read("2026-01-01", "2026-11-01").read("2026-01-01", "2026-09-15", source_id="other")
    assert made.rows("select data_through_on from measure_status($d)", d="2026-11-20") == [
        (date(2026, 9, 15),)
    ]
    assert made.status("2026-10-20") == "no_data"


def test_a_plan_that_is_not_set_demands_no_period() -> None:
    made = Warehouse().goal().measure().plan(basis="not_set", periods=MONTHS).read("2026-11-23")
    assert made.rows("from due_period_status($d)", d="2026-11-23") == []
