"""Keeps a host's own copy of what is published in the lake: a whole database of its own, which the screens read.

Over the lake each query asks PostgreSQL for every table it names, and again for every rule that names it, so a screen
takes seconds. From the copy it takes what it takes on one machine, and it stays readable when the lake does not answer.
"""

import threading
import time
from datetime import date, datetime
from pathlib import Path

import duckdb

from foundation.errors import AlreadyRunningError, LakeError
from warehouse.build import create_rules, create_tables, quoted
from warehouse.exports import export
from warehouse.lake.connection import CATALOG, open_lake, transaction, unreachable
from warehouse.lake.layout import program, published_tables, schema_of, standing
from warehouse.publish import BUILD, building, only_run, pointed_at, publish

COPY = "host_copy"
PAUSE_SECONDS = 10.0  # how long a lake that did not answer is left alone


class Follower:
    """Follows the lake for one municipality. Many threads may call it; the newest copy is made once."""

    def __init__(self, address: str, municipality_number: str | None, folder: Path) -> None:
        self._address = address
        self._schema = schema_of(municipality_number)
        self._folder = folder
        self._lock = threading.Lock()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._silent_until = 0.0
        self._trouble: LakeError | None = None

    def follow(self, now: datetime, today: date) -> LakeError | None:
        """Copy what is published in the lake when it is newer than the copy here. `now` is UTC,
        `today` the local day.

        Gives why that could not be done, if so; the copy here stays as it was. A thread that comes while another one
        copies goes on with the copy there is.
        """
        if not self._lock.acquire(blocking=False):
            return self._trouble
        try:
            if time.monotonic() >= self._silent_until:
                self._trouble = self._followed(now, today)
            return self._trouble
        finally:
            self._lock.release()

    def close(self) -> None:
        """Let go of the lake."""
        with self._lock:
            self._let_go()

    def _followed(self, now: datetime, today: date) -> LakeError | None:
        try:
            self._copy_when_newer(now, today)
        except AlreadyRunningError:
            return None  # a run on this host is about to publish here itself
        except (LakeError, duckdb.Error) as error:
            self._let_go()
            self._silent_until = time.monotonic() + PAUSE_SECONDS
            return error if isinstance(error, LakeError) else unreachable(error)
        return None

    def _copy_when_newer(self, now: datetime, today: date) -> None:
        if self._connection is None:
            self._connection = open_lake(self._address, is_read_only=True)
            self._connection.execute(f"use {CATALOG}.{self._schema}")
        found = standing(self._connection)
        if found.version and found.version != pointed_at(self._folder):
            copy(self._connection, self._schema, self._folder, now, today)

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def copy(
    connection: duckdb.DuckDBPyConnection, schema: str, folder: Path, now: datetime, today: date
) -> None:
    """Make the standing publication a database of this host, publish it here under the same name, and analysts' files.

    Raises AlreadyRunningError when a run holds the folder, LakeError when another version of the program published.
    """
    with only_run(folder):
        with building(folder) as laid_out:
            create_tables(laid_out)
            create_rules(laid_out)
        version = fill(connection, schema, folder / BUILD)
        publish(folder, now, version)
        export(folder, version, today)  # what cannot be renewed there stays as it was


def fill(connection: duckdb.DuckDBPyConnection, schema: str, file: Path) -> str:
    """Fill the laid-out database from one snapshot of the lake; the name of the version that it holds."""
    connection.execute(f"attach {quoted(str(file))} as {COPY}")
    try:
        with transaction(connection):
            found = standing(connection)
            if found.program != program():
                raise LakeError("lake_error.other_program", schema=schema)
            for table in published_tables(connection):
                connection.execute(f"insert into {COPY}.main.{table} by name from {CATALOG}.{schema}.{table}")
        return found.version
    finally:
        connection.execute(f"detach {COPY}")
