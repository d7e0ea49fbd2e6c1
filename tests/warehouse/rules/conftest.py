"""Lets every test of a rule run on a lake as well: `RULES_ON=lake pytest tests/warehouse/rules`."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.builders import Warehouse
from tests.lake.servers import IS_FOR_RULES, Postgres
from warehouse.lake.connection import CATALOG, open_lake, transaction
from warehouse.lake.layout import create_lake, create_published, published_tables

HERE = f"{CATALOG}.rules"


@pytest.fixture(scope="session", autouse=True)
def lake_of_rules(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """With RULES_ON=lake, each warehouse is a transaction in one lake that is never committed: none sees another's."""
    if not IS_FOR_RULES:
        yield
        return
    server = request.getfixturevalue("catalog_server")
    with laid_out(server, tmp_path_factory.mktemp("rules")) as lake, pytest.MonkeyPatch.context() as here:
        here.setattr(Warehouse, "opening", staticmethod(lambda: begun(lake)))
        yield


def laid_out(server: Postgres, folder: Path) -> duckdb.DuckDBPyConnection:
    """A lake with every table and rule and no rows."""
    address = server.lake("rules")
    create_lake(address, f"{folder}/")
    lake = open_lake(address)
    lake.execute("set threads = 1")  # a handful of rows: more threads only wait for each other
    with transaction(lake):
        lake.execute(f"create schema {HERE}")
        lake.execute(f"use {HERE}")
        create_published(lake)
    hold_a_row_and_empty(lake)
    return lake


def hold_a_row_and_empty(lake: duckdb.DuckDBPyConnection) -> None:
    """Let every table have held a row, as the tables of a lake in use have.

    DuckLake remembers what it knows of a table, but not that it knows nothing of one that never held a row: it asks the
    catalog anew each time a query names it, 1600 times in measure_status.
    """
    tables = published_tables(lake)
    with transaction(lake):
        for table in tables:
            columns = lake.execute("select name, type from pragma_table_info(?)", [table]).fetchall()
            values = (
                f"coalesce(try_cast('0' as {kind}), try_cast('2000-01-01' as {kind})) as {name}"
                for name, kind in columns
            )
            lake.execute(f"insert into {table} by name select {', '.join(values)}")
    with transaction(lake):
        for table in tables:
            lake.execute(f"delete from {table}")  # noqa: S608 - a name of ours


def begun(lake: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A transaction of its own, undone when the warehouse that holds it goes."""
    cursor = lake.cursor()
    cursor.execute(f"use {HERE}")
    return cursor.execute("begin")
