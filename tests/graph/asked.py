"""What the server was asked, so that a test can say what must, and what must never, be asked."""

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

Edge = Literal["node", "insights", "conversations", "debug_token", "batch", "other"]
TokenKind = Literal["user", "page", "other_page", "app", "wrong", "none"]


@dataclass(frozen=True, slots=True)
class Question:
    """A request as it came in. `path` is without the API's version and its slashes."""

    method: str
    version: str
    path: str
    parameters: Mapping[str, str]
    bearer: str = field(default="", repr=False)

    @property
    def object_name(self) -> str:
        """The id or name that the path begins with."""
        return self.path.split("/")[0]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, and how it was answered: `fault` is the failing fault that it met, if any.

    `attempt` counts from 0 how often the very same was asked. `page_id` is the page's own id also when it was asked
    for by name; empty where it is about no page that exists.
    """

    method: str
    path: str
    parameters: Mapping[str, str]
    edge: Edge
    page_id: str
    token_kind: TokenKind
    attempt: int
    status: int
    fault: str = ""


def question_of(method: str, target: str, bearer: str, body: Mapping[str, str] | None = None) -> Question:
    """A request by its target: `/v25.0/123/insights?…`. Without a version the path is all there is."""
    parts = urlsplit(target)
    version, _, path = parts.path.strip("/").partition("/")
    if not version.startswith("v") or not version[1:2].isdigit():
        version, path = "", parts.path.strip("/")
    parameters = dict(parse_qsl(parts.query, keep_blank_values=True))
    return Question(method, version, path, {**parameters, **(body or {})}, bearer)


class Traffic:
    """Counts requests in flight: in all, and at most so far."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.now = 0
        self.most = 0

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """For as long as a request is being answered."""
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            yield
        finally:
            with self.lock:
                self.now -= 1


class Attempts:
    """Counts how often the same was asked."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.counts: Counter[str] = Counter()

    def next(self, key: str) -> int:
        """The number of this attempt, from 0."""
        with self.lock:
            self.counts[key] += 1
            return self.counts[key] - 1
