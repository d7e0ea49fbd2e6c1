"""Reads the published database: the file that the pointer names, one cursor for each query."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from foundation.errors import NothingPublishedError, WarehouseError

POINTER = "CURRENT"
QUERIES = Path(__file__).parent / "queries"
READING: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "python_enable_replacements": "false",
}


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query: the names of its columns and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


class Reader:
    """A published warehouse, opened read-only. Many threads may use one reader; it follows the pointer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._version = ""
        self._connection: duckdb.DuckDBPyConnection | None = None

    def current(self) -> str:
        """The name of the published file. NothingPublishedError before the first run has published."""
        try:
            return (self.folder / POINTER).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            raise NothingPublishedError("error.nothing_published", folder=self.folder) from None
        except OSError as error:
            raise WarehouseError("error.warehouse_unreadable", file=POINTER, found=error.strerror) from error

    def query(self, name: str, parameters: Mapping[str, object]) -> Result:
        """The rows of queries/<name>.sql with its parameters bound.

        Raises NothingPublishedError, or WarehouseError when the file cannot be read or the query fails.
        """
        cursor = self._cursor()
        try:
            answer = cursor.execute(query_text(name), dict(parameters))
            columns = tuple(column[0] for column in answer.description or ())
            return Result(columns, tuple(answer.fetchall()))
        except duckdb.Error as error:
            raise WarehouseError("error.query", query=name, found=first_line(error)) from error
        finally:
            cursor.close()

    def close(self) -> None:
        """Close the open file, if any."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._version = None, ""

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if self._connection is None or self._version != self.current():
                self._open()
            if self._connection is None:
                raise WarehouseError("error.warehouse_unreadable", file=self._version, found="")
            return self._connection.cursor()

    def _open(self) -> None:
        """Open the current version; a file collected between pointer and open is looked up once more."""
        opened: duckdb.DuckDBPyConnection | None = None
        for is_last_try in (False, True):
            version = self.current()
            try:
                opened = duckdb.connect(str(self.folder / version), read_only=True, config=READING)
                break
            except duckdb.Error as error:
                if is_last_try:
                    raise WarehouseError(
                        "error.warehouse_unreadable", file=version, found=first_line(error)
                    ) from error
        # A cursor keeps its database open, so readers in the middle of a query finish on the old version.
        self._close()
        self._connection, self._version = opened, version


@cache
def query_text(name: str) -> str:
    """The text of queries/<name>.sql."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def first_line(error: Exception) -> str:
    """The first line of an engine's message; the rest repeats the query."""
    return str(error).partition("\n")[0]
