"""Figures, pages and inhabitants as they come out of real landed files, with the columns of pages and without."""

from datetime import date
from pathlib import Path

import pytest

from foundation.configuration import Settings, Source
from tests.warehouse.landed import (
    OURS,
    THEIRS,
    TYPED,
    deliver,
    figure,
    inhabitants,
    loaded,
    name,
    response,
    settings_of,
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_of(
        tmp_path,
        Source(id="facebook", kind="facebook_page", pages=(OURS, THEIRS)),
        Source(id="typed", kind="page_figures_file"),
        Source(id="ssb", kind="ssb_population"),
    )


POINTS = (
    "select page_id, observed_on, value, known_basis, known_from, known_to from metric_value "
    "order by page_id, observed_on, known_from"
)


def test_a_point_of_the_backfill_counts_from_its_own_day_and_a_later_one_from_the_day_it_was_seen(
    settings: Settings,
) -> None:
    deliver(settings, "facebook", "2026-11-20", figure("2024-11-21", 1500, is_history=True))
    deliver(
        settings, "facebook", "2026-11-21",
        figure("2025-05-01", 1600, is_history=True),
        figure("2026-11-21", 1868, is_history=False),
    )  # fmt: skip
    assert loaded(settings, POINTS) == [
        ("ours", date(2024, 11, 21), 1500.0, "assumed", date(2024, 11, 21), None),
        ("ours", date(2025, 5, 1), 1600.0, "assumed", date(2025, 5, 1), None),
        ("ours", date(2026, 11, 21), 1868.0, "first_seen", date(2026, 11, 21), None),
    ]


def test_a_page_that_is_added_later_brings_its_history_as_the_first_one_did(settings: Settings) -> None:
    deliver(settings, "facebook", "2026-11-20", figure("2026-11-19", 1868, is_history=True))
    deliver(settings, "facebook", "2026-12-01", figure("2026-11-19", 9000, "theirs", is_history=True))
    assert loaded(settings, POINTS) == [
        ("ours", date(2026, 11, 19), 1868.0, "assumed", date(2026, 11, 19), None),
        ("theirs", date(2026, 11, 19), 9000.0, "assumed", date(2026, 11, 19), None),
    ]


def test_a_point_of_the_backfill_that_is_corrected_keeps_both_versions_each_in_its_time(
    settings: Settings,
) -> None:
    deliver(settings, "facebook", "2026-11-20", figure("2026-11-19", 1868, is_history=True))
    deliver(settings, "facebook", "2026-11-21", figure("2026-11-19", 1870, is_history=True))
    assert loaded(settings, POINTS) == [
        ("ours", date(2026, 11, 19), 1868.0, "assumed", date(2026, 11, 19), date(2026, 11, 21)),
        ("ours", date(2026, 11, 19), 1870.0, "first_seen", date(2026, 11, 21), None),
    ]


def test_files_with_and_without_the_columns_of_pages_are_read_side_by_side(settings: Settings) -> None:
    deliver(settings, "typed", "2026-11-10", figure("2026-11-01", 1860, None))
    deliver(
        settings,
        "facebook",
        "2026-11-20",
        figure("2026-11-19", 1868, is_history=True),
        name("2026-11-20", "Prøve"),
    )
    found = loaded(
        settings, "select source_id, page_id, breakdown, value, value_basis from metric_value order by 1"
    )
    assert found == [("facebook", "ours", None, 1868.0, "platform"), ("typed", None, None, 1860.0, "typed")]


def test_typed_figures_alone_are_read_as_the_municipalitys_own(settings: Settings) -> None:
    deliver(settings, "typed", "2026-11-10", figure("2026-11-01", 1860, None))
    assert loaded(settings, "select page_id, value, known_from from metric_value") == [
        (None, 1860.0, date(2026, 11, 1))
    ]
    assert loaded(settings, "select value from known_metric_value('2026-11-20')") == [(1860.0,)]


def test_an_older_file_that_lacks_a_newer_column_is_read_with_that_column_empty(settings: Settings) -> None:
    before = f"{TYPED}, page_id text, is_history boolean"
    deliver(settings, "facebook", "2026-11-20", figure("2026-11-19", 1868, is_history=True), columns=before)
    deliver(settings, "facebook", "2026-11-21", figure("2026-11-20", 5, is_history=False, breakdown="paid"))
    assert loaded(settings, "select observed_on, breakdown, known_from from metric_value order by 1") == [
        (date(2026, 11, 19), None, date(2026, 11, 19)),
        (date(2026, 11, 20), "paid", date(2026, 11, 21)),
    ]


def test_a_whole_and_its_parts_are_points_of_their_own(settings: Settings) -> None:
    parts = [
        figure("2026-11-19", value, breakdown=key) for key, value in ((None, 9), ("like", 7), ("love", 2))
    ]
    deliver(settings, "facebook", "2026-11-20", *parts)
    assert loaded(settings, "select breakdown, value from metric_value order by value") == [
        ("love", 2.0), ("like", 7.0), (None, 9.0)
    ]  # fmt: skip
    assert loaded(settings, "select value from known_page_value('2026-11-20')") == [(9.0,)]


def test_what_a_page_says_of_itself_and_how_it_answers_have_tables_of_their_own(settings: Settings) -> None:
    whole = response(
        "2026-11-18", received_count=20, answered_count=15, median_minutes=45.5, fastest_mean_minutes=30.25,
        truncated_count=1,
    )  # fmt: skip
    few = response("2026-11-17")
    deliver(
        settings,
        "facebook",
        "2026-11-19",
        figure("2026-11-18", 1868),
        name("2026-11-19", "Prøve"),
        whole,
        few,
    )
    assert loaded(settings, "from metric_value select metric_id, value") == [("followers", 1868.0)]
    assert loaded(settings, "from page_property") == [
        ("ours", "facebook", "name", "Prøve", date(2026, 11, 19), date(2026, 11, 19), None)
    ]
    assert loaded(settings, "from page_response order by observed_on desc") == [
        ("ours", "facebook", date(2026, 11, 18), 30, 20, 15, 45.5, 30.25, 1, "1", False, date(2026, 11, 19), None),
        ("ours", "facebook", date(2026, 11, 17), 30, None, None, None, None, None, "1", True, date(2026, 11, 19), None),
    ]  # fmt: skip


def test_an_answer_that_is_worked_out_anew_keeps_both_versions(settings: Settings) -> None:
    deliver(settings, "facebook", "2026-11-19", response("2026-11-18", received_count=20, answered_count=15))
    deliver(settings, "facebook", "2026-11-20", response("2026-11-18", received_count=20, answered_count=16))
    versions = "select answered_count, known_from, known_to from page_response order by known_from"
    assert loaded(settings, versions) == [
        (15, date(2026, 11, 19), date(2026, 11, 20)),
        (16, date(2026, 11, 20), None),
    ]


def test_inhabitants_of_a_municipalitys_first_delivery_count_from_their_year_and_later_ones_when_seen(
    settings: Settings,
) -> None:
    deliver(settings, "ssb", "2026-11-20", inhabitants(2025, 5597), inhabitants(2026, 5600))
    deliver(
        settings, "ssb", "2027-02-25",
        inhabitants(2026, 5600), inhabitants(2027, 5611), inhabitants(2026, 700_000, "0301"),
    )  # fmt: skip
    deliver(settings, "ssb", "2027-03-25", inhabitants(2026, 5601))
    assert loaded(settings, "select * exclude (source_id) from population order by all") == [
        ("0301", 2026, 700_000, date(2026, 1, 1), None),
        ("3427", 2025, 5597, date(2025, 1, 1), None),
        ("3427", 2026, 5600, date(2026, 1, 1), date(2027, 3, 25)),
        ("3427", 2026, 5601, date(2027, 3, 25), None),
        ("3427", 2027, 5611, date(2027, 2, 25), None),
    ]


def test_from_landed_files_to_followers_per_thousand(settings: Settings) -> None:
    deliver(settings, "ssb", "2026-11-20", inhabitants(2026, 5600))
    deliver(
        settings, "facebook", "2026-11-20", figure("2026-11-20", 560), figure("2026-11-20", 7000, "theirs")
    )
    found = loaded(settings, "select metric_id, value from known_metric_value('2026-11-20') order by 1")
    assert found == [("followers", 560.0), ("followers_per_1000", 100.0)]


def test_a_partial_reading_is_a_reading(settings: Settings) -> None:
    deliver(settings, "facebook", "2026-11-20", figure("2026-11-19", 1868), outcome="partial")
    fresh = "select last_loaded_on, newest_on, is_stale, last_outcome from freshness('2026-11-25')"
    assert loaded(settings, f"{fresh} where source_id = 'facebook'") == [
        (date(2026, 11, 20), date(2026, 11, 19), False, "partial")
    ]
