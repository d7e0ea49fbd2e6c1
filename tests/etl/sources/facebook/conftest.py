"""A Graph server of an invented town, and a source that is tried on its first page."""

from collections.abc import Iterator

import pytest

from foundation.configuration import PageSetting
from tests.etl.sources.facebook.checked import TOWN, Checked
from tests.graph.graph import Graph
from tests.graph.server import serving_graph


@pytest.fixture
def graph() -> Iterator[Graph]:
    with serving_graph(TOWN) as graph:
        yield graph
        assert graph.violations == []


@pytest.fixture
def checked(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> Checked:
    return Checked(graph.url, monkeypatch, TOWN.user_token, (PageSetting(TOWN.every_page[0].user_name),))
