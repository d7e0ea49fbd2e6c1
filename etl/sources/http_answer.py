"""Fetches one answer over HTTP(S): whole, within its time and its size, or not at all."""

import queue
import re
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from foundation.errors import SourceError

LONGEST_CONNECT_SECONDS = 10.0
CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may take: seconds from the first word to the last, and bytes when inflated."""

    seconds: float
    size: float  # what the answers before it have left of …
    megabytes: float  # … the size of all together


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. `headers` knows its names in any case; the body is read of status 200, of others on request."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class UnreachableError(Exception):
    """No connection to the server; another try may succeed."""


def fetch(
    address: str,
    headers: Mapping[str, str],
    limits: Limits,
    session: requests.Session | None = None,
    *,
    reads_all: bool = False,
) -> Answer:
    """Ask for an address; redirects are not followed. Answers with any status but 200 are read if `reads_all`.

    A session keeps its connection for the next answer; it is the caller's, and no longer to be used after a fault.
    Raises UnreachableError when no connection came about, and SourceError when the address is none or the answer is
    too slow, too large or cut off.
    """
    found: queue.SimpleQueue[Answer | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            if session is not None:
                found.put(ask(session, address, headers, limits, reads_all=reads_all))
                return
            with requests.Session() as passing:
                found.put(ask(passing, address, headers, limits, reads_all=reads_all))
        except Exception as error:  # handed on to the thread that waits
            found.put(error)

    # A server that drips a byte at a time keeps every single read in time, so the whole is timed from outside.
    threading.Thread(target=work, daemon=True).start()
    try:
        answer = found.get(timeout=limits.seconds)
    except queue.Empty:
        raise too_slow(address, limits) from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def ask(
    session: requests.Session, address: str, headers: Mapping[str, str], limits: Limits, *, reads_all: bool
) -> Answer:
    """Ask, and read what comes."""
    end = time.monotonic() + limits.seconds
    timeouts = (min(limits.seconds, LONGEST_CONNECT_SECONDS), limits.seconds)
    session.trust_env = False  # no .netrc: a password there would take the token's place
    try:
        with session.get(
            address, headers=dict(headers), timeout=timeouts, stream=True, allow_redirects=False
        ) as answer:
            is_read = reads_all or answer.status_code == 200
            body = body_of(answer.raw, address, limits, end) if is_read else b""
            return Answer(answer.status_code, answer.headers, body)
    except requests.ReadTimeout:
        raise too_slow(address, limits) from None
    except requests.RequestException as error:
        if isinstance(error, ValueError):  # every fault of an address is one
            raise SourceError("source.bad_address", url=shown(address)) from None
        raise UnreachableError(type(error).__name__) from None


def body_of(raw: Any, address: str, limits: Limits, end: float) -> bytes:  # noqa: ANN401
    """The answer's body, inflated, read as it comes until it is over, too late or too large."""
    parts, size = [], 0
    try:
        while part := raw.read1(CHUNK, decode_content=True):
            parts.append(part)
            size += len(part)
            if size > limits.size:
                raise SourceError("source.too_large_answer", url=shown(address), limit=limits.megabytes)
            if time.monotonic() > end:
                raise too_slow(address, limits)
    except (HTTPError, OSError):
        raise SourceError("source.cut_off", url=shown(address)) from None
    return b"".join(parts)


def too_slow(address: str, limits: Limits) -> SourceError:
    """The answer took longer than it may."""
    return SourceError("source.too_slow", url=shown(address), seconds=limits.seconds)


def shown(address: str) -> str:
    """An address without what could be secret in it: no name, no password, no query."""
    return re.sub(r"//[^/]*@", "//", re.sub(r"[?#\s].*$", "", address, flags=re.DOTALL))[:200]
