"""Compresses what the server sends: Streamlit's own files once for all, everything else as it goes.

Streamlit sends its scripts, megabytes of them, as they are. They do not change while a server runs, so each is
compressed at its first request and kept.
"""

import asyncio
import gzip
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALLEST = 1000  # bytes; below it the headers are most of an answer
LARGEST_KEPT = 64_000_000  # bytes of all files together; beyond it they go out as others do
STATIC = "/static/"
COMPRESSED_ALREADY = ("image/png", "image/jpeg", "font/", "application/zip", "application/gzip")
CONDITIONS = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
DROPPED = ("content-length", "etag", "last-modified", "accept-ranges")


@dataclass(frozen=True, slots=True)
class Kept:
    """A compressed file with its headers; its tag differs from the plain file's, as its bytes do."""

    headers: Mapping[str, str]
    body: bytes
    tag: str


class Compression:
    """ASGI middleware: gzip for whoever accepts it. The websocket passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.passing = GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=6)
        self.kept: dict[str, Kept] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif not accepts_gzip(scope):
            await self.passing(without(scope, b"accept-encoding"), receive, send)
        elif scope["method"] == "GET" and STATIC in scope["path"]:
            await self.send_kept(scope, receive, send)
        else:
            await self.passing(scope, receive, send)

    async def send_kept(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a file as it is kept; the first time it is read, and kept where that is worth its room."""
        kept = self.kept.get(scope["path"])
        if kept is None:
            answer = Collected()
            await self.app(without(scope, *CONDITIONS), receive, answer)
            if not self.is_worth_keeping(answer):
                await answer.replay(send)
                return
            kept = await asyncio.to_thread(compressed, answer)
            self.kept[scope["path"]] = kept
        await response(kept, Headers(scope=scope).get("if-none-match", ""))(scope, receive, send)

    def is_worth_keeping(self, answer: "Collected") -> bool:
        """Whether a file was found, gains from being compressed, and has room."""
        kind = answer.headers.get("content-type", "")
        room = LARGEST_KEPT - sum(len(kept.body) for kept in self.kept.values())
        is_plain = not kind.startswith(COMPRESSED_ALREADY) and "content-encoding" not in answer.headers
        return answer.status == 200 and is_plain and SMALLEST <= len(answer.body) <= room


class Collected:
    """An answer that is held until it is whole."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def __call__(self, message: Message) -> None:
        """Hold one part."""
        self.messages.append(message)

    @property
    def status(self) -> int:
        """Its status."""
        status: int = self.messages[0]["status"]
        return status

    @property
    def headers(self) -> MutableHeaders:
        """Its headers, to be read and changed."""
        return MutableHeaders(scope=self.messages[0])

    @property
    def body(self) -> bytes:
        """Its body."""
        return b"".join(part.get("body", b"") for part in self.messages[1:])

    async def replay(self, send: Send) -> None:
        """Send it as it came; what it is depends on what was accepted."""
        self.headers.add_vary_header("Accept-Encoding")
        for message in self.messages:
            await send(message)


def accepts_gzip(scope: Scope) -> bool:
    """Whether a request accepts gzip, and does not only name it to refuse it."""
    for word in Headers(scope=scope).get("accept-encoding", "").lower().split(","):
        name, _, quality = word.partition(";")
        if name.strip() in ("gzip", "*"):
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def without(scope: Scope, *names: bytes) -> Scope:
    """A request without some of its headers."""
    return {**scope, "headers": [header for header in scope["headers"] if header[0] not in names]}


def compressed(answer: Collected) -> Kept:
    """A file compressed as well as gzip can, with the headers that go with it."""
    headers = {name: value for name, value in answer.headers.items() if name not in DROPPED}
    plain_tag = answer.headers.get("etag", "").removeprefix("W/").strip('"')
    headers |= {"content-encoding": "gzip", "vary": "Accept-Encoding"}
    tag = f'"{plain_tag}-gzip"' if plain_tag else ""
    # Without a time in it the same file gives the same bytes, on every server.
    return Kept(headers, gzip.compress(answer.body, 9, mtime=0), tag)


def response(kept: Kept, known_tags: str) -> Response:
    """The file, or only that the reader has it already."""
    headers = {**kept.headers, **({"etag": kept.tag} if kept.tag else {})}
    tags = {tag.strip().removeprefix("W/") for tag in known_tags.split(",")}
    if kept.tag and kept.tag in tags:
        return Response(
            status_code=304, headers={name: headers[name] for name in headers if name != "content-type"}
        )
    return Response(kept.body, headers=headers)
