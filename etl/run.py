"""One run: register → pull and land each source → build → check → publish."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import Protocol

import duckdb

from etl.database import Making, lay_out
from etl.raw import Reading, land, note
from etl.register import Register, read_register
from etl.sharing import publish_everywhere, take_part
from etl.sources import PULLS
from etl.sources.delivery import Delivery, Pause, Pulling
from foundation.configuration import Settings, Source
from foundation.errors import ConfigurationError, ExportError, Fault, SourceError
from warehouse.exports import export
from warehouse.inputs import remember
from warehouse.landings import Landing, journal, landings
from warehouse.publish import only_run

Clock = Callable[[], datetime]  # the time now, UTC
REJECTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was left out, for the report."""

    row_number: int
    column_name: str | None
    value: str | None
    reason: str
    allowed: str | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of reading one source: the reading, and the first of its rejected rows."""

    reading: Reading
    rejects: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to: what it took from each source, the published file, and what analysts did not get of it."""

    taken: tuple[Taken, ...]
    version: str
    unwritten: tuple[ExportError, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether every source answered in full, no row was rejected and analysts got their files."""
        return not self.unwritten and all(
            one.reading.outcome in ("loaded", "unchanged") and not one.reading.rejected_count
            for one in self.taken
        )


class Progress(Protocol):
    """What a run tells while it goes on."""

    def begin(self, source_id: str) -> None:
        """A source is about to be read."""

    def rows(self, count: int) -> None:
        """So many rows have been read from it so far."""

    def part(self, name: str, done: int, count: int) -> None:
        """So many of its parts are done, this one the last."""


@dataclass(frozen=True, slots=True)
class Run:
    """What every step of one run needs to know."""

    settings: Settings
    connection: (
        duckdb.DuckDBPyConnection
    )  # in memory, with the register; each pull has a cursor of its own, so what it leaves goes with it
    run_id: str
    today: date
    clock: Clock
    progress: Progress
    pause: Pause = time.sleep


def run(
    settings: Settings, clock: Clock, progress: Progress, only: Sequence[str] = (), pause: Pause = time.sleep
) -> Outcome:
    """Pull, land, build, check and publish.

    Raises ConfigurationError or RegisterError before anything is pulled, AlreadyRunningError when another run
    is under way, and BuildError when nothing could be published; what has landed by then stays. A source
    that fails is part of the outcome and stops nothing.
    """
    sources = chosen(settings, only)
    with only_run(settings.paths.warehouse):
        register = prepared_register(settings)
        take_part(settings)
        with duckdb.connect() as connection:
            lay_out(connection, register, commented=False)
            this = replace(begin(settings, connection, clock, progress), pause=pause)
            taken = tuple(one for source in sources for one in deliveries(this, source))
        return finished(settings, register, clock, taken)


def rebuild(settings: Settings, clock: Clock) -> Outcome:
    """Build, check and publish from what has landed, asking no source. Raises as `run` does."""
    with only_run(settings.paths.warehouse):
        return finished(settings, prepared_register(settings), clock)


def begin(settings: Settings, connection: duckdb.DuckDBPyConnection, clock: Clock, progress: Progress) -> Run:
    """A run with its id and its local day."""
    now = clock()
    # A moment with a zone falls on the municipality's day, not on the server's.
    connection.execute("set global timezone = ?", [settings.organisation.timezone.key])
    run_id = f"{now:%Y%m%dT%H%M%SZ}-{token_hex(3)}"  # two hosts may begin in the same second
    return Run(settings, connection, run_id, local_day(settings, now), clock, progress)


def local_day(settings: Settings, now: datetime) -> date:
    """The municipality's day at a moment."""
    return now.astimezone(settings.organisation.timezone).date()


def chosen(settings: Settings, only: Sequence[str]) -> tuple[Source, ...]:
    """The sources to ask: all that are switched on, or those named. ConfigurationError for an unknown name."""
    known = {source.id: source for source in settings.sources}
    allowed = ", ".join(known)
    unknown = [
        Fault("--only", "", name, "fault.one_of", {"allowed": allowed}) for name in only if name not in known
    ]
    if unknown:
        raise ConfigurationError("error.configuration", unknown, file=str(settings.file))
    return tuple(known[name] for name in only) or settings.enabled_sources


def prepared_register(settings: Settings) -> Register:
    """The register, with every measure that a source reports on in it."""
    register = read_register(settings.paths.registers, settings.role_names)
    known = {str(row["measure_id"]) for row in register.tables["measure"]}
    faults = [
        Fault(settings.file.name, f"source[{source.id}].measures", name, "fault.unknown_measure")
        for source in settings.sources
        for name in source.measures
        if name not in known
    ]
    if faults:
        raise ConfigurationError("error.configuration", faults, file=str(settings.file))
    return register


def deliveries(this: Run, source: Source) -> Iterator[Taken]:
    """What a source delivers: a sample's earlier deliveries that have not landed yet, then today's."""
    raw = this.settings.paths.raw
    for delivery in source.history:
        if all(landing.loaded_on != delivery.delivered_on for landing in landings(raw, [source])):
            run_id = f"{this.run_id}-{delivery.delivered_on:%Y%m%d}"
            yield take(
                replace(this, run_id=run_id, today=delivery.delivered_on), replace(source, path=delivery.path)
            )
    yield take(replace(this, today=source.delivered_on or this.today), source)


def take(this: Run, source: Source) -> Taken:
    """Read one source and land what it brings. A source that cannot be read gives a reading that failed."""
    this.progress.begin(source.id)
    # Most deliveries are small, and divided between threads they take longer; a large file asks for all of them.
    this.connection.execute("set threads = 1")
    with TemporaryDirectory() as folder, this.connection.cursor() as own:
        return take_alone(replace(this, connection=own), source, Path(folder))


def take_alone(this: Run, source: Source, folder: Path) -> Taken:
    """The same, with a connection and a folder that nobody uses afterwards."""
    reading = opened(this, source)
    raw = this.settings.paths.raw
    earlier = [landing for landing in landings(raw, [source]) if landing.loaded_on <= this.today]
    try:
        delivery = PULLS[source.kind](pulling(this, source, earlier, folder))
    except SourceError as error:
        failed = failure(reading, error, this.clock())
        note(failed, raw)
        return Taken(failed)
    read = delivered(reading, delivery, this.clock())
    landed = land(this.connection, read, earlier, raw, has_news=delivery.has_news)
    return Taken(landed, first_rejects(this.connection))


def pulling(this: Run, source: Source, earlier: Sequence[Landing], folder: Path) -> Pulling:
    """What a pull of the source is given."""
    noted = [*(landing.reading for landing in earlier), *journal(this.settings.paths.raw, [source])]
    return Pulling(
        source,
        this.connection,
        this.today,
        folder,
        this.progress.rows,
        landed=earlier,
        readings=sorted(noted, key=lambda reading: str(reading["started_at"])),
        moment=this.clock(),
        pause=this.pause,
        zone=this.settings.organisation.timezone,
        part=this.progress.part,
    )


def opened(this: Run, source: Source) -> Reading:
    """A reading that has just begun."""
    now = this.clock()
    return Reading(
        run_id=this.run_id,
        source_id=source.id,
        feeds=source.feeds,
        is_sample=source.sample,
        is_complete=source.text("delivery", "complete") == "complete",
        started_at=now,
        finished_at=now,
        loaded_on=this.today,
        outcome="loaded",
    )


def delivered(reading: Reading, delivery: Delivery, now: datetime) -> Reading:
    """The reading with what the pull brought."""
    return replace(
        reading,
        finished_at=now,
        outcome="partial" if delivery.is_partial else "loaded",
        is_complete=reading.is_complete if delivery.is_complete is None else delivery.is_complete,
        file_name=delivery.file_name,
        read_count=delivery.read_count,
        warnings=delivery.warnings,
        progress=delivery.progress,
    )


def failure(reading: Reading, error: SourceError, now: datetime) -> Reading:
    """The reading with what went wrong."""
    return replace(
        reading,
        outcome="failed",
        finished_at=now,
        error_code=error.key,
        error_values=json.dumps(error.values, ensure_ascii=False, default=str),
    )


def first_rejects(connection: duckdb.DuckDBPyConnection) -> tuple[Rejected, ...]:
    """The first rejected rows of a delivery."""
    found = connection.execute(
        "select row_number, column_name, value, reason, allowed from rejected order by row_number limit ?",
        [REJECTS_SHOWN],
    ).fetchall()
    return tuple(Rejected(*row) for row in found)


def finished(settings: Settings, register: Register, clock: Clock, taken: tuple[Taken, ...] = ()) -> Outcome:
    """Make the database and publish it, then give analysts their files of what is published."""
    folder, today = settings.paths.warehouse, local_day(settings, clock())
    is_quiet = bool(taken) and all(one.reading.outcome == "unchanged" for one in taken)
    making = Making(settings, register, today, is_quiet)
    version = publish_everywhere(settings, making.make, clock, today)
    unwritten = export(folder, version, today, is_renewed=making.is_renewed)
    if not unwritten:
        remember(folder, making.made_from)
    return Outcome(taken, version, unwritten)
