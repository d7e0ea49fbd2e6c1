"""Publishes a built database: a file of its own name, then the pointer, so no reader ever meets half a build."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from foundation.errors import AlreadyRunningError, BuildError
from warehouse.read import POINTER

BUILD = "build.duckdb"
ANALYSE = "analyse.duckdb"
LOCK = ".lock"
STEM = "kommunikasjon"
VERSIONS_KEPT = 3
# A file that 1.x tools, the command line and MotherDuck can open, whatever version writes it.
WRITING: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "v1.5.0",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "python_enable_replacements": "false",
}


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Hold the lock that keeps two runs apart; the system lets go of it when the process ends, however it ends.

    Raises AlreadyRunningError at once when another run holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise AlreadyRunningError("run_error.already_running", folder=str(folder)) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def building(folder: Path, version: str | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a new database, empty or a copy of a version; closed with everything in the one file.

    Needs `only_run`.
    """
    file = folder / BUILD
    for leftover in (file, wal_of(file)):
        leftover.unlink(missing_ok=True)
    if version:
        shutil.copyfile(folder / version, file)
    connection = duckdb.connect(str(file), config=WRITING)
    try:
        yield connection
        connection.execute("checkpoint")
    finally:
        connection.close()


def publish(folder: Path, now: datetime, name: str | None = None) -> str:
    """Make the built file the published one and give its name: `name`, else the next one. `now` is UTC.

    Raises BuildError when the file is not whole; the pointer then stays where it was.
    """
    built = folder / BUILD
    if wal_of(built).exists():
        raise BuildError("run_error.not_whole", file=BUILD, found=wal_of(built).name)
    name = name or next_name(folder, now)
    settle(built, folder / name)
    open_once(folder / name)
    point_at(folder, name)
    collect(folder, name)
    return name


def next_name(folder: Path, now: datetime) -> str:
    """kommunikasjon-<UTC time>-<n>.duckdb, n one above the highest there is; a name is never used twice."""
    stem = f"{STEM}-{now:%Y%m%dT%H%M%SZ}-"
    numbers = [int(file.stem.removeprefix(stem)) for file in folder.glob(f"{stem}*.duckdb")]
    return f"{stem}{max(numbers, default=0) + 1}.duckdb"


def open_once(file: Path) -> None:
    """Open the file as a reader does and read its tables. BuildError when that fails."""
    try:
        with duckdb.connect(str(file), read_only=True) as connection:
            found = connection.execute("select count(*) from goal").fetchall()
    except duckdb.Error as error:
        raise BuildError(
            "run_error.not_whole", file=file.name, found=str(error).partition("\n")[0]
        ) from error
    if found == [(0,)]:
        raise BuildError("run_error.not_whole", file=file.name, found="goal: 0")


def pointed_at(folder: Path) -> str | None:
    """The name of the published file; None before the first."""
    pointer = folder / POINTER
    return pointer.read_text(encoding="utf-8").strip() if pointer.exists() else None


def point_at(folder: Path, name: str) -> None:
    """Replace the pointer in one step."""
    passing = folder / f"{POINTER}.part"
    passing.write_text(f"{name}\n", encoding="utf-8")
    settle(passing, folder / POINTER)


def collect(folder: Path, name: str) -> None:
    """Delete all but the newest versions; one that is open on Windows waits for the next time."""
    versions = sorted(folder.glob(f"{STEM}-*.duckdb"), key=lambda file: file.stat().st_mtime_ns)
    for old in versions[:-VERSIONS_KEPT]:
        if old.name != name:
            try:
                old.unlink(missing_ok=True)
            except PermissionError:
                continue


def settle(passing: Path, final: Path) -> None:
    """Make a written file permanent under its final name: content first, then the name, then the folder."""
    with passing.open("rb+") as written:
        os.fsync(written.fileno())
    passing.replace(final)
    if os.name == "posix":
        folder = os.open(final.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def wal_of(file: Path) -> Path:
    """The write-ahead log that DuckDB keeps beside a database that was not closed whole."""
    return file.with_name(f"{file.name}.wal")
