"""Reads the published database: the file that the pointer names, one cursor for each query."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from foundation.errors import NothingPublishedError, WarehouseError

POINTER = "CURRENT"
KEPT_OPEN = 2  # the published file, and the one before for who began on it
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
        self._open: dict[str, duckdb.DuckDBPyConnection] = {}

    def current(self) -> str:
        """The name of the published file. NothingPublishedError before the first run has published."""
        try:
            return (self.folder / POINTER).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            raise NothingPublishedError("error.nothing_published", folder=self.folder) from None
        except OSError as error:
            raise WarehouseError("error.warehouse_unreadable", file=POINTER, found=error.strerror) from error

    def query(self, name: str, parameters: Mapping[str, object], version: str = "") -> Result:
        """The rows of queries/<name>.sql with its parameters bound, from the published file or the one named.

        Raises NothingPublishedError, or WarehouseError when the file cannot be read or the query fails.
        """
        cursor = self._cursor(version)
        try:
            answer = cursor.execute(query_text(name), dict(parameters))
            columns = tuple(column[0] for column in answer.description or ())
            return Result(columns, tuple(answer.fetchall()))
        except duckdb.Error as error:
            raise WarehouseError("error.query", query=name, found=first_line(error)) from error
        finally:
            cursor.close()

    def close(self) -> None:
        """Close the open files, if any."""
        with self._lock:
            self._keep(0)

    def _cursor(self, version: str = "") -> duckdb.DuckDBPyConnection:
        with self._lock:
            opened = self._open.get(version or self.current())
            return (opened or self._opened(version)).cursor()

    def _opened(self, version: str) -> duckdb.DuckDBPyConnection:
        """Open the version named, or the current one; that is looked up once more if it goes just then."""
        if version:
            return self._connected(version)
        try:
            return self._connected(self.current())
        except WarehouseError:
            return self._connected(self.current())

    def _connected(self, version: str) -> duckdb.DuckDBPyConnection:
        try:
            opened = duckdb.connect(str(self.folder / version), read_only=True, config=READING)
        except duckdb.Error as error:
            raise WarehouseError(
                "error.warehouse_unreadable", file=version, found=first_line(error)
            ) from error
        self._open[version] = opened
        self._keep(KEPT_OPEN)
        return opened

    def _keep(self, count: int) -> None:
        """Close all but the files opened last. A cursor keeps its database open, so a query under way finishes."""
        while len(self._open) > count:
            self._open.pop(next(iter(self._open))).close()


@cache
def query_text(name: str) -> str:
    """The text of queries/<name>.sql."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def first_line(error: Exception) -> str:
    """The first line of an engine's message; the rest repeats the query."""
    return str(error).partition("\n")[0]
