"""Lands what a source delivered: one immutable Parquet file per delivery, moved into place in one step.

A landed file describes itself: its rows are the accepted ones and, with a reason, the rejected ones; its
metadata holds the reading. A reading that brought no new rows is a line in journal.jsonl beside them.
Together they are the truth, and the database can always be built again from them.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import duckdb

from etl.sources.delivery import Notice
from warehouse.build import quoted
from warehouse.landings import JOURNAL, Landing
from warehouse.publish import settle

QUERIES = Path(__file__).parent / "sql"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of one source, as the run saw it. Its names are the columns of etl_run, and then some."""

    run_id: str
    source_id: str
    feeds: str
    is_sample: bool
    is_complete: bool  # the delivery is the whole list, so what is missing from it is withdrawn
    started_at: datetime  # UTC
    finished_at: datetime  # UTC
    loaded_on: date  # the local day
    outcome: str  # loaded, partial, unchanged or failed
    file_name: str = ""
    read_count: int = 0
    accepted_count: int = 0
    rejected_count: int = 0
    newest_on: date | None = None
    error_code: str | None = None
    error_values: str | None = None
    fingerprint: str = ""
    warnings: tuple[Notice, ...] = ()
    progress: Mapping[str, object] = field(
        default_factory=dict
    )  # how far the source has been asked, in its own words

    def as_json(self) -> str:
        """The reading as one line of JSON, days and times in ISO form."""
        return json.dumps(asdict(self), ensure_ascii=False, default=lambda moment: moment.isoformat())


def land(
    connection: duckdb.DuckDBPyConnection,
    reading: Reading,
    earlier: Sequence[Landing],
    raw: Path,
    *,
    has_news: bool = True,
) -> Reading:
    """Land the tables accepted and rejected that a pull left in `connection`, unless they bring nothing new.

    `earlier` are the source's deliveries up to the reading's day, oldest first. Gives the reading with its counts,
    its newest date and its outcome: as it was, or unchanged when there is no news in it or the delivery before it
    holds exactly these rows; then only the journal hears of it.
    """
    counted = count(connection, reading)
    if not has_news or (earlier and earlier[-1].fingerprint == counted.fingerprint):
        quiet = replace(counted, outcome="unchanged") if counted.outcome == "loaded" else counted
        note(quiet, raw)
        return quiet
    write(connection, counted, raw / reading.source_id)
    return counted


def count(connection: duckdb.DuckDBPyConnection, reading: Reading) -> Reading:
    """The reading with what can be counted in the tables accepted and rejected."""
    text = (QUERIES / "count.sql").read_text(encoding="utf-8")
    counted = connection.execute(text).fetchall()[0]
    accepted_count, rejected_count, newest_on, fingerprint = counted
    return replace(
        reading,
        accepted_count=accepted_count,
        rejected_count=rejected_count,
        newest_on=newest_on,
        fingerprint=str(fingerprint),
    )


def write(connection: duckdb.DuckDBPyConnection, reading: Reading, folder: Path) -> None:
    """Write accepted and rejected rows under a passing name, then give the file its own name."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{reading.loaded_on:%Y%m%d}-{reading.run_id}.parquet"
    passing = folder / f"{name}.part"
    text = (QUERIES / "land.sql").read_text(encoding="utf-8")
    # COPY takes no bound parameters; both values are quoted as SQL text here.
    connection.execute(text.format(file=quoted(str(passing)), reading=quoted(reading.as_json())))
    settle(passing, folder / name)


def note(reading: Reading, raw: Path) -> None:
    """Add a reading that brought no rows to the journal; a torn last line from a killed run is closed first."""
    raw.mkdir(parents=True, exist_ok=True)
    with (raw / JOURNAL).open("ab+") as journal:
        if journal.tell() > 0:
            journal.seek(-1, os.SEEK_END)
            is_torn = journal.read(1) != b"\n"
            journal.write(b"\n" if is_torn else b"")
        journal.write(reading.as_json().encode() + b"\n")
        journal.flush()
        os.fsync(journal.fileno())
