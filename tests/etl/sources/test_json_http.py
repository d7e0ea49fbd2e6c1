"""Completion records over HTTP: pages, tokens, tries and pauses, and servers that answer badly."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.sources import CHECKS
from etl.sources.delivery import Pulling
from etl.sources.headings import COMPLETION
from etl.sources.json_http import pause_seconds, stage_json
from etl.sources.table_file import Table
from foundation.configuration import Source
from foundation.errors import SourceError
from tests.etl.sources.conftest import TODAY, Pull, Pulled
from tests.etl.sources.server import Answer, Reply, Served, page, serving

QUIET = "hemmelig-91c4"
GUARDED = {"token_env": "RECORDS_TOKEN"}
RECORD = {"measure_id": "T1.I1", "occurred_on": "2026-02-10"}
OTHER = {"measure_id": "T1.I1", "occurred_on": "2026-02-11"}

Serve = Callable[[Answer], Served]
Stage = Callable[..., Table]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts servers that stop with the test."""
    with ExitStack() as stack:
        yield lambda answer: stack.enter_context(serving(answer))


@pytest.fixture
def stage(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> Stage:
    """Stages what a server answers; the pauses between tries are written down, not waited."""

    def run(server: Served, pauses: list[float] | None = None, **options: object) -> Table:
        pulling = Pulling(source(server, **options), connection, TODAY, tmp_path, lambda _: None)
        waited: list[float] = [] if pauses is None else pauses
        return stage_json(pulling, COMPLETION, ("measure_id", "occurred_on"), waited.append)

    return run


def source(server: Served, **options: object) -> Source:
    return Source(id="s", kind="completions_http", options={"url": f"{server.url}/records?key=x", **options})


def pulled(pull: Pull, server: Served, **options: object) -> Pulled:
    return pull("completions_http", url=f"{server.url}/records?key=x", **options)


def refused(stage: Stage, server: Served, **options: object) -> SourceError:
    """The error that an answer ends in."""
    with pytest.raises(SourceError) as raised:
        stage(server, **options)
    return raised.value


def in_turn(*replies: Reply) -> Answer:
    """One reply after the other; the last one for ever."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


LISTS = {
    "a bare list": page(RECORD),
    "a list among other fields": page(RECORD, total=1),
    "a list by another name": Reply(b'{"value": [{"Tiltak": "T1.I1", "Dato": "10.02.2026"}], "count": 1}'),
    "with a byte-order mark": Reply(b"\xef\xbb\xbf" + page(RECORD).body),
    "compressed": Reply(gzip.compress(page(RECORD).body), headers={"Content-Encoding": "gzip"}),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read_wherever_it_stands(pull: Pull, serve: Serve, name: str) -> None:
    server = serve(lambda _: LISTS[name])
    found = pulled(pull, server)
    assert found.accepted("row_number, measure_id, occurred_on") == [(1, "T1.I1", date(2026, 2, 10))]
    assert (found.delivery.file_name, found.delivery.read_count) == (f"{server.url}/records", 1)


def test_numbers_nothing_and_truth_are_read_as_text(pull: Pull, serve: Serve) -> None:
    record = {"measure_id": "T1.E3", "occurred_on": "2026-02-10", "value": 0.75, "n": 12, "unit_id": None}
    found = pulled(pull, serve(lambda _: page(record, {**RECORD, "note": True})))
    assert found.accepted("measure_id, value, n, unit_id, note") == [
        ("T1.E3", 0.75, 12, None, None),
        ("T1.I1", None, None, None, "true"),
    ]


def test_half_a_letter_is_no_reason_to_stop(pull: Pull, serve: Serve) -> None:
    body = b'[{"measure_id": "T1.I1", "occurred_on": "2026-02-10", "note": "a\\ud83d", "\\ud83d": "x"}]'
    assert pulled(pull, serve(lambda _: Reply(body))).accepted("note") == [("a?",)]


def test_items_are_numbered_through_all_pages(pull: Pull, serve: Serve) -> None:
    pages = {
        "/records?key=x": page(RECORD, next="/records?page=2"),
        "/records?page=2": page({**OTHER, "occurred_on": "i går"}, next="?page=3"),
        "/records?page=3": page(OTHER, next=None),
    }
    found = pulled(pull, serve(lambda path: pages[path]))
    assert found.accepted("row_number, occurred_on") == [(1, date(2026, 2, 10)), (3, date(2026, 2, 11))]
    assert found.rejected() == [(2, "occurred_on", "i går", "reject.impossible_date")]


def test_personal_fields_never_get_past_the_parser(pull: Pull, serve: Serve) -> None:
    found = pulled(pull, serve(lambda _: page({**RECORD, "navn": "Kari Nordmann", "e_post": "k@example.no"})))
    assert found.noticed() == {("notice.personal_column", "navn"), ("notice.personal_column", "e_post")}
    assert "Kari" not in str(found.connection.execute("from staged").fetchall())


def test_the_token_goes_to_the_server_and_nowhere_else(
    pull: Pull, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORDS_TOKEN", QUIET)
    server = serve(in_turn(page(RECORD, next="/two"), page(OTHER)))
    found = pulled(pull, server, **GUARDED)
    assert server.asked == [("/records?key=x", f"Bearer {QUIET}"), ("/two", f"Bearer {QUIET}")]
    assert QUIET not in repr(found.delivery)


@pytest.mark.parametrize("value", ["", "  ", "two\nlines", "blåbær"])
def test_a_token_that_cannot_be_sent_is_told_by_the_name_of_its_variable(
    stage: Stage, serve: Serve, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("RECORDS_TOKEN", value)
    server = serve(lambda _: page(RECORD))
    error = refused(stage, server, **GUARDED)
    assert (error.key, error.values) == ("source.no_token", {"variable": "RECORDS_TOKEN"})
    assert server.asked == []


@pytest.mark.parametrize("status", [401, 403])
def test_a_token_that_is_refused_is_told_by_name_and_never_by_value(
    stage: Stage, serve: Serve, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setenv("RECORDS_TOKEN", QUIET)
    server = serve(lambda _: Reply(status=status))
    error = refused(stage, server, **GUARDED)
    assert (error.key, error.values) == (
        "source.refused",
        {"url": f"{server.url}/records", "status": str(status), "variable": "RECORDS_TOKEN"},
    )
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "link", ["http://localhost:{port}/two", "https://127.0.0.1:{port}/two", "//b.example/"]
)
def test_a_next_page_on_another_server_is_not_followed(
    stage: Stage, serve: Serve, monkeypatch: pytest.MonkeyPatch, link: str
) -> None:
    monkeypatch.setenv("RECORDS_TOKEN", QUIET)
    server = serve(lambda _: page(RECORD, next=link.format(port=server.server_address[1])))
    assert refused(stage, server, **GUARDED).key == "source.elsewhere"
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_told_and_not_followed(stage: Stage, serve: Serve, status: int) -> None:
    other = serve(lambda _: page(RECORD))
    server = serve(lambda _: Reply(status=status, headers={"Location": f"{other.url}/a?secret=1"}))
    error = refused(stage, server)
    assert (error.key, error.values["found"], other.asked) == ("source.redirected", f"{other.url}/a", [])


@pytest.mark.parametrize("link", ["http://[::1", "http://a.example:port/", 7, {"href": "/two"}])
def test_a_next_link_that_is_none_is_told_plainly(stage: Stage, serve: Serve, link: object) -> None:
    error = refused(stage, serve(lambda _: page(RECORD, next=link)))
    assert error.key in ("source.elsewhere", "source.not_a_list")


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
    server = serve(lambda path: page(RECORD, next="/two" if path != "/two" else "/three"))
    assert stage(serve(in_turn(page(RECORD, next="/two"), page(OTHER)))).row_count == 2
    circle = serve(lambda path: page(RECORD, next="/three" if path == "/two" else "/two"))
    error = refused(stage, circle)
    assert (error.key, error.values["count"], len(circle.asked)) == ("source.endless_pages", 3, 3)
    assert server.asked == []


def test_the_same_page_under_ever_new_addresses_is_told_plainly(stage: Stage, serve: Serve) -> None:
    numbers = iter(range(1000))
    server = serve(lambda _: page(RECORD, next=f"/{next(numbers)}"))
    assert refused(stage, server).key == "source.endless_pages"
    assert len(server.asked) == 10


def test_a_check_asks_once_and_tells_what_is_wrong(serve: Serve) -> None:
    well = serve(lambda _: page(RECORD, next="/two"))
    CHECKS["completions_http"](source(well))
    assert [path for path, _ in well.asked] == ["/records?key=x"]
    with pytest.raises(SourceError) as raised:
        CHECKS["completions_http"](source(serve(lambda _: Reply(b"<html>"))))
    assert raised.value.key == "source.html_for_json"


def test_nothing_secret_is_shown_with_an_address(stage: Stage, serve: Serve) -> None:
    server = serve(lambda _: Reply(status=404))
    url = server.url.replace("http://", "http://ola:passord@") + "/records?token=abc#part"
    error = refused(stage, server, url=url)
    assert error.values["url"] == f"{server.url}/records"
