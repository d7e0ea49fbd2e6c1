"""The last value of each month, and where a line of them may not be drawn on."""

from datetime import date

import pytest

from tests.builders import Warehouse

AS_OF = "2026-11-20"
VALUES = "select observed_on, value, n from month_end($d) order by month_on"
SEGMENTS = "select month_on, is_new_segment, is_new_origin from month_end($d) order by month_on"


def series(*points: tuple[str, float, str], **columns: object) -> Warehouse:
    """A level of accounts with a value and an origin on these days."""
    made = Warehouse().metric("m", "accounts", kind="stock", **columns)
    for observed_on, value, basis in points:
        made.point(observed_on, value, "m", value_basis=basis)
    return made


def test_a_months_value_is_its_last_with_that_values_own_n() -> None:
    made = (
        Warehouse()
        .metric()
        .point("2026-10-10", 0.5, n=40)
        .point("2026-10-31", 0.75)
        .point("2026-11-19", 0.8, n=9)
    )
    assert made.rows(VALUES, d=AS_OF) == [(date(2026, 10, 31), 0.75, None), (date(2026, 11, 19), 0.8, 9)]


def test_of_two_values_for_the_last_day_the_one_reported_last_counts() -> None:
    made = (
        Warehouse()
        .metric()
        .point("2026-10-31", 0.5, source_id="b")
        .point("2026-10-31", 0.75, source_id="a", known_from="2026-11-02")
    )
    assert made.rows(VALUES, d="2026-11-01") == [(date(2026, 10, 31), 0.5, None)]
    assert made.rows(VALUES, d="2026-11-02") == [(date(2026, 10, 31), 0.75, None)]


@pytest.mark.parametrize(
    ("later", "basis", "is_new_segment", "is_new_origin"),
    [
        ("2026-10-05", "typed", False, False),
        ("2026-11-05", "typed", True, False),
        ("2026-10-05", "platform", True, True),
        ("2026-11-05", "platform", True, True),
        ("2026-10-05", "own_calculation", True, True),
    ],
)
def test_a_new_segment_begins_after_a_gap_and_where_the_origin_changes(
    later: str, basis: str, is_new_segment: bool, is_new_origin: bool
) -> None:
    first, second = series(("2026-09-30", 1, "typed"), (later, 2, basis)).rows(SEGMENTS, d=AS_OF)
    assert first == (date(2026, 9, 1), True, False)
    assert second[1:] == (is_new_segment, is_new_origin)


def test_a_value_after_the_definition_ended_is_no_part_of_the_series() -> None:
    made = series(
        ("2025-10-31", 1, "typed"),
        ("2025-11-15", 2, "typed"),
        ("2025-11-16", 9, "platform"),
        valid_to="2025-11-15",
    )
    assert made.rows(VALUES, d=AS_OF) == [(date(2025, 10, 31), 1.0, None), (date(2025, 11, 15), 2.0, None)]


def test_our_own_calculation_and_the_platforms_figure_are_two_series() -> None:
    made = Warehouse().page().metric("response_rate").metric("response_rate_own")
    made.point("2026-10-31", 0.9, "response_rate", value_basis="platform", page_id="ours", n=10)
    made.add(
        "page_response", page_id="ours", source_id="s", observed_on="2026-10-31", received_count=20, answered_count=15,
        is_withheld=False, known_from="2026-10-31",
    )  # fmt: skip
    found = made.rows("select metric_id, value, value_basis from month_end($d) order by 1", d=AS_OF)
    assert found == [("response_rate", 0.9, "platform"), ("response_rate_own", 0.75, "own_calculation")]
