"""Asking the Graph API over real HTTP: what is tried again, what is waited for, and where the token goes."""

import json
from collections.abc import Callable, Mapping

import pytest

from etl.sources.facebook.graph import GraphClient
from etl.sources.facebook.trouble import GraphError, Kind
from tests.etl.sources.server import Answer, Reply, Served, in_turn

WORD = "EAAG-hemmelig-91c4"
GOOD = Reply(b'{"id": "1"}')
Serve = Callable[[Answer], Served]


def error(
    code: int, message: str = "?", status: int = 400, headers: Mapping[str, str] | None = None
) -> Reply:
    return Reply(json.dumps({"error": {"code": code, "message": message}}).encode(), status, headers or {})


def usage(minutes: int) -> dict[str, str]:
    told = [{"type": "pages", "estimated_time_to_regain_access": minutes}]
    return {"X-Business-Use-Case-Usage": json.dumps({"1": told})}


def client(server: Served, pauses: list[float], patience: float = 900.0) -> GraphClient:
    return GraphClient(f"{server.url}/v25.0", WORD, 2.0, patience, pauses.append)


def trouble(server: Served, pauses: list[float] | None = None, patience: float = 900.0) -> GraphError:
    waited: list[float] = [] if pauses is None else pauses
    with client(server, waited, patience) as asking, pytest.raises(GraphError) as raised:
        asking.ask("1", fields="id")
    return raised.value


def test_the_token_travels_in_a_header_and_in_no_address(serve: Serve) -> None:
    server = serve(lambda _: GOOD)
    with client(server, []) as asking:
        assert asking.ask("1/insights", metric="a,b", fields="messages{from}") == {"id": "1"}
    assert server.asked == [("/v25.0/1/insights?metric=a,b&fields=messages%7Bfrom%7D", f"Bearer {WORD}")]


@pytest.mark.parametrize(
    "passing",
    [
        error(1, status=500),
        error(2, status=503),
        error(190, "This method must be called with a Page Access Token"),
        Reply(b'{"id": "1', headers={"Content-Type": "application/json"}),
        Reply(b"<html>Bad gateway</html>", status=502),
        Reply(b"<html>Sorry</html>"),
        Reply(b"[]"),
        Reply(b"{}", status=500),
        Reply(b'{"id": "1"}', length=99),
        Reply(raw=b"HTTP/1.1 2"),
    ],
)
def test_what_may_pass_is_tried_again_with_growing_pauses(serve: Serve, passing: Reply) -> None:
    pauses: list[float] = []
    with client(serve(in_turn(passing, passing, GOOD)), pauses) as asking:
        assert (asking.ask("1"), pauses) == ({"id": "1"}, [1.0, 2.0])


def test_what_does_not_pass_ends_after_five_tries(serve: Serve) -> None:
    pauses: list[float] = []
    server = serve(lambda _: Reply(b"<html>", status=502))
    found = trouble(server, pauses)
    assert (found.kind, found.detail, pauses, len(server.asked)) == ("transient", "HTTP 502", [1, 2, 4, 8], 5)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (error(190), "token_invalid"),
        (error(10, status=403), "permission"),
        (error(100, "must be a valid insights metric"), "bad_metric"),
        (error(1, "Please reduce the amount of data", status=500), "too_much"),
        (error(368, status=200), "blocked"),
    ],
)
def test_what_does_not_pass_by_itself_is_asked_once(serve: Serve, reply: Reply, kind: Kind) -> None:
    server, pauses = serve(lambda _: reply), list[float]()
    assert (trouble(server, pauses).kind, len(server.asked), pauses) == (kind, 1, [])


def test_a_limit_is_waited_out_as_long_as_the_header_says(serve: Serve) -> None:
    pauses: list[float] = []
    replies = (
        error(80001, status=403, headers=usage(3)),
        error(4, status=429),
        error(32, headers=usage(0)),
        GOOD,
    )
    with client(serve(in_turn(*replies)), pauses) as asking:
        assert (asking.ask("1"), pauses) == ({"id": "1"}, [180.0, 60.0, 60.0])


def test_a_limit_longer_than_patience_is_not_waited_for(serve: Serve) -> None:
    server, pauses = serve(lambda _: error(80001, headers=usage(19))), list[float]()
    assert (trouble(server, pauses).kind, pauses, len(server.asked)) == ("limited", [], 1)


def test_patience_is_spent_by_all_the_waits_of_a_page_together(serve: Serve) -> None:
    server, pauses = serve(lambda _: error(17)), list[float]()
    assert (trouble(server, pauses, 150.0).kind, pauses) == ("limited", [60.0, 60.0])


def test_a_trouble_says_nothing_of_what_the_answer_held(serve: Serve) -> None:
    found = trouble(serve(lambda _: error(190, f"Error validating access token {WORD}")))
    assert WORD not in repr(found) + str(found.__cause__) + str(found.__context__)
