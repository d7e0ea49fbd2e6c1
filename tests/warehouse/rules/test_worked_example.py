"""The worked example of the method as a whole: one town on 23 November 2026, and replayed for 10 November."""

from datetime import date

import pytest

from tests.builders import HALF_YEARS, MONTHS, Warehouse

MEASURES = (
    "select measure_id, planned_count, closed_count, on_time_count, late_count, missed_count, in_grace_count, "
    "covered_count, population_count, required_count, next_due_on, status "
    "from measure_status($d) order by 1"
)
DECEMBER = date(2026, 12, 31)


@pytest.fixture(scope="module")
def town() -> Warehouse:
    """Stories, programmes, talks in 17 service areas, an appointment to consider, and a response rate."""
    made = Warehouse().goal().read("2026-01-02", "2026-11-09", "2026-11-20")
    made.measure("T1.E2").plan("T1.E2", MONTHS, basis="stated", valid_from="2026-01-01")
    for month in (1, 2, 3, 5, 6, 8, 9):
        made.done(f"2026-{month:02}-12", "T1.E2")
    made.done("2026-05-05", "T1.E2", period="2026-04").done("2026-10-28", "T1.E2", known_from="2026-11-20")
    made.measure("T1.I1").plan("T1.I1", HALF_YEARS, basis="stated", valid_from="2026-01-01")
    made.done("2026-05-20", "T1.I1")
    made.measure("T1.I3", "coverage", unit_kind="service_area")
    made.plan("T1.I3", basis="proposed", coverage_window="year", checkpoint_count=3)
    for number in range(17):
        made.unit(f"area{number}")
    for number in range(11):
        made.done("2026-03-01", "T1.I3", unit_id=f"area{number}")
    made.measure("T2.I3", "one_off").plan("T2.I3", basis="not_set")
    made.add(
        "milestone", milestone_id="T2.I3-M1", measure_id="T2.I3", position=1, name_nb="Vurdert", name_en="Considered"
    )  # fmt: skip
    made.metric("twenty").point("2026-10-31", 0.75, "twenty", n=20).target(0.9, "twenty")
    return made.metric("twelve").point("2026-10-31", 0.75, "twelve", n=12).target(0.9, "twelve")


def test_on_23_november(town: Warehouse) -> None:
    assert town.rows(MEASURES, d="2026-11-23") == [
        ("T1.E2", 12, 10, 8, 1, 1, 0, None, None, None, date(2026, 11, 30), "delayed"),
        ("T1.I1", 2, 1, 1, 0, 0, 0, None, None, None, DECEMBER, "on_track"),
        ("T1.I3", None, None, None, None, None, None, 11, 17, 12, DECEMBER, "delayed"),
        ("T2.I3", 1, 0, 0, 0, 0, None, None, None, None, None, "not_set"),
    ]


def test_replayed_for_10_november_the_meeting_then_stays_true(town: Warehouse) -> None:
    assert town.rows(MEASURES, d="2026-11-10")[0] == (
        "T1.E2", 12, 9, 7, 1, 1, 1, None, None, None, date(2026, 11, 30), "delayed"
    )  # fmt: skip


def test_between_the_two_meetings_only_the_story_of_october_is_new(town: Warehouse) -> None:
    assert town.rows("from changes_between($a, $b)", a="2026-11-10", b="2026-11-23") == [
        ("T1.E2", "G1", "delayed", "delayed", 8, 9, date(2026, 11, 30), date(2026, 11, 30),
         12, None, None, None, False)
    ]  # fmt: skip


def test_the_goal_is_to_be_followed_up_since_three_of_four_can_be_judged(town: Warehouse) -> None:
    assert town.rows("from goal_status($d) where goal_id = 'G1'", d="2026-11-23") == [
        ("G1", 4, 3, 0, 1, 0, 2, 0, 0, 1, 0, "follow_up")
    ]


def test_the_response_rate_is_below_with_20_messages_and_undecidable_with_12(town: Warehouse) -> None:
    found = town.rows(
        "select metric_id, n, round(low, 2), round(high, 2), verdict from metric_status($d) order by n",
        d="2026-11-23",
    )
    assert found == [("twelve", 12, 0.47, 0.91, "undecidable"), ("twenty", 20, 0.53, 0.89, "below")]
