"""How a file is compressed: by gzip at once, by brotli behind everything else, since its best takes seconds."""

import gzip
import os
import queue
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

GZIP, BROTLI = "gzip", "br"
SMALLEST = 1000  # bytes; below it the headers are most of an answer
COMPRESSED_ALREADY = ("image/png", "image/jpeg", "font/", "application/zip", "application/gzip")
# Brotli's qualities. On the largest script the best takes 16 times as long, for a tenth fewer bytes.
BEST, GOOD = 11, 9
BEST_UP_TO = 1_000_000  # bytes; a larger file would keep a core busy for ten seconds
LOWEST_PRIORITY = 19
DROPPED = ("content-length", "etag", "last-modified", "accept-ranges")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is sent, with its headers; a compressed one's tag differs from the plain one's, as its bytes do."""

    headers: Mapping[str, str]
    body: bytes
    tag: str

    @property
    def is_compressed(self) -> bool:
        """Whether it is sent otherwise than it lies on the disk."""
        return "content-encoding" in self.headers


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


class Behind:
    """Work that can wait: one thread, behind everything else on the machine, which ends with the process."""

    def __init__(self) -> None:
        self.waiting: queue.Queue[Callable[[], None]] = queue.Queue()
        self.thread: threading.Thread | None = None

    def put(self, work: Callable[[], None]) -> None:
        """Do this after what is waiting already. Called from one thread only."""
        self.waiting.put(work)
        if self.thread is None:
            self.thread = threading.Thread(target=self.do, name="brotli", daemon=True)
            self.thread.start()

    def do(self) -> None:
        """One piece of work after the other."""
        stand_behind()
        while True:
            work = self.waiting.get()
            work()
            self.waiting.task_done()


def stand_behind() -> None:
    """Give this thread the lowest priority, where a thread can have one of its own."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOWEST_PRIORITY)


def accepts(scope: Scope, encoding: str) -> bool:
    """Whether a request accepts an encoding, and does not only name it to refuse it."""
    for word in Headers(scope=scope).get("accept-encoding", "").lower().split(","):
        name, _, quality = word.partition(";")
        if name.strip() in (encoding, "*"):
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def kept_as(answer: Collected, encoding: str) -> Kept:
    """A file as well compressed as is worth its time, with its headers; plain where compressing gains nothing."""
    headers = {name: value for name, value in answer.headers.items() if name not in DROPPED}
    tag = answer.headers.get("etag", "").removeprefix("W/").strip('"')
    headers |= {"vary": "Accept-Encoding"}
    if not gains(answer):
        return Kept(headers, answer.body, f'"{tag}"' if tag else "")
    headers |= {"content-encoding": encoding}
    return Kept(headers, squeezed(answer.body, encoding), f'"{tag}-{encoding}"' if tag else "")


def gains(answer: Collected) -> bool:
    """Whether a file is smaller when compressed, by more than it costs to open."""
    kind = answer.headers.get("content-type", "")
    return len(answer.body) >= SMALLEST and not kind.startswith(COMPRESSED_ALREADY)


def squeezed(body: bytes, encoding: str) -> bytes:
    """Bytes in an encoding. Without a time in it the same file gives the same bytes, on every server."""
    if encoding == GZIP:
        return gzip.compress(body, 9, mtime=0)
    found: bytes = brotli.compress(body, quality=BEST if len(body) <= BEST_UP_TO else GOOD)
    return found
