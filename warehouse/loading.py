"""Loads what has landed into a new database: versions of records and figures, and what the runs did."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from foundation.configuration import PageSetting, Settings, Source
from warehouse.build import Row, insert_rows
from warehouse.landings import Landing, journal, landings

STATEMENTS = Path(__file__).parent / "load"
VERSIONS = ("delivery", "repeated", "version", "landed_version")
# What is run for each feed: its landed rows, their versions, and the tables that they end in.
FEEDS = {
    "completion": ("landed", *VERSIONS, "completion", "rejected_row"),
    "metric_value": (
        "landed_figures", *VERSIONS, "metric_value", "page_property", "page_response", "rejected_row",
    ),
    "population": ("landed", *VERSIONS, "population", "rejected_row"),
}  # fmt: skip
READINGS = ("etl_run", "etl_warning")  # the tables that a reading which brought nothing changes
RUN_COLUMNS = (
    "run_id", "source_id", "started_at", "finished_at", "loaded_on", "outcome", "read_count", "accepted_count",
    "rejected_count", "newest_on", "error_code", "error_values",
)  # fmt: skip


def load_landings(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Fill the tables of every feed, etl_run, etl_warning and rejected_row from the landed files and the journal.

    Only sources in the configuration count, also those that are switched off. Raises BuildError when a landed
    file cannot be read.
    """
    for feed, landed in landed_by_feed(settings):
        load_feed(connection, feed, landed)
        load_readings(connection, [landing.reading for landing in landed])
    load_readings(connection, journal(settings.paths.raw, settings.sources))


def reload_readings(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Fill etl_run and etl_warning anew in a database where everything else has been loaded."""
    for table in READINGS:
        connection.execute(f"delete from {table}")  # noqa: S608 - a name of ours
    for _, landed in landed_by_feed(settings):
        load_readings(connection, [landing.reading for landing in landed])
    load_readings(connection, journal(settings.paths.raw, settings.sources))


def landed_by_feed(settings: Settings) -> Iterator[tuple[str, list[Landing]]]:
    """Each feed with what its sources have landed."""
    for feed in FEEDS:
        sources = [source for source in settings.sources if source.feeds == feed]
        yield feed, landings(settings.paths.raw, sources)


def load_feed(connection: duckdb.DuckDBPyConnection, feed: str, landed: Sequence[Landing]) -> None:
    """Load every landed delivery of one feed."""
    if not landed:
        return
    connection.execute("create or replace temp table landed_delivery as " + no_deliveries())
    connection.executemany(
        "insert into landed_delivery values (?, ?, ?, ?, ?, ?, ?)",
        [delivery_row(position, landing) for position, landing in enumerate(landed)],
    )
    connection.execute("set variable landed_files = ?", [[str(landing.file) for landing in landed]])
    for name in FEEDS[feed]:
        connection.execute((STATEMENTS / f"{name}.sql").read_text(encoding="utf-8"))
    connection.execute("drop view landed_version; drop view landed")
    connection.execute(
        "drop table version; drop table repeated; drop table delivery; drop table landed_delivery"
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
    """Fill organisation, source, source_measure and page from the configuration.

    A source that is switched off and was never read is none.
    """
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
    sources = [source for source in settings.sources if source.enabled or has_been_read(settings, source)]
    insert_rows(connection, "source", [source_row(source) for source in sources])
    insert_rows(connection, "page", list(page_rows(settings, sources)))
    for source in sources:
        if source.feeds == "completion":
            connection.execute(
                "insert into source_measure select ?, measure_id from measure where len(?) = 0 or measure_id in ?",
                [source.id, list(source.measures), list(source.measures)],
            )


def has_been_read(settings: Settings, source: Source) -> bool:
    """Whether a run has ever asked a source."""
    raw = settings.paths.raw
    return bool(landings(raw, [source]) or journal(raw, [source]))


def page_rows(settings: Settings, sources: Sequence[Source]) -> Iterator[Row]:
    """The pages of the sources, each once. The first that no other municipality has is the one whose figures count."""
    named: dict[str, tuple[str, PageSetting]] = {}
    for source in sources:
        for page in source.pages:
            named.setdefault(page.id, (source.id, page))
    ours = (None, settings.organisation.municipality_number)
    main = next((page.id for _, page in named.values() if page.municipality_number in ours), None)
    for position, (source_id, page) in enumerate(named.values(), 1):
        yield {
            "page_id": page.id,
            "source_id": source_id,
            "position": position,
            "municipality_number": page.municipality_number,
            "is_main": page.id == main,
        }


def source_row(source: Source) -> Row:
    """A source as a row of the table source."""
    return {
        "source_id": source.id,
        "kind": source.kind,
        "feeds": source.feeds,
        "is_sample": source.sample,
        "refresh_days": source.refresh_days,
    }
