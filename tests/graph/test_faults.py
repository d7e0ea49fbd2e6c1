"""Faults are told by the seed alone, counted by kind, and pass where they should; shapes change nothing."""

from datetime import date, timedelta

import pytest
import requests

from tests.graph.faults import ALL, FAILING, SHAPES, THREADS_ONLY, Faults, Kind
from tests.graph.figures import METRICS
from tests.graph.reading import ask, error, read_all, tried
from tests.graph.server import serving_graph
from tests.graph.town import Town

TODAY = date(2026, 11, 23)
TOWN = Town(1, 7, TODAY)
PAGE = TOWN.every_page[0]
ONE = {"metric": "page_follows", "period": "day", "since": "2026-11-01", "until": "2026-11-11"}
TWO = {**ONE, "metric": "page_follows,page_views_total"}
INSIGHTS = f"{PAGE.id}/insights"
ALONE = {
    Kind.UNKNOWN: (500, 1, 0),
    Kind.DOWN: (503, 2, 0),
    Kind.APP_LIMIT: (400, 341, 0),
    Kind.THROTTLED: (403, 80001, 0),
    Kind.THROTTLED_SILENTLY: (400, 4, 0),
    Kind.PAGE_LIMIT: (400, 32, 0),
    Kind.ERRATIC: (429, 613, 1996),
    Kind.PAGE_TOKEN: (400, 190, 0),
    Kind.BAD_METRIC: (400, 100, 0),
}


def always(kind: Kind, **more: int) -> Faults:
    return Faults(1.0, {kind}, seed=1, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ALONE, ids=lambda kind: kind.name)
def test_an_error_comes_so_often_and_then_passes(kind: Kind) -> None:
    with serving_graph(TOWN, always(kind)) as graph:
        assert [error(ask(graph, INSIGHTS, PAGE.token, **TWO)) for _ in range(3)] == [ALONE[kind]] * 3
        assert ask(graph, INSIGHTS, PAGE.token, **TWO).status_code == 200
        assert graph.counts == {kind: 3}
        assert [asked.fault for asked in graph.asked] == [kind, kind, kind, ""]


def test_throttling_tells_the_minutes_among_keys_that_nobody_knows() -> None:
    with serving_graph(TOWN, always(Kind.THROTTLED, regain_minutes=19)) as graph:
        headers = ask(graph, PAGE.id, PAGE.token).headers
        assert '"estimated_time_to_regain_access": 19' in headers["X-Business-Use-Case-Usage"]
        assert "ads_api_access_tier" in headers["X-Business-Use-Case-Usage"]


def test_a_single_metric_is_never_falsely_invalid_and_a_node_needs_no_page_token() -> None:
    with serving_graph(TOWN, always(Kind.BAD_METRIC)) as graph:
        assert ask(graph, INSIGHTS, PAGE.token, **ONE).status_code == 200
    with serving_graph(TOWN, always(Kind.PAGE_TOKEN)) as graph:
        assert ask(graph, PAGE.id, PAGE.token).status_code == 200


def test_too_much_stays_too_much_until_it_is_less() -> None:
    with serving_graph(TOWN, always(Kind.TOO_MUCH, largest_window_days=9, largest_limit=5)) as graph:
        for _ in range(9):
            assert error(ask(graph, INSIGHTS, PAGE.token, **ONE)) == (500, 1, 0)
        assert ask(graph, INSIGHTS, PAGE.token, **{**ONE, "until": "2026-11-10"}).status_code == 200
        assert error(ask(graph, f"{PAGE.id}/conversations", PAGE.token)) == (500, 1, 0)
        assert ask(graph, f"{PAGE.id}/conversations", PAGE.token, limit=5).status_code == 200


def test_broken_answers_break_as_they_say() -> None:
    with serving_graph(TOWN, always(Kind.TRUNCATED)) as graph:
        answer = ask(graph, INSIGHTS, PAGE.token, **ONE)
        assert answer.status_code == 200
        with pytest.raises(ValueError, match=r"Unterminated|Expecting|delimiter"):
            answer.json()
    for kind, status in ((Kind.HTML_200, 200), (Kind.HTML_502, 502)):
        with serving_graph(TOWN, always(kind)) as graph:
            answer = ask(graph, INSIGHTS, PAGE.token, **ONE)
            assert (answer.status_code, answer.text[:15]) == (status, "<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.RESET_EARLY, requests.ConnectionError),
        (Kind.RESET_MIDWAY, requests.exceptions.ChunkedEncodingError),
    ],
)
def test_connections_are_reset(kind: Kind, expected: type[Exception]) -> None:
    with serving_graph(TOWN, always(kind)) as graph:
        with pytest.raises(expected, match=r"reset|Connection broken|Connection aborted"):
            ask(graph, INSIGHTS, PAGE.token, **ONE)
        assert graph.counts == {kind: 1}


@pytest.mark.parametrize("kind", sorted(SHAPES - set(THREADS_ONLY)), ids=lambda kind: kind.name)
def test_a_shape_changes_the_answer_but_not_what_it_says(kind: Kind) -> None:
    with serving_graph(TOWN) as plain, serving_graph(TOWN, always(kind)) as graph:
        assert (
            ask(graph, INSIGHTS, PAGE.token, **TWO).content != ask(plain, INSIGHTS, PAGE.token, **TWO).content
        )
        assert read_all(graph, tuple(METRICS)) == TOWN.truth(METRICS)


def test_with_every_fault_all_figures_are_read_and_the_counts_are_the_same_however_many_ask() -> None:
    faults = Faults(0.05, ALL - {Kind.BAD_METRIC}, seed=3)
    town = Town(6, 7, TODAY)
    counts = []
    for threads in (1, 4):
        with serving_graph(town, faults) as graph:
            assert read_all(graph, threads=threads) == town.truth()
            counts.append(graph.counts)
    assert counts[0] == counts[1]
    assert set(counts[0]) == set(faults.kinds) - set(THREADS_ONLY)


def test_each_kind_is_met_by_its_share_of_requests() -> None:
    with serving_graph(TOWN, Faults(0.2, FAILING, seed=5, most_in_a_row=1000)) as graph:
        start = date(2025, 1, 1)
        for number in range(300):
            window = {"since": start + timedelta(days=number), "until": start + timedelta(days=number + 5)}
            tried(graph, INSIGHTS, PAGE.token, metric="page_follows", **window)
        assert set(graph.counts) == FAILING - {Kind.TOO_MUCH, Kind.BAD_METRIC}
        assert 0.9 < graph.counts.total() / 300 < 0.99  # 1 - 0.8 ** 13 = 0.945
