"""Versions in time: corrections, withdrawals, late and first deliveries, as they come out of landed files."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from etl.raw import Reading, land
from foundation.configuration import Organisation, Paths, Settings, Source
from warehouse.build import create_tables
from warehouse.landings import landings
from warehouse.loading import load_landings, load_settings

COMPLETION_COLUMNS = """
    row_number bigint, record_key text, measure_id text, unit_id text, milestone_id text, period text,
    occurred_on date, registered_on date, value double, n integer, channel_id text, evidence_url text, note text,
    role_id text
"""
METRIC_COLUMNS = """
    row_number bigint, record_key text, metric_id text, observed_on date, value double, n integer, value_basis text
"""
REJECTED_COLUMNS = (
    "row_number bigint, column_name text, value text, reason text, allowed text, record_key text"
)
Record = tuple[str, str, str | None, str]  # record_key, occurred_on, registered_on, note


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        file=tmp_path / "config.toml",
        organisation=Organisation("Prøve", None, "nb", ZoneInfo("Europe/Oslo")),
        paths=Paths(tmp_path, None, tmp_path / "raw", tmp_path / "warehouse"),
        sources=(
            Source(id="records", kind="completions_file", path=tmp_path / "x.csv"),
            Source(id="additions", kind="completions_file", options={"delivery": "new_only"}),
            Source(id="figures", kind="page_figures_file", path=tmp_path / "y.csv"),
        ),
        role_names={},
    )


def land_reading(connection: duckdb.DuckDBPyConnection, settings: Settings, taken: Reading) -> Reading:
    """Land what stands in `accepted` and `rejected` as that reading."""
    raw = settings.paths.raw
    source = next(one for one in settings.sources if one.id == taken.source_id)
    earlier = [one for one in landings(raw, [source]) if one.loaded_on <= taken.loaded_on]
    return land(connection, taken, earlier, raw)


def deliver(
    settings: Settings,
    day: str,
    records: Sequence[Record],
    *,
    source_id: str = "records",
    unreadable: Sequence[str] = (),
    run: tuple[str, int] = ("1", 0),
) -> Reading:
    """Land one delivery of records as read on that day by a run; `run`: the end of its name, and microseconds."""
    source = next(one for one in settings.sources if one.id == source_id)
    with duckdb.connect() as connection:
        connection.execute(f"create table accepted ({COMPLETION_COLUMNS})")
        connection.execute(f"create table rejected ({REJECTED_COLUMNS})")
        for number, (key, occurred_on, registered_on, note) in enumerate(records):
            connection.execute(
                "insert into accepted by name select ? as row_number, ? as record_key, 'T1' as measure_id, "
                "?::date as occurred_on, ?::date as registered_on, ? as note",
                [number, key, occurred_on, registered_on, note],
            )
        for key in unreadable:
            connection.execute(
                "insert into rejected values (99, 'dato', '31.02', 'reject.x', null, ?)", [key]
            )
        return land_reading(connection, settings, reading(source, day, *run))


def deliver_figures(settings: Settings, day: str, points: Sequence[tuple[str, float]]) -> Reading:
    """Land one delivery of follower counts as if it were read on that day."""
    source = next(one for one in settings.sources if one.id == "figures")
    with duckdb.connect() as connection:
        connection.execute(f"create table accepted ({METRIC_COLUMNS})")
        connection.execute(f"create table rejected ({REJECTED_COLUMNS})")
        for number, (observed_on, value) in enumerate(points):
            connection.execute(
                "insert into accepted values (?, 'followers|' || ?, 'followers', ?, ?, null, 'typed')",
                [number, observed_on, observed_on, value],
            )
        return land_reading(connection, settings, reading(source, day))


def reading(source: Source, day: str, run: str = "1", microsecond: int = 0) -> Reading:
    now = datetime.fromisoformat(f"{day}T06:00:00").replace(microsecond=microsecond, tzinfo=UTC)
    return Reading(
        run_id=f"{now:%Y%m%dT%H%M%SZ}-{run}",
        source_id=source.id,
        feeds=source.feeds,
        is_sample=False,
        is_complete=source.text("delivery", "complete") == "complete",
        started_at=now,
        finished_at=now,
        loaded_on=now.date(),
        outcome="loaded",
        file_name="x.csv",
    )


def loaded(settings: Settings, query: str) -> list[tuple[object, ...]]:
    """What a query finds in a database that is built from all that has landed."""
    with duckdb.connect() as connection:
        create_tables(connection)
        load_settings(connection, settings)
        load_landings(connection, settings)
        return connection.execute(query).fetchall()


VERSIONS = """
    select record_key, note, registered_on, registered_basis, known_from, known_to
    from completion order by record_key, known_from
