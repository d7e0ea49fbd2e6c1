"""Numbers and their uncertainty: intervals, targets, staleness, and continuous measures that follow a metric."""

from datetime import date
from typing import Any

import pytest

from tests.builders import Warehouse


def rate(value: float, n: int | None, **target: Any) -> Warehouse:
    """A share observed on 31 October, with a target of 90 % to be held."""
    made = Warehouse().metric().point("2026-10-31", value, n=n)
    return made.target(0.9, **target)


def verdict(made: Warehouse, as_of: str = "2026-11-20") -> object:
    return made.rows("select verdict from metric_status($d)", d=as_of)[0][0]


@pytest.mark.parametrize(
    ("value", "n", "expected"),
    [
        (0.75, 20, "below"),
        (0.75, 12, "undecidable"),
        (31 / 41, 41, "below"),
        (0.99, 1000, "above"),
        (1.0, 5, "undecidable"),
        (0.75, None, "undecidable"),
        (0.75, 0, "undecidable"),
    ],
)
def test_a_share_is_judged_by_its_whole_interval(value: float, n: int | None, expected: str) -> None:
    assert verdict(rate(value, n)) == expected


def test_the_intervals_of_the_worked_example_are_53_to_89_and_47_to_91_per_cent() -> None:
    def interval(n: int) -> list[tuple[object, ...]]:
        return rate(0.75, n).rows(
            "select round(low, 2), round(high, 2) from metric_status($d)", d="2026-11-20"
        )

    assert (interval(20), interval(12)) == ([(0.53, 0.89)], [(0.47, 0.91)])


@pytest.mark.parametrize(
    ("share", "n", "low", "high"),
    [(0.0, 10, 0.0, 0.2775), (1.0, 10, 0.7225, 1.0), (0.5, 100, 0.4038, 0.5962), (0.1, 50, 0.0435, 0.2136)],
)
def test_wilson_intervals_are_those_of_published_tables(
    share: float, n: int, low: float, high: float
) -> None:
    found = Warehouse().connection.execute(
        "select round(wilson_low($share, $n), 4), round(wilson_high($share, $n), 4)", {"share": share, "n": n}
    )
    assert found.fetchall() == [(low, high)]


def test_without_a_target_nothing_is_judged() -> None:
    assert verdict(Warehouse().metric().point("2026-10-31", 0.75, n=20)) == "no_target"


def test_without_a_value_there_is_no_data() -> None:
    assert verdict(Warehouse().metric().target(0.9)) == "no_data"


def test_a_value_older_than_its_interval_and_grace_is_stale() -> None:
    made = Warehouse().metric(interval_days=31, grace_days=14).point("2026-10-01", 0.75, n=20).target(0.9)
    assert [verdict(made, as_of) for as_of in ("2026-11-15", "2026-11-16")] == ["below", "stale"]


def test_a_proposed_target_is_told_apart() -> None:
    made = rate(0.75, 20, basis="proposed")
    assert made.rows("select verdict, target_basis from metric_status($d)", d="2026-11-20") == [
        ("below", "proposed")
    ]


def test_a_target_counts_from_its_decision_and_within_its_days() -> None:
    made = Warehouse().metric().point("2026-01-31", 0.75, n=20)
    made.target(0.9, target_id="a", valid_from="2026-01-01", valid_to="2026-06-30")
    made.target(0.6, target_id="b", valid_from="2026-07-01", decided_on="2026-08-01")
    found = [
        made.rows("select target_value from metric_status($d)", d=as_of)
        for as_of in ("2025-12-31", "2026-06-30", "2026-07-15", "2026-08-01")
    ]
    assert found == [[(None,)], [(0.9,)], [(None,)], [(0.6,)]]


@pytest.mark.parametrize(("value", "expected"), [(99.0, "below"), (100.0, "above"), (101.0, "above")])
def test_a_full_count_on_the_target_is_met(value: float, expected: str) -> None:
    made = Warehouse().metric(unit="accounts").point("2026-10-31", value).target(100)
    assert verdict(made) == expected


