"""Lakes of their own for tests, the hosts that share them, and an object store."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.lake.hosts import Host
from tests.lake.servers import Postgres, object_store
from warehouse.lake.connection import OPENING
from warehouse.lake.layout import create_lake


@pytest.fixture(scope="session", autouse=True)
def _signatures_are_checked_elsewhere() -> Iterator[None]:
    """Load the extensions without looking for who signed them: each time DuckDB would go through all 93 MB of them.

    That it does, and finds them good, is part of every run that a test starts as a process of its own.
    """
    with pytest.MonkeyPatch.context() as here:
        here.setitem(OPENING, "allow_unsigned_extensions", "true")
        yield


@pytest.fixture
def lake(catalog_server: Postgres, tmp_path: Path) -> str:
    """The setting of an empty lake that keeps its files in a folder."""
    address = catalog_server.lake(f"lake_{os.getpid()}_{next(NUMBERS)}")
    create_lake(address, f"{tmp_path / 'files'}/")
    return address


NUMBERS = iter(range(1_000_000))
NewHost = Callable[..., Host]


@pytest.fixture
def host(lake: str, tmp_path: Path) -> NewHost:
    """Makes hosts that share the lake, each with folders of its own."""

    def new(name: str, municipality_number: str = "3427", address: str = lake) -> Host:
        return Host(tmp_path / name, address, municipality_number)

    return new


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An object store, told of in the environment as a server is told."""
    with object_store() as address:
        for name, value in {
            "AWS_ACCESS_KEY_ID": "a-key", "AWS_SECRET_ACCESS_KEY": "a-secret-that-nobody-may-read",
            "AWS_REGION": "eu-north-1", "AWS_ENDPOINT_URL": address,
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        yield address
