"""Keeps a lake small: old versions go after a week, and small files become few."""

import duckdb

from warehouse.lake.connection import CATALOG, answering

WEEK = "7 days"


def set_age(connection: duckdb.DuckDBPyConnection, age: str) -> None:
    """How old a version, or a file that no version needs, may become before `tidy` takes it away."""
    for option in ("expire_older_than", "delete_older_than"):
        connection.execute(f"call {CATALOG}.set_option('{option}', '{age}')")


@answering()
def tidy(connection: duckdb.DuckDBPyConnection) -> None:
    """Take away what has become too old, for good, and merge small files.

    Until then a row that was withdrawn can still be read in an older version of the lake. Raises LakeError.
    """
    connection.execute(f"checkpoint {CATALOG}")
