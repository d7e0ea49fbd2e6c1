"""Lists what has landed: one Parquet file per delivery, each carrying its reading; the journal holds the rest."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

from foundation.configuration import Source
from foundation.errors import BuildError
from warehouse.engine import engine

JOURNAL = "journal.jsonl"


@dataclass(frozen=True, slots=True)
class Landing:
    """One landed delivery: its file, the day it counts for, and its reading as the run wrote it."""

    file: Path
    source_id: str
    loaded_on: date
    is_complete: bool
    fingerprint: str
    reading: Mapping[str, object]

    @property
    def order(self) -> tuple[date, datetime]:
        """Where it stands among its source's deliveries: runs may begin in the same second, so by when it was read."""
        return self.loaded_on, datetime.fromisoformat(str(self.reading["started_at"]))


def landings(raw: Path, sources: Sequence[Source]) -> list[Landing]:
    """The landed deliveries of these sources, each source's oldest first.

    A delivery counts only for a source that is still set up the same way: invented rows never mix with real
    ones, nor figures with records, although two sources may have borne the same id in turn. Raises BuildError
    when a landed file cannot be read.
    """
    files = [file for source in sources for file in (raw / source.id).glob("*.parquet")]
    shapes = {source.id: (source.feeds, source.sample) for source in sources}
    places = {source.id: place for place, source in enumerate(sources)}
    found = [
        landing
        for landing in map(landing_of, files, readings_of(files))
        if (landing.reading["feeds"], landing.reading["is_sample"]) == shapes[landing.source_id]
    ]
    return sorted(found, key=lambda landing: (places[landing.source_id], landing.order))


def landing_of(file: Path, reading: Mapping[str, object]) -> Landing:
    """A landed file with its reading."""
    return Landing(
        file=file,
        source_id=str(reading["source_id"]),
        loaded_on=date.fromisoformat(str(reading["loaded_on"])),
        is_complete=bool(reading["is_complete"]),
        fingerprint=str(reading["fingerprint"]),
        reading=reading,
    )


def readings_of(files: Sequence[Path]) -> list[Mapping[str, object]]:
    """The readings that landed files carry, in the files' order."""
    if not files:
        return []
    with engine() as connection:
        try:
            found = connection.execute(
                "select file_name, decode(value) from parquet_kv_metadata(?) where decode(key) = 'reading'",
                [[str(file) for file in files]],
            ).fetchall()
        except duckdb.Error as error:
            raise BuildError("run_error.landed_unreadable", found=str(error).partition("\n")[0]) from error
    by_file = {name: json.loads(text) for name, text in found}
    if missing := [file for file in files if str(file) not in by_file]:
        raise BuildError("run_error.landed_unreadable", found=str(missing[0]))
    return [by_file[str(file)] for file in files]


def journal(raw: Path, sources: Sequence[Source]) -> list[Mapping[str, object]]:
    """The readings that brought no rows, oldest first; a line torn by a killed run is left out."""
    file = raw / JOURNAL
    lines = file.read_bytes().split(b"\n")[:-1] if file.exists() else []
    shapes = {source.id: source.sample for source in sources}
    noted = [reading for line in lines if (reading := parsed(line)) is not None]
    return [
        noted_one for noted_one in noted if shapes.get(str(noted_one["source_id"])) is noted_one["is_sample"]
    ]


def parsed(line: bytes) -> Mapping[str, object] | None:
    """A journal line as a reading; None when it is torn."""
    try:
        found: object = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
