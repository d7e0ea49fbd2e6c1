"""Our own calculation of how messages are answered: withheld when few, and never in one series with Meta's figure."""

from datetime import date
from typing import Any

import pytest

from tests.builders import Warehouse

POINTS = "select metric_id, observed_on, value, n, value_basis from known_metric_value($d) order by all"
STATUS = "select metric_id, value, n, value_basis, verdict from metric_status($d) order by all"
DAY = date(2026, 11, 18)


def answered(received: int = 20, answered: int = 15, **columns: Any) -> Warehouse:
    """The page «ours», which answered so many of so many in the 30 days up to 18 November."""
    return Warehouse().organisation().page().response("2026-11-18", received, answered, **columns)


def test_share_and_median_each_rest_on_what_they_are_taken_of() -> None:
    assert answered().rows(POINTS, d="2026-11-20") == [
        ("response_rate_own", DAY, 0.75, 20, "own_calculation"),
        ("response_time_own", DAY, 45.0, 15, "own_calculation"),
    ]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"is_withheld": True}, []),
        ({"is_withheld": True, "received_count": None, "answered_count": None, "median_minutes": None}, []),
        ({"received_count": 0, "answered_count": 0, "median_minutes": None}, []),
        ({"median_minutes": None}, ["response_rate_own"]),
        ({"answered_count": 0, "median_minutes": None}, ["response_rate_own"]),
        ({"page_id": "theirs"}, []),
    ],
)
def test_what_is_withheld_or_empty_or_another_pages_is_no_figure(
    columns: dict[str, Any], expected: list[str]
) -> None:
    made = answered(**columns)
    assert made.rows("select metric_id from known_metric_value($d)", d="2026-11-20") == [
        (metric_id,) for metric_id in expected
    ]


def test_nobody_answered_is_zero_and_not_missing() -> None:
    assert answered(20, 0, median_minutes=None).rows(POINTS, d="2026-11-20") == [
        ("response_rate_own", DAY, 0.0, 20, "own_calculation")
    ]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2026-11-18", []), ("2026-11-19", [(0.75,)]), ("2026-11-20", [(0.8,)]), ("2026-11-21", [])],
)
def test_a_day_counts_as_it_was_worked_out_by_then_also_when_it_is_withheld_later(
    as_of: str, expected: list[tuple[object, ...]]
) -> None:
    made = answered(known_to="2026-11-20")
    made.response("2026-11-18", 20, 16, known_from="2026-11-20", known_to="2026-11-21")
    made.response("2026-11-18", 4, 4, known_from="2026-11-21", is_withheld=True)
    rate = "select value from known_metric_value($d) where metric_id = 'response_rate_own'"
    assert made.rows(rate, d=as_of) == expected


def test_metas_figure_and_ours_are_two_numbers_and_only_metas_has_the_target() -> None:
    made = answered().metric("response_rate").target(0.9, "response_rate").metric("response_rate_own")
    made.point("2026-10-31", 0.95, "response_rate", n=1000, page_id="ours", value_basis="typed")
    assert made.rows(STATUS, d="2026-11-20") == [
        ("response_rate", 0.95, 1000, "typed", "above"),
        ("response_rate_own", 0.75, 20, "own_calculation", "no_target"),
    ]


def test_our_own_newer_calculation_never_takes_the_place_of_metas_missing_figure() -> None:
    made = answered().metric("response_rate").metric("response_time", "minutes")
    assert made.rows(STATUS, d="2026-11-20") == [
        ("response_rate", None, None, None, "no_data"),
        ("response_time", None, None, None, "no_data"),
    ]


def test_our_own_share_is_judged_by_its_interval_like_any_other() -> None:
    few = answered(12, 9).metric("response_rate_own").target(0.9, "response_rate_own")
    many = answered(200, 150).metric("response_rate_own").target(0.9, "response_rate_own")
    verdict = "select verdict from metric_status($d)"
    assert [made.rows(verdict, d="2026-11-20") for made in (few, many)] == [[("undecidable",)], [("below",)]]
