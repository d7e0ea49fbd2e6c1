"""Which days a reading asks for: two years at first, three days back afterwards, never more than 89 at a time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.sources.facebook.windows import Metric, Reached, Window, windows

TODAY = date(2026, 11, 23)
OLDEST = date(2024, 11, 23)
FOLLOWS = Metric("followers_daily", "page_follows")
VIEWS = Metric("page_views", "page_views_total")


def asked(reached: dict[str, Reached], *metrics: Metric) -> list[tuple[str, str, str]]:
    """First day, day after the last, and the metrics of each window."""
    return [
        (str(window.since), str(window.until), "+".join(metric.id for metric in window.metrics))
        for window in windows(metrics or (FOLLOWS,), reached, TODAY)
    ]


def test_the_first_reading_walks_two_years_in_windows_side_by_side() -> None:
    found = windows([FOLLOWS], {}, TODAY)
    assert (found[0].since, found[-1].until) == (OLDEST, TODAY)
    assert [window.day_count for window in found] == [89] * 8 + [18]
    assert all(one.until == other.since for one, other in zip(found, found[1:], strict=False))


def test_a_later_reading_begins_three_days_before_the_newest_day() -> None:
    assert asked({FOLLOWS.id: Reached(newest_on=date(2026, 11, 21))}) == [
        ("2026-11-18", "2026-11-23", "followers_daily")
    ]


def test_metrics_that_are_nearly_abreast_are_asked_for_together() -> None:
    reached = {FOLLOWS.id: Reached(date(2026, 11, 21)), VIEWS.id: Reached(date(2026, 11, 19))}
    assert asked(reached, FOLLOWS, VIEWS) == [("2026-11-16", "2026-11-23", "page_views+followers_daily")]


def test_a_metric_that_fell_silent_does_not_take_the_others_back_with_it() -> None:
    reached = {
        FOLLOWS.id: Reached(date(2026, 11, 21)),
        VIEWS.id: Reached(date(2026, 11, 8), date(2026, 11, 22)),
    }
    assert asked(reached, FOLLOWS, VIEWS) == [
        ("2026-11-05", "2026-11-23", "page_views"),
        ("2026-11-18", "2026-11-23", "followers_daily"),
    ]


def test_a_metric_that_is_far_behind_holds_no_other_back() -> None:
    reached = {FOLLOWS.id: Reached(date(2026, 11, 21)), VIEWS.id: Reached(date(2026, 7, 1))}
    assert asked(reached, FOLLOWS, VIEWS) == [
        ("2026-06-28", "2026-09-25", "page_views"),
        ("2026-09-25", "2026-11-23", "page_views"),
        ("2026-11-18", "2026-11-23", "followers_daily"),
    ]


def test_a_metric_that_never_had_a_value_is_not_asked_for_two_years_every_night() -> None:
    reached = {FOLLOWS.id: Reached(asked_on=date(2026, 11, 22))}
    assert asked(reached) == [("2026-11-19", "2026-11-23", "followers_daily")]


def test_values_that_fell_silent_may_turn_up_for_four_weeks() -> None:
    reached = {FOLLOWS.id: Reached(date(2026, 9, 1), date(2026, 11, 22))}
    assert asked(reached) == [("2026-10-22", "2026-11-23", "followers_daily")]
    reached = {FOLLOWS.id: Reached(date(2026, 11, 10), date(2026, 11, 22))}
    assert asked(reached) == [("2026-11-07", "2026-11-23", "followers_daily")]


def test_a_metric_is_asked_for_only_while_it_lives() -> None:
    dead = Metric("reach", "page_impressions_unique", valid_to=date(2026, 6, 14))
    young = Metric("media_views", "page_media_view", valid_from=date(2026, 11, 1))
    assert asked({}, dead, young) == [("2026-11-01", "2026-11-23", "media_views")]


def test_nothing_is_asked_of_days_to_come() -> None:
    later = Metric("next", "page_next", valid_from=TODAY + timedelta(days=9))
    assert asked({}, later) == []
    assert asked({FOLLOWS.id: Reached(newest_on=TODAY + timedelta(days=9))}) == []


@pytest.mark.parametrize(
    ("window", "halves"),
    [
        (Window(date(2026, 1, 1), date(2026, 1, 4), (FOLLOWS,)), [(1, 1), (2, 1)]),
        (Window(date(2026, 1, 1), date(2026, 1, 2), (FOLLOWS, VIEWS)), [(1, 1), (1, 1)]),
        (Window(date(2026, 1, 1), date(2026, 1, 2), (FOLLOWS,)), None),
    ],
)
def test_a_window_is_halved_by_days_and_then_by_metrics(
    window: Window, halves: list[tuple[int, int]] | None
) -> None:
    found = window.halves()
    assert (found and [(half.day_count, len(half.metrics)) for half in found]) == halves


@given(
    st.dictionaries(
        st.sampled_from([FOLLOWS.id, VIEWS.id]),
        st.builds(Reached, st.none() | st.dates(OLDEST, TODAY), st.none() | st.dates(OLDEST, TODAY)),
    )
)
def test_no_day_of_a_metric_is_left_out_or_asked_for_twice(reached: dict[str, Reached]) -> None:
    for metric in (FOLLOWS, VIEWS):
        of_metric = [one for one in windows([FOLLOWS, VIEWS], reached, TODAY) if metric in one.metrics]
        assert all(1 <= one.day_count <= 89 for one in of_metric)
        assert of_metric[-1].until == TODAY
        assert all(one.until == other.since for one, other in zip(of_metric, of_metric[1:], strict=False))
