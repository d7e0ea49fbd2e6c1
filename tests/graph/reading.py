"""Asks the server as its own tests do, plainly: reads every window of every page until each has answered."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import requests

from tests.graph.figures import WHOLE_METRICS
from tests.graph.graph import Graph
from tests.graph.town import PLATFORM_ZONE, Figure, TownPage

TIMEOUT = 5


def ask(graph: Graph, path: str, token: str, **parameters: object) -> requests.Response:
    """One question on a connection of its own."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    stated = {name: str(value) for name, value in parameters.items()}
    return requests.get(f"{graph.url}/v25.0/{path}", params=stated, headers=headers, timeout=TIMEOUT)


def error(answer: requests.Response) -> tuple[int, int, int]:
    """An answer's status, code and subcode (0: none)."""
    told = answer.json()["error"]
    return answer.status_code, told["code"], told.get("error_subcode", 0)


def code_of(answer: requests.Response | None) -> int:
    """The code of an answer's error; 0 for a good one, -1 where there is no JSON at all."""
    try:
        return int(answer.json().get("error", {}).get("code", 0)) if answer is not None else -1
    except ValueError:
        return -1


def tried(graph: Graph, path: str, token: str, **parameters: object) -> requests.Response | None:
    """One question; None when the connection broke."""
    try:
        return ask(graph, path, token, **parameters)
    except requests.RequestException:
        return None


def windows(since: date, until: date, days: int) -> Iterator[tuple[date, date]]:
    """Windows side by side."""
    while since < until:
        yield since, min(since + timedelta(days=days), until)
        since += timedelta(days=days)


def read_window(
    graph: Graph, page: TownPage, metrics: Sequence[str], since: date, until: date
) -> Iterator[dict[str, Any]]:
    """The blocks of a window, however often it must be asked, and in however small parts."""
    for _ in range(graph.faults.most_in_a_row + 1):
        stated = {"metric": ",".join(metrics), "period": "day", "since": since, "until": until}
        answer = tried(graph, f"{page.id}/insights", page.token, **stated)
        if answer is not None and code_of(answer) == 0:
            yield from answer.json()["data"]
            return
        if answer is not None and "reduce the amount" in answer.text:
            for start, end in windows(since, until, (until - since).days // 2):
                yield from read_window(graph, page, metrics, start, end)
            return
    raise AssertionError("the same request failed more often than it may")


def figures(page: TownPage, blocks: Iterator[dict[str, Any]], metrics: Sequence[str]) -> Iterator[Figure]:
    """What blocks say of the days."""
    for block in blocks:
        if block["period"] == "day" and block["name"] in metrics:
            for entry in block["values"]:
                value, day = entry["value"], metric_day(str(entry["end_time"]))
                parts = value.items() if isinstance(value, dict) else [(None, value)]
                yield from ((page.id, block["name"], day, key, int(part)) for key, part in parts)


def metric_day(text: str) -> date:
    """The day that a value is about."""
    moment = datetime.fromtimestamp(int(text), UTC) if text.isdecimal() else datetime.fromisoformat(text)
    return moment.astimezone(PLATFORM_ZONE).date() - timedelta(days=1)


def read_all(graph: Graph, metrics: Sequence[str] = tuple(WHOLE_METRICS), threads: int = 4) -> set[Figure]:
    """All figures of all own pages; also asks for three years, more than is kept."""

    def read(page: TownPage) -> set[Figure]:
        since = graph.town.today - timedelta(days=3 * 365)
        found = [
            figures(page, read_window(graph, page, metrics, start, end), metrics)
            for start, end in windows(since, graph.town.today + timedelta(days=30), 89)
        ]
        return {figure for part in found for figure in part}

    own = [page for page in graph.town.every_page if page.is_own]
    with ThreadPoolExecutor(threads) as pool:
        return {figure for part in pool.map(read, own) for figure in part}
