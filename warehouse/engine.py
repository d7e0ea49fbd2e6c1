"""One engine in memory for questions to no database: what landed files tell of themselves, what a schema declares."""

from functools import cache

import duckdb


def engine() -> duckdb.DuckDBPyConnection:
    """A connection of one's own to it; a new engine takes a hundredth of a second each time."""
    return started().cursor()


@cache
def started() -> duckdb.DuckDBPyConnection:
    """The engine, from the first question on."""
    return duckdb.connect()
