"""The invented data is written the same every time, and through the pipeline it shows what it was made to show."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from data.sample.generate import FOLDER, LAST_DAY, files
from etl.report import QuietProgress
from etl.run import Outcome, run
from foundation.config_file import load

ROOT = Path(__file__).parent.parent.parent
NOW = datetime(2026, 12, 3, 9, tzinfo=UTC)  # later than the sample's last day, as when somebody tries it out
AFTER_CORRECTION = date(2026, 11, 6)
BEFORE_CORRECTION = date(2026, 11, 5)
BEFORE_WITHDRAWAL = date(2026, 11, 19)
pytestmark = pytest.mark.xdist_group("sample data")  # the sample, published once

Row = tuple[object, ...]
STATUSES = {
    "T1.I1": "on_track", "T1.I2": "on_track", "T1.I3": "delayed", "T1.I4": "completed",
    "T1.E1": "overdue", "T1.E2": "delayed", "T1.E3": "no_data",
    "T2.I1": "due_soon", "T2.I2": "on_track", "T2.I3": "not_set",
    "T2.E1": "delayed", "T2.E2": "on_track", "T2.E3": "not_started", "T2.E4": "on_track",
    "T3.I1": "not_set", "T3.I2": "no_data", "T3.I3": "on_track", "T3.E1": "no_data",
    "X1": "on_track", "X2": "not_set",
}  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Path]:
    """The project's own configuration, run into a folder of its own: the outcome and the database."""
    folder = tmp_path_factory.mktemp("sample")
    settings = load(ROOT / "config.toml")
    paths = replace(settings.paths, raw=folder / "raw", warehouse=folder / "warehouse")
    outcome = run(replace(settings, paths=paths), lambda: NOW, QuietProgress())
    return outcome, paths.warehouse / outcome.version


@pytest.fixture
def warehouse(published: tuple[Outcome, Path]) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(published[1]), read_only=True) as connection:
        yield connection


def ask(warehouse: duckdb.DuckDBPyConnection, query: str, *values: object) -> list[Row]:
    return warehouse.execute(query, list(values)).fetchall()


def status(warehouse: duckdb.DuckDBPyConnection, measure_id: str, day: date) -> object:
    return ask(warehouse, "select status from measure_status(?) where measure_id = ?", day, measure_id)[0][0]


def test_the_files_are_what_the_generator_writes() -> None:
    made = files()
    found = {
        file.relative_to(FOLDER).as_posix(): file.read_bytes()
        for folder in (FOLDER, FOLDER / "history")
        for file in folder.iterdir()
        if file.suffix in (".csv", ".xlsx")
    }
    assert sorted(found) == sorted(made)
    assert [name for name in made if found[name] != made[name]] == [], "run: make sample"


def test_every_source_is_read_and_says_that_it_is_invented(
    published: tuple[Outcome, Path], warehouse: duckdb.DuckDBPyConnection
) -> None:
    assert {one.reading.outcome for one in published[0].taken} == {"loaded"}
    assert ask(warehouse, "select source_id, is_sample from source order by source_id") == [
        ("completions", True), ("page_figures", True), ("response_rate", True), ("service_areas", True),
    ]  # fmt: skip
    assert ask(warehouse, "select max(loaded_on) from etl_run") == [(LAST_DAY,)]
    assert ask(warehouse, "select count(*) >= 150 from completion") == [(True,)]


