"""A real HTTP server on loopback that answers as it is told, page by page, and remembers what it was asked."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Reply:
    """One answer. `length` states another length than the body has; `drip` sends the body a byte at a time."""

    body: bytes = b"[]"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    drip: bool = False
    raw: bytes = b""  # sent a byte at a time in place of all the rest


Answer = Callable[[str], Reply]


class Served(ThreadingHTTPServer):
    """A server with an answer for every path, and what it was asked: path and authorisation; what it was sent."""

    daemon_threads = True
    block_on_close = True

    def __init__(self, answer: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.asked: list[tuple[str, str | None]] = []
        self.sent: list[bytes] = []
        self.is_over = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves early is what many tests are about."""

    @property
    def url(self) -> str:
        """Its address, without a path."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Served

    def do_GET(self) -> None:
        """Send the reply that the server has for this path."""
        self.server.asked.append((self.path, self.headers.get("Authorization")))
        reply = self.server.answer(self.path)
        if reply.raw:
            self.drip(reply.raw)
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
        self.end_headers()
        if reply.drip:
            self.drip(reply.body)
        else:
            self.wfile.write(reply.body)

    def do_POST(self) -> None:
        """Take what is sent, and answer as if it had been asked for."""
        self.server.sent.append(self.rfile.read(int(self.headers.get("Content-Length", "0"))))
        self.do_GET()

    def drip(self, content: bytes) -> None:
        """Send a byte at a time, until the test is over."""
        for byte in content:
            self.wfile.write(bytes([byte]))
            if self.server.is_over.wait(0.02):
                return

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextmanager
def serving(answer: Answer) -> Iterator[Served]:
    """A server for as long as the block lasts."""
    with Served(answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.is_over.set()
            server.shutdown()
            thread.join()


def page(*items: object, **beside: object) -> Reply:
    """A reply with these items in a list, and what stands beside the list."""
    return Reply(json.dumps({"items": items, **beside} if beside else items).encode())


def in_turn(*replies: Reply) -> Answer:
    """One reply after the other; the last one for ever."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]
