"""Conversations: cursors, newest first, twenty in full, no order among threads, and nobody asked for by name unseen."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from tests.graph.faults import Faults, Kind
from tests.graph.graph import Graph
from tests.graph.reading import ask, error
from tests.graph.server import serving_graph
from tests.graph.town import SILENT, Town, TownPage

TOWN = Town(3, 7, date(2026, 11, 23))
PAGE = TOWN.every_page[0]
FIELDS = "id,updated_time,messages.limit(20){created_time,from}"


@pytest.fixture
def graph() -> Iterator[Graph]:
    with serving_graph(TOWN) as graph:
        yield graph


def walk(graph: Graph, page: TownPage, **stated: object) -> Iterator[dict[str, Any]]:
    """All threads of a page, cursor by cursor."""
    after: dict[str, object] = {}
    while True:
        answer = ask(graph, f"{page.id}/conversations", page.token, **stated, **after).json()
        yield from answer["data"]
        if not answer["data"]:
            return
        after = {"after": answer["paging"]["cursors"]["after"]}


def test_every_thread_comes_once_in_no_order_with_its_newest_messages_first(graph: Graph) -> None:
    found = list(walk(graph, PAGE, fields=FIELDS, limit=50))
    threads = {thread.id: thread for thread in TOWN.threads(PAGE)}
    assert sorted(thread["id"] for thread in found) == sorted(threads)
    updated = [thread["updated_time"] for thread in found]
    assert updated != sorted(updated)
    for thread in found:
        told = [
            (datetime.fromisoformat(message["created_time"]), message["from"]["id"] == PAGE.id)
            for message in thread["messages"]["data"]
        ]
        expected = [(message.at, message.is_from_page) for message in threads[thread["id"]].messages[::-1]]
        assert told == expected[:20]
    assert graph.violations == []


def test_older_messages_than_the_newest_twenty_are_ids_alone(graph: Graph) -> None:
    found = walk(graph, PAGE, fields="messages.limit(40){created_time}", limit=100)
    longest = max((thread["messages"]["data"] for thread in found), key=len)
    assert [set(message) for message in longest[18:22]] == [{"id", "created_time"}] * 2 + [{"id"}] * 2


def test_asking_for_persons_is_answered_and_noted(graph: Graph) -> None:
    fields = "id,participants,messages{message,from{id}}"
    thread = ask(graph, f"{PAGE.id}/conversations", PAGE.token, fields=fields, limit=1).json()["data"][0]
    assert "@facebook.com" in str(thread["participants"])
    assert thread["messages"]["data"][0]["message"] in TOWN.personal_texts()
    assert set(thread["messages"]["data"][0]["from"]) == {"id"}
    assert graph.violations == ["asked of persons: message", "asked of persons: participants"]


def test_names_and_addresses_come_along_unasked(graph: Graph) -> None:
    content = ask(graph, f"{PAGE.id}/conversations", PAGE.token, fields=FIELDS, limit=10).text
    assert {text for text in TOWN.personal_texts() if text in content} != set()
    assert "Fortrolig" not in content


def test_what_cannot_be_asked_is_refused(graph: Graph) -> None:
    path = f"{PAGE.id}/conversations"
    assert error(ask(graph, path, TOWN.user_token)) == (400, 190, 0)
    assert error(ask(graph, path, PAGE.token, fields="id,likes")) == (400, 100, 0)
    assert error(ask(graph, path, PAGE.token, fields="messages{body}")) == (400, 100, 0)
    assert error(ask(graph, path, PAGE.token, limit="many")) == (400, 100, 0)
    assert error(ask(graph, path, PAGE.token, after="bm90aGluZw==")) == (400, 100, 33)
    silent = TOWN.every_page[SILENT]
    assert ask(graph, f"{silent.id}/conversations", silent.token).json() == {"data": []}


def test_repeated_threads_come_across_pages() -> None:
    with serving_graph(TOWN, Faults(1.0, {Kind.REPEATED_THREADS})) as graph:
        found = [thread["id"] for thread in walk(graph, PAGE, fields="id", limit=30)]
    assert len(found) > len(set(found)) == len(TOWN.threads(PAGE))


def test_a_later_day_brings_the_answers() -> None:
    later = Town(3, 7, date(2026, 11, 23)).on(date(2026, 11, 30))
    before = {thread.id: len(thread.messages) for thread in TOWN.threads(PAGE)}
    after = {thread.id: len(thread.messages) for thread in later.threads(later.every_page[0])}
    assert before.items() - after.items() != set()
    assert all(after[thread] >= count for thread, count in before.items())
