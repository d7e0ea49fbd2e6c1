"""A catalog's server that ends in the middle of something: said in words, nothing lost, and the copy is still shown."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from foundation.errors import LakeError
from tests.lake.hosts import NOW, TODAY, Host
from tests.lake.servers import Postgres, running_or_skipped
from warehouse.lake import exchange, following, publishing
from warehouse.lake.layout import create_lake, published_tables


@pytest.fixture
def mortal() -> Iterator[Postgres]:
    """A server of this test alone, which the test may end."""
    with running_or_skipped() as server:
        yield server


@pytest.fixture
def published(mortal: Postgres, tmp_path: Path) -> Host:
    """A host that has published one record."""
    address = mortal.lake("mortal")
    create_lake(address, f"{tmp_path / 'files'}/")
    host = Host(tmp_path / "one", address, "3427")
    host.deliver("a")
    host.run()
    return host


def ended_before(server: Postgres, step: Callable[..., Any]) -> Callable[..., Any]:
    """A step of the product, the server ended just before it."""

    def then(*arguments: Any) -> Any:
        server.stop()
        return step(*arguments)

    return then


@pytest.mark.parametrize(
    ("where", "step"),
    [(publishing, "named"), (exchange, "give_files")],
    ids=["in the middle of a publication", "while a host shares what it landed"],
)
def test_a_server_that_ends_meanwhile_is_told_in_words(
    mortal: Postgres, published: Host, monkeypatch: pytest.MonkeyPatch, where: ModuleType, step: str
) -> None:
    published.deliver("b")
    monkeypatch.setattr(where, step, ended_before(mortal, getattr(where, step)))
    with pytest.raises(LakeError) as told:
        published.run()
    assert told.value.key == "lake_error.unreachable"
    assert published.shown() == ["one id|a"]


def test_a_server_that_ends_in_the_middle_of_a_copy_leaves_the_copy_that_was(
    mortal: Postgres, published: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Host(published.folder.parent / "screen", str(published.settings.paths.lake), "3427")
    follower = screen.follower()
    assert follower.follow(NOW, TODAY) is None
    published.deliver("b")
    published.run()
    monkeypatch.setattr(following, "published_tables", ended_before(mortal, published_tables))
    trouble = follower.follow(NOW, TODAY)
    follower.close()
    assert trouble is not None
    assert trouble.key == "lake_error.unreachable"
    assert screen.shown() == ["one id|a"]
