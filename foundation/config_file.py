"""Reads config.toml into settings; every fault in it is told at once, with key, value and what is allowed."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from foundation.config_access import read_access
from foundation.config_analysis import read_analysis
from foundation.config_lake import check_owner, warehouse_of
from foundation.config_pages import check_pages, pages_from
from foundation.configuration import (
    ALLOWED,
    KINDS,
    OPTION_TYPES,
    EarlierDelivery,
    Organisation,
    Paths,
    Server,
    Settings,
    Source,
    configuration_file,
)
from foundation.errors import ConfigurationError, Fault
from foundation.finding import Finding, Table
from foundation.words import LANGUAGES

TOP_LEVEL = ("access", "analysis", "organisation", "paths", "roles", "server", "source")
PATHS = ("register", "sample_register", "raw", "warehouse", "copy")
SERVER_OPTIONS = ("open_metrics", "open_agent")
COMMON_OPTIONS = ("id", "kind", "enabled", "sample", "refresh_days", "measures", "delivered_on", "history")


def load(file: Path | None = None) -> Settings:
    """The settings in config.toml, paths made absolute from its folder.

    Without `file`, the one named in the environment variable DASHBOARD_CONFIG, else config.toml beside
    dashboard.py. Raises ConfigurationError with every fault.
    """
    chosen = (file or configuration_file()).resolve()
    finding = Finding(chosen)
    tables = read_toml(chosen)
    finding.unknown(tables, TOP_LEVEL, "")
    organisation = read_organisation(table_of(tables, "organisation"), finding)
    paths = read_paths(table_of(tables, "paths"), finding)
    if organisation and paths:
        check_owner(paths.lake, organisation.municipality_number, finding)
    sources = read_sources(tables.get("source", []), finding)
    server = read_server(table_of(tables, "server"), finding)
    analysis = read_analysis(table_of(tables, "analysis"), finding)
    access = read_access(table_of(tables, "access"), finding)
    roles = {name: str(title) for name, title in table_of(tables, "roles").items()}
    if finding.faults or organisation is None or paths is None:
        raise ConfigurationError("error.configuration", finding.faults, file=str(chosen))
    return Settings(chosen, organisation, paths, sources, roles, server, analysis, access)


def read_toml(file: Path) -> Table:
    """The tables of a TOML file. ConfigurationError when it is not there or is not TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError:
        fault = Fault(file.name, "", str(file), "fault.missing_file")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        fault = Fault(file.name, "", str(error), "fault.not_toml")
    raise ConfigurationError("error.configuration", [fault], file=str(file)) from None


def table_of(tables: Table, name: str) -> Table:
    """A table of the file, empty when it is missing."""
    found = tables.get(name, {})
    return cast(Table, found) if isinstance(found, Mapping) else {}


def read_organisation(table: Table, finding: Finding) -> Organisation | None:
    """The [organisation] table."""
    finding.unknown(table, ("name", "municipality_number", "language", "timezone"), "organisation.")
    name = finding.take(table, "name", (str,), "organisation")
    if not name:
        finding.add("organisation.name", "", "missing")
    number = finding.take(table, "municipality_number", (str,), "organisation")
    language = str(table.get("language", "nb"))
    if language not in LANGUAGES:
        finding.add("organisation.language", language, "one_of", allowed=", ".join(LANGUAGES))
    zone = read_zone(str(table.get("timezone", "Europe/Oslo")), finding)
    return Organisation(str(name), cast("str | None", number), language, zone) if name and zone else None


def read_zone(name: str, finding: Finding) -> ZoneInfo | None:
    """A time zone by its name; a fault when there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        finding.add("organisation.timezone", name, "unknown_timezone")
        return None


def read_paths(table: Table, finding: Finding) -> Paths | None:
    """The [paths] table, absolute from the file's folder."""
    finding.unknown(table, PATHS, "paths.")
    for name in ("register", "raw", "warehouse"):
        if not finding.take(table, name, (str,), "paths"):
            finding.add(f"paths.{name}", "", "missing")
    if any(fault.key.startswith("paths.") for fault in finding.faults):
        return None
    folder = finding.file.parent
    register, raw = (folder / str(table[name]) for name in ("register", "raw"))
    sample = (folder / str(table["sample_register"])).resolve() if "sample_register" in table else None
    warehouse, lake = warehouse_of(table, finding)
    return Paths(register.resolve(), sample, raw.resolve(), warehouse, lake)


