"""What the server answers without faults: pages, figures, refusals, and what it remembers of the questions."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import requests

from tests.graph.figures import METRICS
from tests.graph.graph import Graph
from tests.graph.reading import ask, error, read_all
from tests.graph.server import serving_graph
from tests.graph.town import SILENT, Town

TODAY = date(2026, 11, 23)
TOWN = Town(5, 7, TODAY, others=1, dead_metrics={"page_media_view"})
OWN, OTHERS = TOWN.every_page[0], TOWN.every_page[-1]
DAY = {"metric": "page_follows", "period": "day"}


@pytest.fixture
def graph() -> Iterator[Graph]:
    with serving_graph(TOWN) as graph:
        yield graph


def test_all_figures_are_read_and_no_more() -> None:
    town = Town(5, 7, TODAY, others=1)
    with serving_graph(town) as graph:
        assert read_all(graph, tuple(METRICS)) == town.truth(METRICS)


def test_a_page_is_told_by_id_and_by_user_name_with_its_token_for_the_user(graph: Graph) -> None:
    fields = "id,name,fan_count,access_token"
    expected = {
        "id": OWN.id,
        "name": OWN.name,
        "fan_count": TOWN.counts(OWN)["fan_count"],
        "access_token": OWN.token,
    }
    assert ask(graph, OWN.id, TOWN.user_token, fields=fields).json() == expected
    assert ask(graph, OWN.user_name, OWN.token, fields=fields).json() == expected
    assert ask(graph, OWN.id, OWN.token).json() == {"id": OWN.id, "name": OWN.name}


def test_others_pages_give_counts_but_no_token_and_no_figures(graph: Graph) -> None:
    told = ask(graph, OTHERS.id, TOWN.user_token, fields="followers_count,access_token").json()
    assert told == {"id": OTHERS.id, "followers_count": TOWN.counts(OTHERS)["followers_count"]}
    assert error(ask(graph, f"{OTHERS.id}/insights", TOWN.user_token, **DAY)) == (403, 10, 0)
    assert error(ask(graph, f"{OTHERS.id}/insights", OWN.token, **DAY)) == (400, 100, 0)


def test_the_day_asked_for_first_ends_at_the_next_midnight_in_california(graph: Graph) -> None:
    window = {"since": "2026-10-31", "until": "2026-11-03"}
    answer = ask(graph, f"{OWN.id}/insights", OWN.token, **DAY, **window)
    ends = [entry["end_time"] for entry in answer.json()["data"][0]["values"]]
    assert ends == ["2026-11-01T07:00:00+0000", "2026-11-02T08:00:00+0000", "2026-11-03T08:00:00+0000"]


def test_paging_leads_to_windows_of_the_same_length_with_the_token_in_clear(graph: Graph) -> None:
    answer = ask(graph, f"{OWN.id}/insights", OWN.token, **DAY, since="2026-10-01", until="2026-10-11").json()
    following = answer["paging"]["next"].replace("https://graph.facebook.com", graph.url)
    assert f"access_token={OWN.token}" in following
    headers = {"Authorization": f"Bearer {OWN.token}"}
    values = requests.get(following, headers=headers, timeout=5).json()["data"][0]["values"]
    assert (values[0]["end_time"], values[-1]["end_time"]) == (
        "2026-10-12T07:00:00+0000",
        "2026-10-21T07:00:00+0000",
    )
    assert graph.violations == [f"a token in the address: {OWN.id}/insights"]


def test_without_a_period_each_comes_as_its_own_block_and_without_a_window_two_days(graph: Graph) -> None:
    blocks = ask(graph, f"{OWN.id}/insights", OWN.token, metric="page_views_total").json()["data"]
    assert [(block["period"], len(block["values"])) for block in blocks] == [
        ("day", 2),
        ("week", 2),
        ("days_28", 2),
    ]


def test_a_range_has_one_number(graph: Graph) -> None:
    stated = {"metric": "page_views_total", "period": "total_over_range"}
    window = {"since": TODAY - timedelta(days=30), "until": TODAY}
    blocks = ask(graph, f"{OWN.id}/insights", OWN.token, **stated, **window).json()["data"]
    total = sum(
        value
        for page_id, name, day, _, value in TOWN.truth()
        if page_id == OWN.id and name == "page_views_total" and day >= window["since"]
    )
    assert [entry["value"] for entry in blocks[0]["values"]] == [total]


def test_a_page_without_messages_answers_with_nothing(graph: Graph) -> None:
    page = TOWN.every_page[SILENT]
    answer = ask(graph, f"{page.id}/insights", page.token, metric="page_messages_new_conversations_unique")
    assert answer.json()["data"] == []


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, (400, 3001, 1504028)),
        ({"metric": "page_follows,page_fans"}, (400, 100, 0)),
        ({"metric": "page_follows,page_media_view"}, (400, 100, 0)),
        ({**DAY, "since": "2026-01-01", "until": "2026-04-02"}, (400, 100, 1504016)),
        ({**DAY, "since": "2026-01-02", "until": "2026-01-01"}, (400, 100, 0)),
        ({**DAY, "since": "yesterday"}, (400, 100, 0)),
        ({**DAY, "period": "lifetime"}, (400, 1, 99)),
        ({**DAY, "period": "hour"}, (400, 100, 0)),
    ],
)
def test_a_wrong_question_about_figures_is_refused(
    graph: Graph, stated: dict[str, str], expected: tuple[int, int, int]
) -> None:
    assert error(ask(graph, f"{OWN.id}/insights", OWN.token, **stated)) == expected


def test_ninety_days_are_let_through(graph: Graph) -> None:
    window = {"since": "2026-01-01", "until": "2026-04-01"}
    assert ask(graph, f"{OWN.id}/insights", OWN.token, **DAY, **window).status_code == 200


def test_wrong_names_are_refused(graph: Graph) -> None:
    assert error(ask(graph, OWN.id, OWN.token, fields="id,likes_total")) == (400, 100, 0)
    assert error(ask(graph, OWN.id, OWN.token, fields="id,{name")) == (400, 100, 0)
    assert error(ask(graph, "123", TOWN.user_token)) == (400, 100, 33)
    assert error(ask(graph, "no.such.page", TOWN.user_token)) == (404, 803, 0)
    assert error(ask(graph, f"{OWN.id}/likes", OWN.token))[:2] == (404, 803)


def test_figures_want_the_pages_own_token(graph: Graph) -> None:
    assert error(ask(graph, f"{OWN.id}/insights", TOWN.user_token, **DAY)) == (400, 190, 0)
    assert error(ask(graph, OWN.id, "")) == (400, 190, 0)
    assert error(ask(graph, OWN.id, "wrong")) == (400, 190, 0)
    assert error(ask(graph, OWN.id, "", access_token=OWN.token)) == (400, 190, 0)
    graph.is_expired = True
    assert error(ask(graph, OWN.id, TOWN.user_token)) == (400, 190, 463)
    assert graph.violations == [f"a token in the address: {OWN.id}"]


def test_a_page_in_trouble_never_answers_on_the_edges_that_were_named(graph: Graph) -> None:
    graph.trouble(OWN.id, "blocked", "insights")
    graph.trouble(TOWN.every_page[1].id, "password_changed")
    assert error(ask(graph, f"{OWN.id}/insights", OWN.token, **DAY)) == (400, 368, 0)
    assert ask(graph, OWN.id, OWN.token).status_code == 200
    assert error(ask(graph, TOWN.every_page[1].id, TOWN.user_token)) == (400, 190, 460)


def test_every_question_is_remembered(graph: Graph) -> None:
    window = {"since": "2026-01-01", "until": "2026-01-11"}
    for _ in range(2):
        ask(graph, f"{OWN.user_name}/insights", OWN.token, **DAY, **window)
    last = graph.asked[-1]
    assert (last.path, last.edge, last.page_id, last.token_kind, last.attempt, last.status) == (
        f"{OWN.user_name}/insights",
        "insights",
        OWN.id,
        "page",
        1,
        200,
    )
    assert last.parameters == {**DAY, **window}
    assert graph.windows(OWN.id) == [("2026-01-01", "2026-01-11")] * 2
    assert graph.requests_by_page == {OWN.id: 2}


def test_the_most_requests_in_flight_are_counted() -> None:
    with serving_graph(Town(8, 7, TODAY), delay_seconds=0.005) as graph:
        read_all(graph, ("page_follows",), threads=3)
        assert graph.most_in_flight == 3
