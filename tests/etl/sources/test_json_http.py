"""Completion records over HTTP: lists, pages and tokens, and what is not a record."""

import gzip
from datetime import date

import pytest

from etl.sources import CHECKS
from foundation.errors import SourceError
from tests.etl.sources.conftest import Pull, Pulled, Serve, Stage, refused, source_at
from tests.etl.sources.server import Reply, Served, in_turn, page

QUIET = "hemmelig-91c4"
GUARDED = {"token_env": "RECORDS_TOKEN"}
RECORD = {"measure_id": "T1.I1", "occurred_on": "2026-02-10"}
OTHER = {"measure_id": "T1.I1", "occurred_on": "2026-02-11"}


def pulled(pull: Pull, server: Served, **options: object) -> Pulled:
    return pull("completions_http", url=f"{server.url}/records?key=x", **options)


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


def test_a_check_asks_once_and_tells_what_is_wrong(serve: Serve) -> None:
    well = serve(lambda _: page(RECORD, next="/two"))
    CHECKS["completions_http"](source_at(well))
    assert [path for path, _ in well.asked] == ["/records?key=x"]
    with pytest.raises(SourceError) as raised:
        CHECKS["completions_http"](source_at(serve(lambda _: Reply(b"<html>"))))
    assert raised.value.key == "source.html_for_json"


def test_nothing_secret_is_shown_with_an_address(stage: Stage, serve: Serve) -> None:
    server = serve(lambda _: Reply(status=404))
    url = server.url.replace("http://", "http://ola:passord@") + "/records?token=abc#part"
    error = refused(stage, server, url=url)
    assert error.values["url"] == f"{server.url}/records"
