"""Loads what has landed into a new database: versions of records and figures, and what the runs did."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from foundation.configuration import Settings, Source
from warehouse.build import Row, insert_rows
from warehouse.landings import Landing, journal, landings

STATEMENTS = Path(__file__).parent / "load"
FEEDS = ("completion", "metric_value")
RUN_COLUMNS = (
    "run_id", "source_id", "started_at", "finished_at", "loaded_on", "outcome", "read_count", "accepted_count",
    "rejected_count", "newest_on", "error_code", "error_values",
)  # fmt: skip


def load_landings(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Fill completion, metric_value, etl_run, etl_warning and rejected_row from the landed files and the journal.

    Only sources in the configuration count, also those that are switched off. Raises BuildError when a landed
    file cannot be read.
    """
    for feed in FEEDS:
        sources = [source for source in settings.sources if source.feeds == feed]
        landed = landings(settings.paths.raw, sources)
        load_feed(connection, feed, landed)
        load_readings(connection, [landing.reading for landing in landed])
    load_readings(connection, journal(settings.paths.raw, settings.sources))


def load_feed(connection: duckdb.DuckDBPyConnection, feed: str, landed: Sequence[Landing]) -> None:
    """Load every landed delivery that feeds one table."""
    if not landed:
        return
    connection.execute("create or replace temp table landed_delivery as " + no_deliveries())
    connection.executemany(
        "insert into landed_delivery values (?, ?, ?, ?, ?, ?, ?)",
        [delivery_row(position, landing) for position, landing in enumerate(landed)],
    )
    connection.execute("set variable landed_files = ?", [[str(landing.file) for landing in landed]])
    connection.execute(
        "create or replace temp view landed as "
        "from read_parquet(getvariable('landed_files'), filename = true, union_by_name = true)"
    )
    for name in ("delivery", "version", feed, "rejected_row"):
        connection.execute((STATEMENTS / f"{name}.sql").read_text(encoding="utf-8"))
    connection.execute(
        "drop view landed; drop table version; drop table delivery; drop table landed_delivery"
    )


def no_deliveries() -> str:
    """The empty table of deliveries, as a query."""
    return (
        "select null::integer as position, ''::varchar as file, ''::varchar as source_id, ''::varchar as run_id, "
        "''::varchar as file_name, null::date as loaded_on, false as is_complete where false"
    )


def delivery_row(position: int, landing: Landing) -> list[object]:
    """One delivery as a row for landed_delivery."""
    reading = landing.reading
    return [
        position,
        str(landing.file),
        landing.source_id,
        reading["run_id"],
        reading["file_name"],
        landing.loaded_on,
        landing.is_complete,
    ]


def load_readings(connection: duckdb.DuckDBPyConnection, readings: Sequence[Mapping[str, object]]) -> None:
    """Fill etl_run and etl_warning from readings as runs wrote them."""
    insert_rows(
        connection, "etl_run", [{name: reading[name] for name in RUN_COLUMNS} for reading in readings]
    )
    insert_rows(connection, "etl_warning", [row for reading in readings for row in warnings_of(reading)])


def warnings_of(reading: Mapping[str, object]) -> list[Row]:
    """A reading's warnings as rows of etl_warning."""
    noticed = reading["warnings"]
    assert isinstance(noticed, list)  # noqa: S101 - our own JSON
    return [{"run_id": reading["run_id"], "source_id": reading["source_id"], **notice} for notice in noticed]


def load_settings(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Fill organisation, source and source_measure from the configuration."""
    organisation = settings.organisation
    insert_rows(
        connection,
        "organisation",
        [
            {
                "name": organisation.name,
                "municipality_number": organisation.municipality_number,
                "language": organisation.language,
                "timezone": organisation.timezone.key,
            }
        ],
    )
    insert_rows(connection, "source", [source_row(source) for source in settings.sources])
    for source in settings.sources:
        if source.feeds == "completion":
            connection.execute(
                "insert into source_measure select ?, measure_id from measure where len(?) = 0 or measure_id in ?",
                [source.id, list(source.measures), list(source.measures)],
            )


def source_row(source: Source) -> Row:
    """A source as a row of the table source."""
    return {
        "source_id": source.id,
        "kind": source.kind,
        "feeds": source.feeds,
        "is_sample": source.sample,
        "refresh_days": source.refresh_days,
    }
