"""One view across the municipalities of a lake for each of their tables, in the schema `national`."""

import re

import duckdb

from warehouse.lake.connection import CATALOG, answering, transaction
from warehouse.lake.layout import BLOBS, schema_of

NATIONAL = "national"
OF_MUNICIPALITY = "of_municipality"  # a column before the others: whose row it is
OWN = (BLOBS, "journal_line", "published_table")  # what is a host's business alone


@answering()
def refresh_national(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Make the views again over the municipalities that are in the lake now; gives their numbers.

    A table is in a view for each municipality that has it, by column name: two that run different versions of the
    program meet in the columns that either has. Raises LakeError when it cannot be done.
    """
    numbers = municipalities(connection)
    with transaction(connection):
        connection.execute(f"create schema if not exists {CATALOG}.{NATIONAL}")
        for table, having in tables(connection, numbers).items():
            connection.execute(
                f"create or replace view {CATALOG}.{NATIONAL}.{table} as {across(table, having)}"
            )
    return numbers


def municipalities(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The numbers of the municipalities in the lake, in order."""
    found = connection.execute(
        "select schema_name from duckdb_schemas() where database_name = ?", [CATALOG]
    ).fetchall()
    return sorted(name[1:] for (name,) in found if re.fullmatch(r"k\d{4}", name))


def tables(connection: duckdb.DuckDBPyConnection, numbers: list[str]) -> dict[str, list[str]]:
    """The tables that are shown across, each with the municipalities that have it."""
    found = connection.execute(
        "select table_name, schema_name from duckdb_tables() where database_name = ? order by all", [CATALOG]
    ).fetchall()
    schemas = {schema_of(number): number for number in numbers}
    having: dict[str, list[str]] = {}
    for table, schema in found:
        if schema in schemas and table not in OWN:
            having.setdefault(table, []).append(schemas[schema])
    return having


def across(table: str, numbers: list[str]) -> str:
    """The query of one view."""
    return " union all by name ".join(
        f"select '{number}' as {OF_MUNICIPALITY}, * from {CATALOG}.{schema_of(number)}.{table}"  # noqa: S608 - names of ours
        for number in numbers
    )
