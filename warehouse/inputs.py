"""What a published database is made from, as one fingerprint: where it is the same, nothing needs to be built again."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb

from foundation.configuration import ROOT, Settings
from warehouse.exports import FOLDER, WORKBOOK
from warehouse.publish import pointed_at, settle

RECORD = "made_from.json"
PROGRAM = ("etl", "foundation", "warehouse", "ui/texts")  # texts stand in the workbook
READ = (".py", ".sql", ".toml", ".csv")


def fingerprint(settings: Settings, today: date) -> str:
    """What a build on this day would be made from: program, configuration, register and all that has landed.

    The journal is left out: it holds the readings that brought nothing.
    """
    told = hashlib.sha256(f"{today} {duckdb.__version__}".encode())
    for file in files(settings):
        told.update(f"{file} {known(file)}\n".encode())
    return told.hexdigest()


def files(settings: Settings) -> Iterator[Path]:
    """Every file that a build reads or is described by, always in the same order."""
    yield settings.file
    for folder in (*(ROOT / name for name in PROGRAM), *settings.paths.registers):
        yield from sorted(file for file in folder.rglob("*") if file.suffix in READ)
    yield from sorted(settings.paths.raw.glob("*/*.parquet"))


def known(file: Path) -> str:
    """What a file is known by: its size and when it was written; nothing for one that is not there."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"


def is_published(folder: Path, made_from: str) -> bool:
    """Whether what is published is made from exactly this, and analysts' workbook is of it and as it was written."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(record == record_of(folder, made_from)) and (folder / str(record["version"])).exists()


def record_of(folder: Path, made_from: str) -> dict[str, str | None]:
    """What stands there now, as being made from this."""
    workbook = known(folder / FOLDER / WORKBOOK)
    return {"version": pointed_at(folder), "workbook": workbook, "made_from": made_from}


def remember(folder: Path, made_from: str) -> None:
    """Record what the published version is made from, once analysts have their files of it."""
    passing = folder / f"{RECORD}.part"
    passing.write_text(json.dumps(record_of(folder, made_from)), encoding="utf-8")
    settle(passing, folder / RECORD)
