"""Versions of records, found by SQL over all deliveries at once, against a slow reckoning delivery by delivery."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import duckdb

from etl.raw import Reading, land
from foundation.configuration import Source
from tests.warehouse.landed import REJECTED, loaded, settings_of
from warehouse.build import insert_rows

SOURCES = 24
SHARED_KEYS = (
    "a",
    "b",
    "c",
)  # of records of several sources; the others are a source's own, and some of them land once
HAPPENED = date(2026, 1, 1)
FIRST = date(2026, 2, 1)
ACCEPTED = (
    "row_number bigint, record_key text, measure_id text, occurred_on date, registered_on date, unit_id text, "
    "milestone_id text, period text, value double, n integer, channel_id text, evidence_url text, "
    "note text, role_id text"
)
VERSIONS = "select source_id, record_key, note, known_from, known_to from completion order by all"
Version = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Delivered:
    """One delivery: day, whether it is the whole list, the readable records' notes, and the unreadable keys."""

    day: date
    is_complete: bool
    notes: dict[str, str]
    unreadable: frozenset[str]


def history(random: Random, source_id: str) -> Iterator[Delivered]:
    """Some deliveries of a source. A key may have a readable row, an unreadable one, both or none."""
    keys = (*SHARED_KEYS, *(f"{source_id}-{number}" for number in range(6)))
    for number in range(random.randint(1, 6)):
        notes = {key: random.choice("xy") for key in keys if random.random() < 0.4}
        unreadable = frozenset(key for key in keys if random.random() < 0.2)
        yield Delivered(FIRST + timedelta(days=number), random.random() < 0.5, notes, unreadable)


def reckoned(source_id: str, deliveries: list[Delivered]) -> Iterator[Version]:
    """What was known from when to when, going through the deliveries one after the other."""
    known: dict[str, tuple[str, date]] = {}
    for number, one in enumerate(deliveries):
        gone = {
            key for key in known if one.is_complete and key not in one.notes and key not in one.unreadable
        }
        changed = {key for key in known if key in one.notes and known[key][0] != one.notes[key]}
        for key in gone | changed:
            yield (source_id, key, *known.pop(key), one.day)
        for key, note in one.notes.items():
            known.setdefault(key, (note, HAPPENED if number == 0 else one.day))
    for key, (note, known_from) in known.items():
        yield (source_id, key, note, known_from, None)


def put(connection: duckdb.DuckDBPyConnection, source_id: str, one: Delivered, raw: Path) -> None:
    """Land a delivery in its Parquet file."""
    connection.execute(
        f"create or replace table accepted ({ACCEPTED}); create or replace table rejected ({REJECTED})"
    )
    records = [
        {"row_number": number, "record_key": key, "measure_id": "1.1", "occurred_on": HAPPENED, "note": note}
        for number, (key, note) in enumerate(one.notes.items())
    ]
    insert_rows(connection, "accepted", records)
    left_out = [
        {"row_number": number, "record_key": key, "reason": "reject.bad_date"}
        for number, key in enumerate(sorted(one.unreadable), len(records))
    ]
    insert_rows(connection, "rejected", left_out)
    moment = datetime(one.day.year, one.day.month, one.day.day, 6, tzinfo=UTC)
    reading = Reading(
        run_id=f"{moment:%Y%m%dT%H%M%SZ}-1", source_id=source_id, feeds="completion", is_sample=False,
        is_complete=one.is_complete, started_at=moment, finished_at=moment, loaded_on=one.day, outcome="loaded",
    )  # fmt: skip
    land(connection, reading, [], raw)


def test_versions_are_those_of_going_through_the_deliveries_one_by_one(tmp_path: Path) -> None:
    random = Random(20261130)  # the same histories each time
    histories = {name: list(history(random, name)) for name in map("source{:02}".format, range(SOURCES))}
    settings = settings_of(tmp_path, *(Source(name, "completions_file") for name in histories))
    with duckdb.connect() as connection:
        for source_id, deliveries in histories.items():
            for one in deliveries:
                put(connection, source_id, one, settings.paths.raw)

    found = loaded(settings, VERSIONS)

    expected = [
        version for source_id, deliveries in histories.items() for version in reckoned(source_id, deliveries)
    ]
    assert found == sorted(expected, key=lambda row: (*row[:4], row[4] or date.max))
    assert {version[4] is None for version in expected} == {True, False}
