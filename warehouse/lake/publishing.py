"""Publishes a built database to the lake: everything in one transaction, and only if nobody was quicker."""

from datetime import date, datetime
from pathlib import Path

import duckdb

from warehouse.build import Row, insert_rows, quoted
from warehouse.lake.connection import CATALOG, answering, transaction
from warehouse.lake.exchange import is_same
from warehouse.lake.layout import (
    create_published,
    current_schema,
    drop_published,
    program,
    published_tables,
    standing,
)
from warehouse.publish import STEM

BUILT = "built"


class OvertakenError(Exception):
    """Another host has landed something that this database was not built from."""


@answering()
def offer(
    connection: duckdb.DuckDBPyConnection, raw: Path, file: Path, now: datetime, as_of: date
) -> str | None:
    """Publish the database in `file`, built from what lies in `raw`; gives the name of its version, unique in the lake.

    None when another host has landed or published something meanwhile: exchange, build again, and come back. `now` is
    UTC, `as_of` the local day that the goals are judged for. Raises LakeError when the lake does not take it.
    """
    schema = current_schema(connection)
    try:
        connection.execute(f"attach {quoted(str(file))} as {BUILT} (read_only)")
        judged = judgements(connection, schema, as_of)
        with transaction(connection):
            if not is_same(connection, raw):
                raise OvertakenError
            renew(connection)
            for table, rows in judged.items():
                connection.execute(f"delete from {table}")  # noqa: S608 - a name of ours
                insert_rows(connection, table, rows)
            return named(connection, now)
    except (OvertakenError, duckdb.TransactionException):
        return None
    finally:
        connection.execute(f"use {CATALOG}.{schema}; detach database if exists {BUILT}")


def judgements(connection: duckdb.DuckDBPyConnection, schema: str, as_of: date) -> dict[str, list[Row]]:
    """The words of the day, for those who look across municipalities: rows by table of the lake."""
    connection.execute(
        f"use {BUILT}.main"
    )  # a rule reads the tables of the current schema, wherever it lies itself
    goals = connection.execute("select goal_id, headline from goal_status(?)", [as_of]).fetchall()
    measures = connection.execute("select measure_id, status from measure_status(?)", [as_of]).fetchall()
    connection.execute(f"use {CATALOG}.{schema}")
    return {
        "judged_goal": [{"as_of": as_of, "goal_id": goal, "headline": word} for goal, word in goals],
        "judged_measure": [
            {"as_of": as_of, "measure_id": measure, "status": word} for measure, word in measures
        ],
    }


def renew(connection: duckdb.DuckDBPyConnection) -> None:
    """Put the built rows in place of the standing ones, table by table where they differ."""
    if standing(connection).program != program():
        drop_published(connection)
        create_published(connection)
    known = dict(connection.execute("from published_table").fetchall())
    for table in published_tables(connection):
        found = fingerprint(connection, table)
        if found != known.get(table):
            connection.execute(f"delete from {table}")  # noqa: S608 - a name of ours
            connection.execute(f"insert into {table} by name from {BUILT}.main.{table}")
            connection.execute("delete from published_table where table_name = ?", [table])
            connection.execute("insert into published_table values (?, ?)", [table, found])


def fingerprint(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """What the rows of a built table come to, in whatever order they lie."""
    found = connection.execute(
        f"select count(*) || '-' || coalesce(sum(hash(one)), 0) from {BUILT}.main.{table} as one"  # noqa: S608 - ours
    ).fetchall()
    return str(found[0][0])


def named(connection: duckdb.DuckDBPyConnection, now: datetime) -> str:
    """Note the publication; the one row that all who publish must change is what keeps them apart."""
    position = standing(connection).position + 1
    version = f"{STEM}-{now:%Y%m%dT%H%M%SZ}-{position}.duckdb"
    connection.execute(
        "update publication set position = ?, version = ?, published_at = ?, program = ?",
        [position, version, now.replace(tzinfo=None), program()],
    )
    return version
