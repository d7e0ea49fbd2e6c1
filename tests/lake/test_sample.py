"""The sample in a lake: every query of every screen gives the same rows there, and the screens follow it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
import requests
from streamlit.testing.v1 import AppTest

from analysis.answer import cell
from etl.report import QuietProgress
from etl.run import run
from foundation.config_file import load
from foundation.configuration import Settings
from tests.browser.serving import ROOT
from tests.lake.hosts import configured
from tests.lake.servers import Postgres, object_store
from ui.data import ASKED
from warehouse.lake.connection import open_lake
from warehouse.lake.following import Follower
from warehouse.lake.layout import create_lake
from warehouse.publish import pointed_at
from warehouse.read import QUERIES, Reader, query_text

APP = ROOT / "ui" / "app.py"
SCREENS = sorted(file.stem for file in (ROOT / "pages").glob("[a-z]*.py") if file.stem != "analyse")
KEY = "a-secret-that-nobody-may-read"
pytestmark = pytest.mark.xdist_group("the sample in a lake")  # published once, by one worker
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Shared:
    """The sample, published by one host in a lake whose files lie in an object store; the store's address."""

    settings: Settings
    store: str


@pytest.fixture(scope="module")
def shared(catalog_server: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    folder = tmp_path_factory.mktemp("sample")
    with object_store() as store, pytest.MonkeyPatch.context() as environment:
        for name, value in {
            "AWS_ACCESS_KEY_ID": "a-key", "AWS_SECRET_ACCESS_KEY": KEY, "AWS_REGION": "eu-north-1",
            "AWS_ENDPOINT_URL": store,
        }.items():  # fmt: skip
            environment.setenv(name, value)
        address = catalog_server.lake("sample")
        create_lake(address, "s3://lake/kommuner/")
        settings = load(configured(folder / "writer", address))
        run(settings, lambda: NOW, QuietProgress())
        yield Shared(settings, store)


@pytest.fixture
def app(shared: Shared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The dashboard of a host that has run nothing itself."""
    file = configured(tmp_path / "reader", str(shared.settings.paths.lake))
    monkeypatch.setenv("DASHBOARD_CONFIG", str(file))
    return AppTest.from_file(str(APP), default_timeout=60)


def drawn(app: AppTest) -> str:
    """Everything drawn as HTML."""
    return "\n".join(str(block.proto.body) for block in app.get("html"))


def plain(rows: list[tuple[object, ...]] | tuple[tuple[object, ...], ...]) -> list[str]:
    """Rows as text, for comparing."""
    return [json.dumps([cell(value) for value in row], default=str) for row in rows]


def test_every_query_of_every_screen_gives_the_same_rows_in_the_lake_as_from_the_copy(
    app: AppTest, shared: Shared
) -> None:
    app.run()
    reader = Reader(load().paths.warehouse)
    asked = set()
    with open_lake(str(shared.settings.paths.lake), is_read_only=True) as lake:
        lake.execute("use lake.k3427")
        for screen in SCREENS:
            app.switch_page(str(ROOT / "pages" / f"{screen}.py")).run()
            for name, values in app.session_state[ASKED]:
                if name not in asked and "duckdb_" not in query_text(name):
                    asked.add(name)
                    there = lake.execute(query_text(name), dict(values)).fetchall()
                    assert plain(there) == plain(reader.query(name, values).rows), name
    reader.close()
    # Left are the screen Analyse, choices that these visits did not make, and what a database tells of itself: DuckLake
    # keeps no comments on macros, so the dictionary is asked of the copy.
    assert len(asked) > len(list(QUERIES.glob("*.sql"))) * 0.8


def test_a_screen_shows_a_new_publication_at_its_next_rerun(app: AppTest, shared: Shared) -> None:
    app.run()
    first = pointed_at(load().paths.warehouse)
    run(shared.settings, lambda: NOW, QuietProgress())
    assert pointed_at(load().paths.warehouse) == first
    app.run()
    assert pointed_at(load().paths.warehouse) == pointed_at(shared.settings.paths.warehouse) != first
    assert [error.message for error in app.exception] == []
    assert 'role="alert"' not in drawn(app)


def test_a_screen_says_when_the_lake_does_not_answer_and_shows_its_copy(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.run()
    assert "Det felles lageret svarer ikke" not in drawn(app)
    monkeypatch.setattr(Follower, "_copy_when_newer", unanswered)
    app.run()
    assert "Det felles lageret svarer ikke eller kan ikke brukes: stille." in drawn(app)
    assert "Gjør vi det vi sa?" in drawn(app)


def unanswered(*_: object) -> None:
    """What the network does when a cable is out."""
    raise duckdb.IOException("stille")


def test_the_files_lie_in_the_object_store_and_its_key_neither_in_a_file_of_ours_nor_in_the_catalog(
    shared: Shared, catalog_server: Postgres
) -> None:
    listed = requests.get(f"{shared.store}/lake?list-type=2&prefix=kommuner/", timeout=10).text
    assert listed.count(".parquet</Key>") > 10
    folder = shared.settings.file.parent
    assert [file for file in folder.rglob("*") if file.is_file() and KEY.encode() in file.read_bytes()] == []
    catalog = catalog_server.dump("sample")
    assert "s3://lake/kommuner/" in catalog
    assert KEY not in catalog
