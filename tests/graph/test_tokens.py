"""What is told of a token: alone, in a batch whose body hides it, and of one that nobody knows."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import requests

from tests.graph.access import APP_TOKEN
from tests.graph.graph import Graph
from tests.graph.reading import ask
from tests.graph.server import serving_graph
from tests.graph.tokens import TokenFacts
from tests.graph.town import Town

TOWN = Town(2, 7, date(2026, 11, 23))
PAGE = TOWN.every_page[0]


@pytest.fixture
def graph() -> Iterator[Graph]:
    with serving_graph(TOWN) as graph:
        graph.token_facts = TokenFacts(
            expires_at=datetime(2026, 12, 1, tzinfo=UTC),
            scopes=("pages_show_list", "read_insights"),
            covers={"read_insights": (PAGE.id,)},
        )
        yield graph


def batch(graph: Graph, *addresses: str, **more: str) -> Any:
    entries = [{"method": "GET", "relative_url": address} for address in addresses]
    headers = {"Authorization": f"Bearer {TOWN.user_token}"}
    data = {"batch": json.dumps(entries), **more}
    return requests.post(f"{graph.url}/v25.0/", headers=headers, data=data, timeout=5).json()


def test_a_batch_tells_of_a_token_without_a_token_in_the_address(graph: Graph) -> None:
    (answer,) = batch(graph, f"debug_token?input_token={TOWN.user_token}", include_headers="false")
    told = json.loads(answer.pop("body"))["data"]
    assert answer == {"code": 200}
    assert (told["type"], told["is_valid"], told["expires_at"], told["scopes"]) == (
        "USER",
        True,
        1796083200,
        ["pages_show_list", "read_insights"],
    )
    assert told["granular_scopes"] == [
        {"scope": "pages_show_list"},
        {"scope": "read_insights", "target_ids": [PAGE.id]},
    ]
    assert graph.violations == []


def test_a_batch_answers_each_on_its_own(graph: Graph) -> None:
    answers = batch(graph, PAGE.id, "debug_token?input_token=nonsense", f"{PAGE.id}?fields=nonsense")
    assert [answer["code"] for answer in answers] == [200, 200, 400]
    assert {"name": "facebook-api-version", "value": "v25.0"} in answers[0]["headers"]
    assert json.loads(answers[1]["body"])["data"]["is_valid"] is False
    assert json.loads(answers[2]["body"])["error"]["code"] == 100
    assert [asked.edge for asked in graph.asked] == ["node", "debug_token", "node", "batch"]


def test_a_token_in_the_address_is_told_of_and_noted(graph: Graph) -> None:
    told = ask(graph, "debug_token", APP_TOKEN, input_token=PAGE.token).json()["data"]
    assert (told["type"], told["profile_id"]) == ("PAGE", PAGE.id)
    assert graph.violations == ["a token in the address: debug_token"]


def test_an_expired_token_is_told_of_by_the_apps_own(graph: Graph) -> None:
    graph.is_expired = True
    told = ask(graph, "debug_token", APP_TOKEN, input_token=TOWN.user_token).json()["data"]
    assert told["is_valid"] is False
