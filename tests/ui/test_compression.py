"""What is compressed, once for all or as it goes, and that a reader's own copy is recognised."""

import asyncio
import gzip
import os
import sys
import threading
from collections.abc import Mapping

import brotli
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from ui.compression import Compression, is_file
from ui.encodings import Behind, Collected, kept_as, squeezed

SCRIPT = "var words = 'the same again and again';" * 200
START: Message = {"type": "http.response.start", "status": 200, "headers": []}
TAG = {"etag": '"abc"', "last-modified": "Mon, 23 Nov 2026 07:28:14 GMT"}


class Files:
    """Answers as Streamlit's static files do, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        self.asked.append(scope["path"])
        assert "if-none-match" not in request.headers or not is_file(scope["path"])
        await self.answer(scope["path"])(scope, receive, send)

    def answer(self, path: str) -> Response:
        """One answer for each kind of file."""
        if path.endswith(".png"):
            return Response(b"\x89PNG" * 1000, media_type="image/png", headers=TAG)
        if path.endswith("page.js"):
            return PlainTextResponse("?" * 5000, media_type="text/html")
        if path.endswith("missing.js"):
            return PlainTextResponse("?" * 5000, status_code=404)
        if path.endswith("small.js"):
            return PlainTextResponse("var a", media_type="text/javascript", headers=TAG)
        return PlainTextResponse(SCRIPT, media_type="text/javascript", headers=TAG)


def ask(app: Compression, path: str, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
    """Status, headers and body of what a browser gets."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    given = {
        "accept-encoding": "gzip, br",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    scope: Scope = {
        "type": "http", "method": "GET", "path": path, "query_string": b"", "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], told, b"".join(part.get("body", b"") for part in sent[1:])


def test_a_file_of_streamlits_is_read_and_compressed_once() -> None:
    files = Files()
    app = Compression(files)
    first, second = (ask(app, "/static/js/a.js", accept_encoding="gzip, deflate") for _ in range(2))
    assert first == second
    status, headers, body = first
    assert (status, gzip.decompress(body).decode(), files.asked) == (200, SCRIPT, ["/static/js/a.js"])
    assert headers["content-encoding"] == "gzip"
    assert headers["vary"] == "Accept-Encoding"
    assert headers["content-length"] == str(len(body))
    assert "last-modified" not in headers


def test_the_compressed_file_has_a_tag_of_its_own_and_is_recognised_by_it() -> None:
    app = Compression(Files())
    _, headers, _ = ask(app, "/static/js/a.js", accept_encoding="gzip")
    assert headers["etag"] == '"abc-gzip"'
    for known in ('"abc-gzip"', 'W/"abc-gzip"', '"other", "abc-gzip"'):
        status, told, body = ask(app, "/static/js/a.js", accept_encoding="gzip", if_none_match=known)
        assert (status, told["etag"], told["vary"], body) == (304, '"abc-gzip"', "Accept-Encoding", b"")


def test_the_tag_of_the_plain_file_is_not_the_compressed_ones() -> None:
    status, _, body = ask(Compression(Files()), "/static/js/a.js", if_none_match='"abc"')
    assert (status, gzip.decompress(body).decode()) == (200, SCRIPT)


@pytest.mark.parametrize("accepted", ["", "br", "identity", "gzip;q=0", "gzip; q=0.0"])
def test_whoever_does_not_accept_gzip_gets_the_plain_file(accepted: str) -> None:
    _, headers, body = ask(Compression(Files()), "/static/js/a.js", accept_encoding=accepted)
    assert (body.decode(), headers["etag"], "content-encoding" in headers) == (SCRIPT, '"abc"', False)


@pytest.mark.parametrize(
    "path", ["/static/a.png", "/static/small.js", "/favicon.png", "/kommune/favicon.png"]
)
def test_what_gains_nothing_is_kept_as_it_came_and_recognised(path: str) -> None:
    files = Files()
    app = Compression(files)
    first, second = (ask(app, path) for _ in range(2))
    assert first == second
    assert (first[0], "content-encoding" in first[1], first[1]["etag"]) == (200, False, '"abc"')
    assert first[2] == files.answer(path).body
    assert ask(app, path, if_none_match='"abc"')[0] == 304
    assert (files.asked, app.behind.thread) == ([path], None)


def test_what_was_not_found_is_asked_for_again() -> None:
    files = Files()
    app = Compression(files)
    found = [ask(app, "/static/missing.js") for _ in range(2)]
    assert [(one[0], "content-encoding" in one[1]) for one in found] == [(404, False)] * 2
    assert (files.asked, app.kept) == (["/static/missing.js"] * 2, {})


def test_a_page_is_never_kept_as_a_file() -> None:
    files = Files()
    app = Compression(files)
    for _ in range(2):
        ask(app, "/static/page.js")
    assert (files.asked, app.kept) == (["/static/page.js"] * 2, {})


def test_who_comes_later_gets_the_file_by_brotli_if_accepted() -> None:
    files = Files()
    app = Compression(files)
    first = ask(app, "/static/js/a.js")
    app.behind.waiting.join()
    status, headers, body = ask(app, "/static/js/a.js")
    assert (first[1]["content-encoding"], status, headers["content-encoding"]) == ("gzip", 200, "br")
    assert (brotli.decompress(body).decode(), files.asked) == (SCRIPT, ["/static/js/a.js"])
    assert (headers["etag"], headers["vary"]) == ('"abc-br"', "Accept-Encoding")
    assert (headers["content-length"], "last-modified" in headers) == (str(len(body)), False)


@pytest.mark.parametrize("accepted", ["gzip", "gzip, br;q=0"])
def test_who_does_not_accept_brotli_goes_on_getting_gzip(accepted: str) -> None:
    app = Compression(Files())
    ask(app, "/static/js/a.js")
    app.behind.waiting.join()
    _, headers, body = ask(app, "/static/js/a.js", accept_encoding=accepted)
    assert (headers["content-encoding"], headers["etag"]) == ("gzip", '"abc-gzip"')
    assert gzip.decompress(body).decode() == SCRIPT


def test_a_reader_has_the_file_by_the_tag_it_was_sent_with_only() -> None:
    app = Compression(Files())
    ask(app, "/static/js/a.js")
    app.behind.waiting.join()
    found = [ask(app, "/static/js/a.js", if_none_match=tag)[0] for tag in ('"abc-br"', '"abc-gzip"')]
    assert found == [304, 200]


def test_many_who_ask_at_once_have_it_compressed_better_once() -> None:
    app = Compression(Files())
    answer = Collected()
    answer.messages = [
        {"type": "http.response.start", "status": 200, "headers": []},
        {"body": SCRIPT.encode()},
    ]
    put: list[object] = []
    app.behind.put = put.append  # type: ignore[method-assign, assignment]
    for _ in range(2):
        app.keep("/static/js/a.js", kept_as(answer, "gzip"), answer)
    assert len(put) == 1


def test_a_file_without_room_for_both_is_kept_by_gzip(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Compression(Files())
    ask(app, "/static/js/a.js")
    app.behind.waiting.join()
    app.kept.pop(("/static/js/a.js", "br"))
    monkeypatch.setattr("ui.compression.LARGEST_KEPT", len(app.kept["/static/js/a.js", "gzip"].body))
    answer = Collected()
    answer.messages = [
        {"type": "http.response.start", "status": 200, "headers": []},
        {"body": SCRIPT.encode()},
    ]
    app.keep_better("/static/js/a.js", answer)
    assert list(app.kept) == [("/static/js/a.js", "gzip")]


@pytest.mark.skipif(sys.platform != "linux", reason="only there has a thread a priority of its own")
def test_what_can_wait_stands_behind_everything_else_on_the_machine() -> None:
    behind, found = Behind(), []
    behind.put(lambda: found.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id())))
    behind.waiting.join()
    assert (found, os.getpriority(os.PRIO_PROCESS, os.getpid()) < 19) == ([19], True)


def test_a_large_file_is_compressed_well_rather_than_best(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.encodings.BEST_UP_TO", 10)
    body = SCRIPT.encode()
    assert squeezed(body, "br") == brotli.compress(body, quality=9)
    assert squeezed(body[:10], "br") == brotli.compress(body[:10], quality=11)


def test_everything_else_is_compressed_as_it_goes() -> None:
    files = Files()
    app = Compression(files)
    _, headers, body = ask(app, "/media/a.csv")
    assert (headers["content-encoding"], gzip.decompress(body).decode(), app.kept) == ("gzip", SCRIPT, {})


def test_the_websocket_passes_untouched() -> None:
    seen: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - the shape of ASGI
        seen.append(scope)

    async def nothing(*_: object) -> Message:
        return {}

    scope: Scope = {"type": "websocket", "path": "/static/_stcore/stream", "headers": []}
    asyncio.run(Compression(app)(scope, nothing, nothing))  # type: ignore[arg-type]
    assert seen == [scope]
