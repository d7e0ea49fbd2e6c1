"""Gives analysts files of their own of what is published: a database, the tables as Parquet, and a workbook.

Each publish makes a set of its own in analyse/sets/. The database and the folder of tables that analysts open are links
to the newest set, replaced in one step: nobody meets half a set, and whoever still has an older database open writes
in that one, and its log beside it, never beside the new one.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import duckdb

from foundation.errors import ExportError, place_of
from warehouse.build import quoted
from warehouse.publish import ANALYSE, wal_of
from warehouse.read import first_line
from warehouse.workbook import write_workbook

FOLDER = "analyse"
PARQUET = "parquet"
WORKBOOK = "kommunikasjon.xlsx"
LARGE = 1_000_000  # rows from which it pays to divide the writing of a table between threads
SETS_KEPT = 2  # whoever began to read the set before the newest can go on


def export(folder: Path, version: str, today: date, *, is_renewed: bool = False) -> tuple[ExportError, ...]:
    """Give analysts the published database `version`, and tell what could not be renewed. Raises nothing.

    `today` is the municipality's day. `is_renewed` when nothing but readings is new since the version before: the
    workbook of that one, which tells of days and not of readings, then stays. What is published stands, whatever
    becomes of its copies.
    """
    made = folder / FOLDER / "sets" / Path(version).stem
    try:
        make_set(folder / version, made, None if is_renewed else today)
    except Exception as error:  # noqa: BLE001 - a run that has published has not failed
        shutil.rmtree(made, ignore_errors=True)
        return (unwritten(FOLDER, error),)
    failed = tuple(show_set(made, folder))
    collect_sets(made)
    return failed


def make_set(published: Path, made: Path, today: date | None) -> None:
    """Write a set where nobody looks for it yet; without a day it has no workbook."""
    made.mkdir(parents=True)
    shutil.copyfile(published, made / ANALYSE)
    with duckdb.connect(str(made / ANALYSE), read_only=True) as connection:
        write_tables(connection, made / PARQUET)
        if today:
            write_workbook(connection, made / WORKBOOK, published.name, today)


def write_tables(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write every table as a Parquet file of its name, the large ones first.

    It leaves the connection with one thread: of many small questions, dividing costs more than answering.
    """
    folder.mkdir()
    tables = connection.execute(
        "select table_name, estimated_size from duckdb_tables() where not temporary order by estimated_size desc"
    ).fetchall()
    for table, row_count in tables:
        if row_count < LARGE:
            connection.execute("set threads = 1")
        connection.execute(f"copy {table} to {quoted(str(folder / f'{table}.parquet'))} (format parquet)")


def show_set(made: Path, folder: Path) -> Iterator[ExportError]:
    """Let what analysts open be of this set, and tell what could not be replaced."""
    moves = {made / ANALYSE: folder / ANALYSE, made / PARQUET: folder / FOLDER / PARQUET}
    for written, shown in moves.items():
        try:
            show(written, shown)
        except OSError as error:
            yield unwritten(shown.relative_to(folder).as_posix(), error)
    if not (made / WORKBOOK).exists():
        return
    try:
        put(made / WORKBOOK, folder / FOLDER / WORKBOOK)
    except OSError as error:
        yield unwritten(f"{FOLDER}/{WORKBOOK}", error)


def show(written: Path, shown: Path) -> None:
    """Make `shown` a link to what was written, in one step; where there are no links, put it there itself."""
    passing = shown.with_name(f"{shown.name}.part")
    remove(passing)
    try:
        passing.symlink_to(os.path.relpath(written, shown.parent), target_is_directory=written.is_dir())
    except OSError:  # Windows wants a right of its own for it, and some disks have none
        put(written, shown)
        return
    passing.replace(shown)


def put(written: Path, shown: Path) -> None:
    """Move what was written to its place. What somebody has open on Windows stays, and that is an OSError."""
    if written.is_file():
        wal_of(shown).unlink(
            missing_ok=True
        )  # of a database that is about to go; it would be read into the new one
        written.replace(shown)
        return
    aside = shown.with_name(f"{shown.name}.old")
    remove(aside)
    if shown.exists():
        shown.rename(aside)
    try:
        written.rename(shown)
    except OSError:
        aside.rename(shown)
        raise
    remove(aside)


def remove(path: Path) -> None:
    """Delete a link, a file or a folder, if it is there."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


def collect_sets(made: Path) -> None:
    """Delete all but the newest sets; a file that is open on Windows waits for the next time."""
    with suppress(OSError):
        sets = sorted(made.parent.iterdir(), key=lambda one: one.stat().st_mtime_ns)
        for old in sets[:-SETS_KEPT]:
            shutil.rmtree(old, ignore_errors=True)


def unwritten(what: str, error: Exception) -> ExportError:
    """An error as what is told of it: the system's or the engine's own words, else where in the code it was raised."""
    if isinstance(error, OSError):
        found = error.strerror or type(error).__name__
    elif isinstance(error, duckdb.Error):
        found = first_line(error)
    else:
        found = f"{type(error).__name__}, {place_of(error)}"
    return ExportError("exports.failed", what=what, found=found)
