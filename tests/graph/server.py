"""Puts a Graph on loopback over real HTTP/1.1: connections stay open, and break where a fault says so."""

import json
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

from tests.graph.asked import question_of
from tests.graph.faults import NO_FAULTS, Faults
from tests.graph.graph import Graph
from tests.graph.reply import Reply, good
from tests.graph.town import Town

RESET_AT_CLOSE = struct.pack("ii", 1, 0)
POLL_SECONDS = 0.01
REPORT = "/_report"  # what `Graph` remembers, for a server in another process


class GraphServer(ThreadingHTTPServer):
    """A server for one Graph. `delay_seconds` is how long each answer takes, so that requests meet."""

    daemon_threads = False
    block_on_close = True
    request_queue_size = 64

    def __init__(self, graph: Graph, delay_seconds: float = 0.0) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.graph = graph
        self.delay_seconds = delay_seconds
        self.is_over = threading.Event()
        self.broken: set[socket.socket] = set()
        self.open: set[socket.socket] = set()
        graph.url = f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves early is what many tests are about."""

    def process_request(self, request: object, client_address: object) -> None:
        """Keep account of open connections, so that they can be closed at the end."""
        assert isinstance(request, socket.socket)
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: object) -> None:
        """Close a connection; one that is to break without a farewell."""
        assert isinstance(request, socket.socket)
        self.open.discard(request)
        if request in self.broken:
            self.broken.discard(request)
            request.close()
        else:
            super().shutdown_request(request)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Serve for as long as the block lasts, and leave no connection and no thread behind."""
        thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": POLL_SECONDS})
        thread.start()
        try:
            yield
        finally:
            self.shutdown()
            thread.join()
            self.close_all()
            self.server_close()

    def close_all(self) -> None:
        """End every connection, so that their threads end."""
        self.is_over.set()
        for connection in tuple(self.open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # it was already over


class Handler(BaseHTTPRequestHandler):
    """Answers the requests of one connection."""

    server: GraphServer
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer a question, or tell what is remembered."""
        if self.path == REPORT:
            self.send(remembered(self.server.graph))
        else:
            self.respond({})

    def do_POST(self) -> None:
        """Answer a question whose parameters are in its body, as a form or as JSON."""
        content = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode("utf-8", "replace")
        if self.headers.get_content_type() == "application/json":
            stated = json.loads(content)
            self.respond(
                {name: text if isinstance(text, str) else json.dumps(text) for name, text in stated.items()}
            )
        else:
            self.respond(dict(parse_qsl(content, keep_blank_values=True)))

    def respond(self, body: dict[str, str]) -> None:
        """Answer, and break the connection where the answer says so."""
        scheme, _, bearer = self.headers.get("Authorization", "").partition(" ")
        question = question_of(self.command, self.path, bearer if scheme == "Bearer" else "", body)
        with self.server.graph.traffic.one_more():
            reply = self.server.graph.answer(question)
            if self.server.delay_seconds:
                self.server.is_over.wait(self.server.delay_seconds)
        # Sent when it no longer counts: whoever has the answer may ask the next at once.
        self.send(reply)

    def send(self, reply: Reply) -> None:
        """Send an answer, or as much of it as is to arrive."""
        if reply.cut is not None:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_CLOSE)
            self.server.broken.add(self.connection)
            self.close_connection = True
        if reply.cut != 0:
            self.send_response(reply.status)
            for name, value in (*reply.headers.items(), ("Content-Type", reply.media_type)):
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body[: reply.cut])

    def log_message(self, *words: object) -> None:
        """Say nothing."""


def remembered(graph: Graph) -> Reply:
    """What a Graph remembers."""
    with graph.lock:
        return good(
            {
                "asked": [asdict(one) for one in graph.asked],
                "counts": dict(graph.counts),
                "violations": graph.violations,
                "most_in_flight": graph.most_in_flight,
            }
        )


@contextmanager
def serving(graph: Graph, delay_seconds: float = 0.0) -> Iterator[Graph]:
    """A Graph on a port of its own for as long as the block lasts; its address is `graph.url`."""
    with GraphServer(graph, delay_seconds).running():
        yield graph


@contextmanager
def serving_graph(town: Town, faults: Faults = NO_FAULTS, *, delay_seconds: float = 0.0) -> Iterator[Graph]:
    """A town's Graph with faults, as `serving`."""
    with serving(Graph(town, faults), delay_seconds) as graph:
        yield graph
