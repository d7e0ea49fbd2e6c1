"""A town is the same for the same seed, and holds what a reader must get right: gaps, a young page, a silent one."""

from datetime import UTC, date, datetime, timedelta

from tests.graph.figures import METRICS, WHOLE_METRICS
from tests.graph.town import CLASSIC, PAUSED, SILENT, YOUNG, Town, end_time

TODAY = date(2026, 11, 23)


def test_the_same_seed_gives_the_same_town_and_another_seed_another() -> None:
    assert Town(5, 7, TODAY).truth(METRICS) == Town(5, 7, TODAY).truth(METRICS)
    assert Town(5, 7, TODAY).truth() & Town(5, 8, TODAY).truth() == set()


def test_two_years_are_kept_up_to_yesterday() -> None:
    days = {day for _, _, day, _, _ in Town(1, 7, TODAY).truth()}
    assert (min(days), max(days)) == (TODAY - timedelta(days=730), date(2026, 11, 22))


def test_some_days_have_no_value_which_is_not_zero() -> None:
    town = Town(1, 7, TODAY)
    follows = [figure for figure in town.truth() if figure[1] == "page_follows"]
    blocked = [
        figure[4] for figure in town.truth() if figure[1] == "page_messages_blocked_conversations_unique"
    ]
    assert 690 < len(follows) < 730
    assert 0 in blocked


def test_one_page_is_young_one_silent_one_paused_and_one_classic() -> None:
    town = Town(5, 7, TODAY)
    pages, truth = town.every_page, town.truth()
    assert min(day for page, _, day, _, _ in truth if page == pages[YOUNG].id) > TODAY - timedelta(days=310)
    assert {name for page, name, *_ in truth if page == pages[SILENT].id} == {
        name for name, metric in WHOLE_METRICS.items() if not metric.is_messaging
    }
    days = sorted({day for page, _, day, _, _ in truth if page == pages[PAUSED].id})
    assert max(later - earlier for earlier, later in zip(days, days[1:], strict=False)).days > 89
    assert [
        page for page in pages if town.counts(page)["fan_count"] != town.counts(page)["followers_count"]
    ] == [pages[CLASSIC]]


def test_a_later_day_has_the_same_past() -> None:
    town = Town(5, 7, TODAY)
    later = town.on(TODAY + timedelta(days=2))
    gone, new = town.truth() - later.truth(), later.truth() - town.truth()
    assert {day for _, _, day, _, _ in gone} == {date(2024, 11, 23), date(2024, 11, 24)}
    assert {day for _, _, day, _, _ in new} == {date(2026, 11, 23), date(2026, 11, 24)}
    assert later.every_page == town.every_page


def test_a_settling_town_counts_its_last_two_days_again() -> None:
    town = Town(1, 7, TODAY, is_settling=True)
    differing = town.truth() - town.on(TODAY + timedelta(days=9)).truth()
    differing = {figure for figure in differing if figure[2] > date(2026, 11, 1)}
    assert {day for _, _, day, _, _ in differing} == {date(2026, 11, 21), date(2026, 11, 22)}


def test_dead_metrics_have_no_figures() -> None:
    names = {name for _, name, *_ in Town(1, 7, TODAY, dead_metrics={"page_media_view"}).truth()}
    assert names == set(WHOLE_METRICS) - {"page_media_view"}


def test_a_day_ends_at_midnight_in_california_across_both_clock_changes() -> None:
    assert [end_time(date(2026, 3, day)) for day in (7, 8)] == [
        datetime(2026, 3, 8, 8, tzinfo=UTC),
        datetime(2026, 3, 9, 7, tzinfo=UTC),
    ]
    assert [end_time(date(2026, 10, 31)), end_time(date(2026, 11, 1))] == [
        datetime(2026, 11, 1, 7, tzinfo=UTC),
        datetime(2026, 11, 2, 8, tzinfo=UTC),
    ]
