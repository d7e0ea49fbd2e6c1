"""Servers that are busy, slow, endless or broken: asked again within reason, then told plainly."""

import gzip

import pytest

from etl.sources.json_http import pause_seconds
from foundation.errors import SourceError
from tests.etl.sources.conftest import Pull, Serve, Stage, refused
from tests.etl.sources.server import Reply, in_turn, page, serving

RECORD = {"measure_id": "T1.I1", "occurred_on": "2026-02-10"}
OTHER = {"measure_id": "T1.I1", "occurred_on": "2026-02-11"}
BUSY = [408, 425, 429, 500, 502, 503, 504]


@pytest.mark.parametrize("status", BUSY)
def test_a_busy_server_is_asked_again(stage: Stage, serve: Serve, status: int) -> None:
    pauses: list[float] = []
    table = stage(serve(in_turn(Reply(status=status), Reply(status=status), page(RECORD))), pauses)
    assert (table.row_count, pauses) == (1, [1.0, 2.0])


@pytest.mark.parametrize("status", BUSY)
def test_a_server_that_stays_busy_is_given_up(stage: Stage, serve: Serve, status: int) -> None:
    pauses: list[float] = []
    server = serve(lambda _: Reply(status=status))
    error = refused(stage, server, pauses=pauses)
    assert (error.key, error.values["status"]) == ("source.bad_status", str(status))
    assert (len(server.asked), pauses) == (4, [1.0, 2.0, 4.0])


@pytest.mark.parametrize("status", [204, 400, 404, 410, 418])
def test_any_other_status_is_told_at_once(stage: Stage, serve: Serve, status: int) -> None:
    pauses: list[float] = []
    error = refused(stage, serve(lambda _: Reply(b"", status=status)), pauses=pauses)
    assert (error.key, error.values["status"], pauses) == ("source.bad_status", str(status), [])


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        (None, 2.0),
        ("7", 7.0),
        ("86400", 30.0),
        ("Fri, 20 Nov 2026 12:00:09 GMT", 9.0),
        ("Fri, 20 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", 2.0),
        ("-5", 2.0),
        ("²", 2.0),
    ],
)
def test_the_server_says_how_long_to_wait_within_reason(asked: str | None, seconds: float) -> None:
    assert pause_seconds(2, asked, "Fri, 20 Nov 2026 12:00:00 GMT") == seconds


def test_a_server_that_is_not_there_is_tried_again_and_told(stage: Stage) -> None:
    with serving(lambda _: page(RECORD)) as server:
        pass
    pauses: list[float] = []
    error = refused(stage, server, pauses=pauses)
    assert (error.key, error.values["url"], pauses) == (
        "source.unreachable",
        f"{server.url}/records",
        [1.0, 2.0, 4.0],
    )


@pytest.mark.parametrize(
    "url", ["records.json", "ftp://a.example/x", "http://", "http://[::1", "http://a:b/"]
)
def test_an_address_that_is_none_is_told_at_once(pull: Pull, url: str) -> None:
    with pytest.raises(SourceError) as raised:
        pull("completions_http", url=url)
    assert raised.value.key == "source.bad_address"


BAD_ANSWERS = {
    "a web page": (Reply(b"<!DOCTYPE html><html>"), "html_for_json"),
    "a web page after blank lines": (Reply(b"\n\n <html>"), "html_for_json"),
    "a web page by its type": (Reply(b"Logg inn", headers={"Content-Type": "text/html"}), "html_for_json"),
    "half a JSON": (Reply(page(RECORD).body[:-9]), "broken_json"),
    "nothing": (Reply(b""), "broken_json"),
    "no text": (Reply(b"\xff\xfe\x00\xd8"), "broken_json"),
    "lists in lists": (Reply(b"[" * 200_000), "broken_json"),
    "a number too long": (Reply(b"[" + b"9" * 10_000 + b"]"), "broken_json"),
    "a text": (Reply(b'"T1.I1"'), "not_a_list"),
    "an object without a list": (Reply(b'{"error": "no"}'), "not_a_list"),
    "a list of texts": (Reply(b'["T1.I1"]'), "not_a_list"),
    "no items": (Reply(b"[]"), "no_rows"),
    "other fields": (Reply(b'[{"by": "Tynset"}]'), "no_heading"),
    "less than it promised": (Reply(page(RECORD).body, length=5000), "cut_off"),
    "no gzip": (Reply(b"[]", headers={"Content-Encoding": "gzip"}), "cut_off"),
}


@pytest.mark.parametrize("name", BAD_ANSWERS)
def test_an_answer_that_holds_no_records_is_told_plainly(stage: Stage, serve: Serve, name: str) -> None:
    reply, key = BAD_ANSWERS[name]
    assert refused(stage, serve(lambda _: reply)).key == f"source.{key}"


def test_a_body_that_drips_is_given_up_in_time(stage: Stage, serve: Serve) -> None:
    server = serve(lambda _: Reply(b" " * 1000, drip=True))
    error = refused(stage, server, timeout_seconds=0.2)
    assert (error.key, error.values["seconds"], len(server.asked)) == ("source.too_slow", 0.2, 1)


def test_headings_that_drip_are_given_up_in_time(stage: Stage, serve: Serve) -> None:
    server = serve(lambda _: Reply(raw=b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 1000))
    assert refused(stage, server, timeout_seconds=0.2).key == "source.too_slow"


def test_an_answer_above_the_limit_is_given_up_while_it_is_read(stage: Stage, serve: Serve) -> None:
    error = refused(stage, serve(lambda _: Reply(b" " * 2_000_000)), max_megabytes=1)
    assert (error.key, error.values["limit"]) == ("source.too_large_answer", 1.0)


def test_the_limit_counts_what_a_compressed_answer_swells_to(stage: Stage, serve: Serve) -> None:
    bomb = Reply(gzip.compress(b" " * 50_000_000), headers={"Content-Encoding": "gzip"})
    assert len(bomb.body) < 100_000
    assert refused(stage, serve(lambda _: bomb), max_megabytes=1).key == "source.too_large_answer"


def test_the_limit_is_for_all_pages_together(stage: Stage, serve: Serve) -> None:
    numbers = iter(range(100))
    server = serve(lambda _: page({**RECORD, "note": "x" * 300_000}, next=f"/{next(numbers)}"))
    assert refused(stage, server, max_megabytes=1).key == "source.too_large_answer"
    assert len(server.asked) == 4


def test_pages_that_lead_in_a_circle_are_told_plainly(stage: Stage, serve: Serve) -> None:
    assert stage(serve(in_turn(page(RECORD, next="/two"), page(OTHER)))).row_count == 2
    circle = serve(lambda path: page(RECORD, next="/three" if path == "/two" else "/two"))
    error = refused(stage, circle)
    assert (error.key, error.values["count"], len(circle.asked)) == ("source.endless_pages", 3, 3)


def test_the_same_page_under_ever_new_addresses_is_told_plainly(stage: Stage, serve: Serve) -> None:
    numbers = iter(range(1000))
    server = serve(lambda _: page(RECORD, next=f"/{next(numbers)}"))
    assert refused(stage, server).key == "source.endless_pages"
    assert len(server.asked) == 10