def read_server(table: Table, finding: Finding) -> Server:
    """The [server] table; what it does not open stays closed."""
    finding.unknown(table, SERVER_OPTIONS, "server.")
    return Server(**{name: bool(finding.take(table, name, (bool,), "server")) for name in SERVER_OPTIONS})


def read_sources(tables: object, finding: Finding) -> tuple[Source, ...]:
    """The [[source]] tables, in their order."""
    if not isinstance(tables, list):
        finding.add("source", tables, "wrong_type", allowed="[[source]]")
        return ()
    sources = [read_source(cast(Table, table), place, finding) for place, table in enumerate(tables, 1)]
    found = [source for source in sources if source]
    for repeated in {source.id for source in found if [other.id for other in found].count(source.id) > 1}:
        finding.add(f"source[{repeated}].id", repeated, "duplicate")
    return tuple(found)


def read_source(table: Table, place: int, finding: Finding) -> Source | None:
    """One [[source]] table."""
    where = f"source[{table.get('id', place)}]"
    before = len(finding.faults)
    identity = finding.take(table, "id", (str,), where)
    kind = finding.take(table, "kind", (str,), where)
    if not identity or not str(identity).replace("_", "").isalnum():
        finding.add(f"{where}.id", identity or "", "plain_id")
    if kind not in KINDS:
        finding.add(f"{where}.kind", kind or "", "one_of", allowed=", ".join(KINDS))
        return None
    check_options(table, where, str(kind), finding)
    return source_from(table, finding) if len(finding.faults) == before else None


def check_options(table: Table, where: str, kind: str, finding: Finding) -> None:
    """Faults for options that a kind does not know, needs but lacks, or has with a wrong value."""
    shape = KINDS[kind]
    finding.unknown(table, (*COMMON_OPTIONS, *shape.required, *shape.optional), f"{where}.")
    for name in shape.required:
        if table.get(name) in (None, "", []):
            finding.add(f"{where}.{name}", "", "missing")
    for name in {*shape.required, *shape.optional} & set(table):
        value = finding.take(table, name, OPTION_TYPES[name], where)
        if name in ALLOWED and value is not None and value not in ALLOWED[name]:
            finding.add(f"{where}.{name}", value, "one_of", allowed=", ".join(ALLOWED[name]))
    finding.take(table, "enabled", (bool,), where)
    finding.take(table, "sample", (bool,), where)
    finding.take(table, "measures", (list,), where)
    days = finding.take(table, "refresh_days", (int,), where)
    if isinstance(days, int) and days < 1:
        finding.add(f"{where}.refresh_days", days, "at_least_one")
    check_pages(table, where, finding)
    check_history(table, where, finding)


def check_history(table: Table, where: str, finding: Finding) -> None:
    """Chosen delivery days belong to sample data only; an earlier delivery has a path and a day."""
    history = finding.take(table, "history", (list,), where)
    finding.take(table, "delivered_on", (date,), where)
    for name in ("history", "delivered_on"):
        if table.get(name) and not table.get("sample"):
            finding.add(f"{where}.{name}", name, "only_sample")
    for place, entry in enumerate(cast("list[Table]", history or []), 1):
        if not isinstance(entry.get("path"), str) or type(entry.get("delivered_on")) is not date:
            finding.add(f"{where}.history[{place}]", entry, "history_shape")


def source_from(table: Table, finding: Finding) -> Source:
    """A source from a table that has no faults."""
    folder = finding.file.parent
    path = table.get("path")
    history = [
        EarlierDelivery((folder / str(entry["path"])).resolve(), cast(date, entry["delivered_on"]))
        for entry in cast("list[Table]", table.get("history", []))
    ]
    return Source(
        id=str(table["id"]),
        kind=str(table["kind"]),
        enabled=bool(table.get("enabled", True)),
        sample=bool(table.get("sample", False)),
        refresh_days=cast(int, table.get("refresh_days", 31)),
        measures=tuple(str(measure) for measure in cast("list[object]", table.get("measures", []))),
        path=(folder / str(path)).resolve() if path else None,
        delivered_on=cast("date | None", table.get("delivered_on")),
        history=tuple(sorted(history, key=lambda earlier: earlier.delivered_on)),
        pages=pages_from(table),
        options={name: value for name, value in table.items() if name not in (*COMMON_OPTIONS, "path")},
    )