@pytest.mark.parametrize(("value", "expected"), [(59.0, "below"), (60.0, "below"), (61.0, "above")])
def test_a_time_to_be_kept_below_is_compared_the_other_way(value: float, expected: str) -> None:
    made = Warehouse().metric(unit="minutes").point("2026-10-31", value).target(60, kind="at_or_below")
    assert verdict(made) == expected


def growing(*values: float) -> Warehouse:
    """Followers that shall grow from 1,000 to 2,000 during 2026, measured on the first of October and later."""
    made = (
        Warehouse()
        .metric("followers", "accounts")
        .target(
            2000,
            "followers",
            kind="increase",
            baseline_value=1000,
            baseline_on="2026-01-01",
            due_on="2026-12-31",
        )
    )
    for number, value in enumerate(values, 1):
        made.point(f"2026-10-{number:02}", value, "followers")
    return made


def test_a_level_to_be_reached_needs_three_dated_values() -> None:
    assert [verdict(growing(*values)) for values in ((1700, 1720), (1700, 1720, 1740))] == [
        "undecidable",
        "above",
    ]


@pytest.mark.parametrize(
    ("value", "word"), [(1710.0, "on_track"), (1700.0, "delayed"), (1560.0, "delayed"), (1550.0, "overdue")]
)
def test_a_measure_on_its_way_to_a_level_is_judged_by_its_gap(value: float, word: str) -> None:
    made = (
        growing(1000, 1000, value)
        .goal()
        .measure(kind="continuous", metric_id="followers")
        .plan()
        .read("2026-11-20")
    )
    assert made.status("2026-11-20") == word


def held(values: tuple[tuple[str, float, int], ...]) -> Warehouse:
    """A measure whose own records carry a share to be held at 90 %."""
    made = Warehouse().goal().metric().target(0.9).read("2026-11-20")
    made.measure(kind="continuous", metric_id="rate").plan(basis="proposed")
    for occurred_on, value, n in values:
        made.done(occurred_on, value=value, n=n)
    return made


def test_a_measure_that_holds_a_level_follows_its_own_records() -> None:
    made = held((("2026-01-10", 0.5, 40), ("2026-05-10", 0.8, 10), ("2026-09-10", 0.99, 500)))
    assert [made.status(as_of) for as_of in ("2026-01-31", "2026-05-31", "2026-09-30")] == [
        "delayed",
        "no_data",
        "on_track",
    ]


def test_a_measure_without_a_target_is_not_set() -> None:
    made = Warehouse().goal().metric().measure(kind="continuous", metric_id="rate").plan().read("2026-11-20")
    assert made.status("2026-11-20") == "not_set"


def test_a_corrected_point_counts_as_it_was_known_each_day() -> None:
    made = Warehouse().metric().target(0.9).point("2026-10-01", 0.75, n=20, known_to="2026-10-15")
    made.point("2026-10-01", 0.99, n=1000, known_from="2026-10-15")
    assert [verdict(made, as_of) for as_of in ("2026-10-14", "2026-10-15")] == ["below", "above"]


def test_a_later_point_without_n_never_borrows_an_older_n() -> None:
    made = Warehouse().metric().point("2026-09-30", 0.75, n=20).point("2026-10-31", 0.75)
    assert made.rows("select observed_on, n from metric_status($d)", d="2026-11-20") == [
        (date(2026, 10, 31), None)
    ]


def test_of_two_values_for_the_last_day_the_one_reported_last_counts() -> None:
    made = Warehouse().metric().point("2026-10-31", 0.8, n=20, source_id="typed", known_from="2026-11-10")
    made.point("2026-10-31", 0.7, n=30, source_id="exported")
    found = [
        made.rows("select value, n from metric_status($d)", d=as_of) for as_of in ("2026-11-09", "2026-11-10")
    ]
    assert found == [[(0.7, 30)], [(0.8, 20)]]


def test_a_score_whose_spread_nobody_reports_cannot_be_decided() -> None:
    assert (
        verdict(Warehouse().metric(unit="score").point("2026-10-31", 4.5, n=200).target(4)) == "undecidable"
    )