def test_each_measure_has_its_word_and_each_word_its_measure(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = ask(warehouse, "select measure_id, status from measure_status(?)", LAST_DAY)
    assert found == list(STATUSES.items())
    assert len(set(STATUSES.values())) == 8


def test_each_headline_stands_over_a_goal(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = ask(
        warehouse, "select goal_id, headline, judgeable_count, measure_count from goal_status(?)", LAST_DAY
    )
    assert found == [
        ("G1", "needs_action", 6, 7),
        ("G2", "follow_up", 6, 7),
        ("G3", "too_little_basis", 1, 3),
        (None, "on_track", 1, 1),
    ]


def test_the_good_news_stories_stand_as_in_the_worked_example(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Ten months closed: eight on time, April late, July missed. On 10 November nobody had told of October's."""
    months = (
        "select period, outcome from due_period_status(?) where measure_id = 'T1.E2' and period between '2026-01' "
        "and '2026-12' and outcome not in ('on_time', 'upcoming') order by period"
    )
    counts = (
        "select planned_count, closed_count, on_time_count, late_count, missed_count, in_grace_count, status "
        "from measure_status(?) where measure_id = 'T1.E2'"
    )
    assert ask(warehouse, months, LAST_DAY) == [
        ("2026-04", "late"),
        ("2026-07", "missed"),
        ("2026-11", "open"),
    ]
    assert ask(warehouse, counts, LAST_DAY) == [(12, 10, 8, 1, 1, 0, "delayed")]
    assert ask(warehouse, counts, date(2026, 11, 10)) == [(12, 9, 7, 1, 1, 1, "delayed")]


def test_eleven_of_seventeen_service_areas_have_talked_about_the_values(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    missing = (
        "select unit_id from coverage_status(?) where measure_id = 'T1.I3' and covered_on is null order by 1"
    )
    counts = "select covered_count, population_count, required_count from measure_status(?) where measure_id = 'T1.I3'"
    assert ask(warehouse, counts, LAST_DAY) == [(11, 17, 12)]
    assert [unit for (unit,) in ask(warehouse, missing, LAST_DAY)] == [
        "institusjonstjenesten", "landbruk_naering_og_friluft", "nav_sosiale_tjenester",
        "tjenesten_for_funksjonshemmede", "tynset_barneskole", "vann_avlop_og_renovasjon",
    ]  # fmt: skip


def test_the_day_before_the_correction_the_first_number_stood(warehouse: duckdb.DuckDBPyConnection) -> None:
    value = "select value, n, verdict from metric_status(?) where metric_id = 'profile_share'"
    assert ask(warehouse, value, BEFORE_CORRECTION) == [(0.5, 10, "below")]
    assert status(warehouse, "T1.E3", BEFORE_CORRECTION) == "delayed"
    assert ask(warehouse, value, AFTER_CORRECTION) == [(0.8, 10, "undecidable")]
    assert status(warehouse, "T1.E3", AFTER_CORRECTION) == "no_data"


def test_the_day_before_the_withdrawal_the_leg_still_counted(warehouse: duckdb.DuckDBPyConnection) -> None:
    october = "select outcome from due_period_status(?) where measure_id = 'T1.E1' and period = '2026-10'"
    assert ask(warehouse, october, BEFORE_WITHDRAWAL) == [("on_time",)]
    assert status(warehouse, "T1.E1", BEFORE_WITHDRAWAL) == "delayed"
    assert ask(warehouse, october, LAST_DAY) == [("missed",)]
    assert status(warehouse, "T1.E1", LAST_DAY) == "overdue"


def test_a_leg_told_ten_months_later_was_missing_until_then(warehouse: duckdb.DuckDBPyConnection) -> None:
    november = "select outcome from due_period_status(?) where measure_id = 'T1.I2' and period = '2025-11'"
    assert ask(warehouse, november, date(2026, 9, 2)) == [("missed",)]
    assert ask(warehouse, november, date(2026, 9, 3)) == [("on_time",)]


def test_the_council_meeting_waits_for_its_record_within_the_grace_days(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    days = (date(2026, 11, 10), date(2026, 11, 18))
    assert [status(warehouse, "T2.E4", day) for day in days] == ["delayed", "on_track"]


def test_the_bad_rows_are_left_out_with_their_reasons(warehouse: duckdb.DuckDBPyConnection) -> None:
    rejected = (
        "select rejected_row.column_name, value, reason from rejected_row join etl_run using (run_id, source_id) "
        "where loaded_on = ? order by row_number"
    )
    assert ask(warehouse, rejected, LAST_DAY) == [
        ("dato", "31.02.2026", "reject.impossible_date"),
        ("tiltak", "T1.I9", "reject.unknown_measure"),
    ]


def test_the_row_that_stands_twice_is_one_record(warehouse: duckdb.DuckDBPyConnection) -> None:
    twice = "select count(*) from known_completion(?) where measure_id = 'T1.E2' and occurred_on = date '2026-09-17'"
    assert ask(warehouse, twice, LAST_DAY) == [(1,)]


def test_the_page_figures_have_a_gap_and_likes_an_end(warehouse: duckdb.DuckDBPyConnection) -> None:
    points = "select min(observed_on), max(observed_on), count(*) from metric_value where metric_id = ?"
    july = (
        "select count(*) from metric_value where observed_on between date '2026-07-01' and date '2026-07-31'"
    )
    assert ask(warehouse, points, "followers") == [(date(2024, 11, 23), date(2026, 11, 14), 100)]
    assert ask(warehouse, points, "likes") == [(date(2024, 11, 23), date(2025, 11, 15), 52)]
    assert ask(warehouse, july) == [(0,)]


def test_twelve_messages_are_too_few_to_judge_and_forty_one_are_not(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    rate = (
        "select value, n, target_value, target_basis, verdict from metric_status(?) "
        "where metric_id = 'response_rate'"
    )
    assert ask(warehouse, rate, LAST_DAY) == [(0.75, 12, 0.9, "proposed", "undecidable")]
    assert ask(warehouse, rate, date(2026, 9, 20)) == [(0.7561, 41, 0.9, "proposed", "below")]
