"""Lands rows as sources deliver them, in real Parquet files, and builds a database of all that has landed."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from etl.checks import check
from etl.raw import Reading, land
from foundation.configuration import Organisation, PageSetting, Paths, Settings, Source
from warehouse.build import Row, create_rules, create_tables, insert_rows
from warehouse.landings import landings
from warehouse.loading import load_landings, load_settings

REJECTED = "row_number bigint, column_name text, value text, reason text, allowed text, record_key text"
TYPED = """
    row_number bigint, record_key text, metric_id text, observed_on date, value double, n integer, value_basis text
"""
PAGES = f"""{TYPED}, page_id text, breakdown text, is_history boolean, property text, text_value text,
    window_days integer, received_count integer, answered_count integer, median_minutes double,
    fastest_mean_minutes double, truncated_count integer, method_version text, is_withheld boolean
"""
COUNTED = """
    row_number bigint, record_key text, municipality_number text, year integer, inhabitants integer, observed_on date
"""
ACCEPTED = {"facebook_page": PAGES, "page_figures_file": TYPED, "ssb_population": COUNTED}
OURS, THEIRS = PageSetting("ours"), PageSetting("theirs", "0301")


def settings_of(folder: Path, *sources: Source, municipality_number: str | None = "3427") -> Settings:
    organisation = Organisation("Prøve", municipality_number, "nb", ZoneInfo("Europe/Oslo"))
    return Settings(
        folder / "config.toml", organisation, Paths(folder, None, folder / "raw", folder), sources, {}
    )


def deliver(
    settings: Settings,
    source_id: str,
    day: str,
    *rows: Row,
    outcome: str = "loaded",
    is_complete: bool = False,
    columns: str = "",
) -> None:
    """Land rows as a source's delivery of a day, in a Parquet file with just the columns that its kind lands."""
    source = next(one for one in settings.sources if one.id == source_id)
    now = datetime.fromisoformat(f"{day}T06:00:00").replace(tzinfo=UTC)
    reading = Reading(
        run_id=f"{now:%Y%m%dT%H%M%SZ}-1", source_id=source_id, feeds=source.feeds, is_sample=False,
        is_complete=is_complete, started_at=now, finished_at=now, loaded_on=now.date(), outcome=outcome,
    )  # fmt: skip
    with duckdb.connect() as connection:
        connection.execute(f"create table accepted ({columns or ACCEPTED[source.kind]})")
        connection.execute(f"create table rejected ({REJECTED})")
        insert_rows(
            connection, "accepted", [{"row_number": number, **row} for number, row in enumerate(rows)]
        )
        land(connection, reading, landings(settings.paths.raw, [source]), settings.paths.raw)


def figure(observed_on: str, value: float, page_id: str | None = "ours", **columns: object) -> Row:
    """A count of followers, or of what `metric_id` says; without a page it is typed."""
    row = {"metric_id": "followers", "observed_on": observed_on, "value": value, **columns}
    key = "|".join(
        str(part) for part in (row["metric_id"], page_id, observed_on, columns.get("breakdown")) if part
    )
    page = {"page_id": page_id, "value_basis": "platform"} if page_id else {"value_basis": "typed"}
    return {"record_key": key, **page, **row}


def name(observed_on: str, text: str) -> Row:
    key = f"name|ours|{observed_on}"
    return {
        "record_key": key, "page_id": "ours", "observed_on": observed_on, "property": "name", "text_value": text
    }  # fmt: skip


def response(observed_on: str, **columns: object) -> Row:
    return {
        "record_key": f"response|ours|{observed_on}", "page_id": "ours", "observed_on": observed_on, "window_days": 30,
        "method_version": "1", "is_withheld": "received_count" not in columns, **columns,
    }  # fmt: skip


def inhabitants(year: int, count: int, municipality_number: str = "3427") -> Row:
    return {
        "record_key": f"{municipality_number}|{year}", "municipality_number": municipality_number, "year": year,
        "inhabitants": count, "observed_on": f"{year}-01-01",
    }  # fmt: skip


def loaded(settings: Settings, query: str) -> list[tuple[object, ...]]:
    """What a query finds in a database that is built from all that has landed, and holds."""
    with duckdb.connect() as connection:
        create_tables(connection, commented=False)
        load_settings(connection, settings)
        load_landings(connection, settings)
        create_rules(connection)
        check(connection, date(2026, 12, 31))
        return connection.execute(query).fetchall()