"""

POINTS = """
    select source_id, observed_on, value, known_basis, known_from, known_to
    from metric_value order by observed_on, known_from
"""


def test_a_record_of_the_first_delivery_is_taken_as_known_since_it_happened(settings: Settings) -> None:
    deliver(settings, "2026-05-10", [("a", "2026-05-03", None, "")])
    assert loaded(settings, VERSIONS) == [("a", "", date(2026, 5, 3), "assumed", date(2026, 5, 3), None)]


def test_a_new_record_of_a_later_delivery_is_known_from_the_day_it_was_first_seen(settings: Settings) -> None:
    deliver(settings, "2026-05-10", [])
    deliver(settings, "2026-06-10", [("a", "2026-05-03", None, "")])
    assert loaded(settings, VERSIONS) == [("a", "", date(2026, 6, 10), "first_seen", date(2026, 6, 10), None)]


def test_a_stated_registration_day_is_believed(settings: Settings) -> None:
    deliver(settings, "2026-05-10", [])
    deliver(settings, "2026-06-10", [("a", "2026-05-03", "2026-05-20", "")])
    assert loaded(settings, VERSIONS) == [("a", "", date(2026, 5, 20), "stated", date(2026, 5, 20), None)]


def test_a_corrected_record_keeps_both_versions_each_in_its_time(settings: Settings) -> None:
    deliver(settings, "2026-05-10", [("a", "2026-05-03", None, "før")])
    deliver(settings, "2026-06-10", [("a", "2026-05-03", None, "etter")])
    assert loaded(settings, VERSIONS) == [
        ("a", "før", date(2026, 5, 3), "assumed", date(2026, 5, 3), date(2026, 6, 10)),
        ("a", "etter", date(2026, 5, 3), "assumed", date(2026, 6, 10), None),
    ]


def test_of_two_deliveries_in_the_same_second_the_one_read_last_counts(settings: Settings) -> None:
    deliver(settings, "2026-05-10", [("a", "2026-05-03", None, "")], run=("fff", 0))
    deliver(
        settings, "2026-05-10", [("a", "2026-05-03", None, ""), ("b", "2026-05-04", None, "")], run=("000", 1)
    )
    assert loaded(settings, "select record_key from completion where known_to is null order by all") == [
        ("a",), ("b",),
    ]  # fmt: skip


def test_a_vanished_record_is_withdrawn_from_that_day(settings: Settings) -> None:
    deliver(settings, "2026-05-10", [("a", "2026-05-03", None, ""), ("b", "2026-05-04", None, "")])
    deliver(settings, "2026-06-10", [("b", "2026-05-04", None, "")])
    deliver(settings, "2026-07-10", [("b", "2026-05-04", None, "ny")])
    assert [row for row in loaded(settings, VERSIONS) if row[0] == "a"] == [
        ("a", "", date(2026, 5, 3), "assumed", date(2026, 5, 3), date(2026, 6, 10))
    ]


def test_a_record_that_comes_back_is_known_again_from_that_day(settings: Settings) -> None:
    deliver(settings, "2026-05-10", [("a", "2026-05-03", None, "")])
    deliver(settings, "2026-06-10", [])
    deliver(settings, "2026-07-10", [("a", "2026-05-03", None, "")])
    assert loaded(settings, VERSIONS) == [
        ("a", "", date(2026, 5, 3), "assumed", date(2026, 5, 3), date(2026, 6, 10)),
        ("a", "", date(2026, 5, 3), "assumed", date(2026, 7, 10), None),
    ]


def test_a_row_that_comes_back_unreadable_withdraws_nothing(settings: Settings) -> None:
    deliver(settings, "2026-05-10", [("a", "2026-05-03", None, "")])
    deliver(settings, "2026-06-10", [], unreadable=["a"])
    assert loaded(settings, VERSIONS) == [("a", "", date(2026, 5, 3), "assumed", date(2026, 5, 3), None)]


def test_a_source_that_only_adds_withdraws_nothing(settings: Settings) -> None:
    deliver(settings, "2026-05-10", [("a", "2026-05-03", None, "")], source_id="additions")
    deliver(settings, "2026-06-10", [("b", "2026-06-03", None, "")], source_id="additions")
    assert loaded(settings, VERSIONS) == [
        ("a", "", date(2026, 5, 3), "assumed", date(2026, 5, 3), None),
        ("b", "", date(2026, 6, 10), "first_seen", date(2026, 6, 10), None),
    ]


def test_the_same_delivery_twice_adds_nothing_whatever_the_order_of_its_rows(settings: Settings) -> None:
    records: list[Record] = [("a", "2026-05-03", None, ""), ("b", "2026-05-04", None, "")]
    deliver(settings, "2026-05-10", records)
    before = loaded(settings, VERSIONS)
    again = deliver(settings, "2026-06-10", records[::-1])
    files = sorted(file.name for file in (settings.paths.raw / "records").iterdir())
    assert (again.outcome, again.accepted_count) == ("unchanged", 2)
    assert loaded(settings, VERSIONS) == before
    assert files == ["20260510-20260510T060000Z-1.parquet"]


def test_two_sources_with_the_same_record_key_do_not_touch_each_other(settings: Settings) -> None:
    deliver(settings, "2026-05-10", [("a", "2026-05-03", None, "her")])
    deliver(settings, "2026-05-11", [("a", "2026-05-03", None, "der")], source_id="additions")
    deliver(settings, "2026-06-10", [])
    assert loaded(settings, "select source_id, note, known_to from completion order by 1") == [
        ("additions", "der", None),
        ("records", "her", date(2026, 6, 10)),
    ]


def test_a_corrected_figure_keeps_both_versions_and_a_later_point_its_first_day(settings: Settings) -> None:
    deliver_figures(settings, "2026-05-10", [("2026-05-01", 1868)])
    deliver_figures(settings, "2026-06-10", [("2026-05-01", 1870), ("2026-06-01", 1881)])
    assert loaded(settings, POINTS) == [
        ("figures", date(2026, 5, 1), 1868.0, "assumed", date(2026, 5, 1), date(2026, 6, 10)),
        ("figures", date(2026, 5, 1), 1870.0, "first_seen", date(2026, 6, 10), None),
        ("figures", date(2026, 6, 1), 1881.0, "first_seen", date(2026, 6, 10), None),
    ]  # fmt: skip


def test_every_reading_is_in_etl_run_and_every_rejected_row_in_rejected_row(settings: Settings) -> None:
    deliver(settings, "2026-05-10", [("a", "2026-05-03", None, "")], unreadable=["b"])
    deliver(settings, "2026-06-10", [("a", "2026-05-03", None, "")], unreadable=["b"])
    assert loaded(
        settings,
        "select run_id, loaded_on, outcome, accepted_count, rejected_count, newest_on, started_at "
        "from etl_run order by 1",
    ) == [
        ("20260510T060000Z-1", date(2026, 5, 10), "loaded", 1, 1, date(2026, 5, 3), datetime(2026, 5, 10, 6)),
        ("20260610T060000Z-1", date(2026, 6, 10), "unchanged", 1, 1, date(2026, 5, 3), datetime(2026, 6, 10, 6)),
    ]  # fmt: skip
    assert loaded(settings, "select run_id, file_name, row_number, value, reason from rejected_row") == [
        ("20260510T060000Z-1", "x.csv", 99, "31.02", "reject.x")
    ]


def test_a_source_that_is_no_longer_in_the_configuration_is_not_loaded(settings: Settings) -> None:
    deliver(settings, "2026-05-10", [("a", "2026-05-03", None, "")])
    without = Settings(
        settings.file, settings.organisation, settings.paths, settings.sources[1:], settings.role_names
    )
    assert loaded(without, VERSIONS) == []
    assert loaded(without, "from etl_run") == []


def test_invented_rows_never_mix_with_real_ones_under_the_same_id(settings: Settings) -> None:
    deliver(settings, "2026-05-10", [("a", "2026-05-03", None, "oppdiktet")])
    renamed = tuple(
        Source(id=one.id, kind=one.kind, sample=True, options=one.options) for one in settings.sources
    )
    as_sample = Settings(settings.file, settings.organisation, settings.paths, renamed, settings.role_names)
    assert loaded(as_sample, VERSIONS) == []


def test_a_torn_journal_line_is_left_out_and_the_next_one_is_whole(settings: Settings) -> None:
    deliver(settings, "2026-05-10", [("a", "2026-05-03", None, "")])
    deliver(settings, "2026-06-10", [("a", "2026-05-03", None, "")])
    journal = settings.paths.raw / "journal.jsonl"
    journal.write_bytes(journal.read_bytes() + b'{"run_id": "20260611T0600')
    deliver(settings, "2026-06-12", [("a", "2026-05-03", None, "")])
    assert loaded(settings, "select loaded_on, outcome from etl_run order by 1") == [
        (date(2026, 5, 10), "loaded"),
        (date(2026, 6, 10), "unchanged"),
        (date(2026, 6, 12), "unchanged"),
    ]
