"""Compresses what the server sends: Streamlit's own files once for all, everything else as it goes.

Streamlit sends its scripts, megabytes of them, as they are, and reads each anew. They do not change while a server
runs, so each is read at its first request and kept: by gzip for the reader who waits, then by brotli for later ones.
"""

import asyncio

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.encodings import BROTLI, GZIP, SMALLEST, Behind, Collected, Kept, accepts, kept_as

LARGEST_KEPT = 64_000_000  # bytes of all files together; beyond it they go out as others do
STATIC, ICON = "/static/", "/favicon.png"
CONDITIONS = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")


class Compression:
    """ASGI middleware: brotli or gzip for whoever accepts it. The websocket passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.passing = GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=6)
        self.kept: dict[tuple[str, str], Kept] = {}
        self.behind = Behind()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif not accepts(scope, GZIP):
            await self.passing(without(scope, b"accept-encoding"), receive, send)
        elif scope["method"] == "GET" and is_file(scope["path"]):
            await self.send_kept(scope, receive, send)
        else:
            await self.passing(scope, receive, send)

    async def send_kept(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a file as it is kept; the first time it is read, and kept where there is room."""
        kept = self.best(scope)
        if kept is None:
            answer = Collected()
            await self.app(without(scope, *CONDITIONS), receive, answer)
            if not self.can_be_kept(answer):
                await answer.replay(send)
                return
            kept = await asyncio.to_thread(kept_as, answer, GZIP)
            self.keep(scope["path"], kept, answer)
        await response(kept, Headers(scope=scope).get("if-none-match", ""))(scope, receive, send)

    def best(self, scope: Scope) -> Kept | None:
        """The smallest that is kept of what a request accepts."""
        found = self.kept.get((scope["path"], BROTLI)) if accepts(scope, BROTLI) else None
        return found or self.kept.get((scope["path"], GZIP))

    def keep(self, path: str, kept: Kept, answer: Collected) -> None:
        """Keep a file, and have it compressed better; once, though many may have asked for it meanwhile."""
        if (path, GZIP) not in self.kept:
            self.kept[path, GZIP] = kept
            if kept.is_compressed:
                self.behind.put(lambda: self.keep_better(path, answer))

    def keep_better(self, path: str, answer: Collected) -> None:
        """Keep a file by brotli, too, where there is room for both."""
        kept = kept_as(answer, BROTLI)
        if len(kept.body) <= self.room():
            self.kept[path, BROTLI] = kept

    def can_be_kept(self, answer: Collected) -> bool:
        """Whether a file was found as it lies on the disk, and has room."""
        is_plain = "content-encoding" not in answer.headers
        # A page speaks a reader's language.
        is_page = answer.headers.get("content-type", "").startswith("text/html")
        return answer.status == 200 and is_plain and not is_page and len(answer.body) <= self.room()

    def room(self) -> int:
        """How many bytes may still be kept."""
        return LARGEST_KEPT - sum(len(kept.body) for kept in tuple(self.kept.values()))


def is_file(path: str) -> bool:
    """Whether a request is for one of Streamlit's own files."""
    return STATIC in path or path.endswith(ICON)


def without(scope: Scope, *names: bytes) -> Scope:
    """A request without some of its headers."""
    return {**scope, "headers": [header for header in scope["headers"] if header[0] not in names]}


def response(kept: Kept, known_tags: str) -> Response:
    """The file, or only that the reader has it already."""
    headers = {**kept.headers, **({"etag": kept.tag} if kept.tag else {})}
    tags = {tag.strip().removeprefix("W/") for tag in known_tags.split(",")}
    if kept.tag and kept.tag in tags:
        return Response(
            status_code=304, headers={name: headers[name] for name in headers if name != "content-type"}
        )
    return Response(kept.body, headers=headers)
