"""Lets every test of a rule run on a lake as well: `RULES_ON=lake pytest tests/warehouse/rules`."""

from collections.abc import Iterator

import duckdb
import pytest

from tests.builders import Warehouse
from tests.lake.servers import IS_FOR_RULES, running_or_skipped
from warehouse.lake.connection import open_lake
from warehouse.lake.layout import create_lake, create_published


@pytest.fixture(scope="session", autouse=True)
def lake_of_rules(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """With RULES_ON=lake, each warehouse is a transaction in one lake that is never committed: none sees another's."""
    if not IS_FOR_RULES:
        yield
        return
    folder = tmp_path_factory.mktemp("rules")
    with running_or_skipped(folder / "postgres") as server:
        address = server.lake("rules")
        create_lake(address, f"{folder / 'files'}/")
        with open_lake(address) as lake, pytest.MonkeyPatch.context() as here:
            lake.execute("create schema lake.rules")
            lake.execute("use lake.rules")
            create_published(lake)
            here.setattr(Warehouse, "opening", staticmethod(lambda: begun(lake)))
            yield


def begun(lake: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A transaction of its own, undone when the warehouse that holds it goes."""
    cursor = lake.cursor()
    cursor.execute("use lake.rules")
    return cursor.execute("begin")
