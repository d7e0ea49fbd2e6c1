"""Which faults a server has, and which request meets which: told by the seed and the request, never by the clock."""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tests.graph.asked import Edge


class Kind(StrEnum):
    """A kind of fault, as the counts name it."""

    UNKNOWN = "code 1, HTTP 500"
    DOWN = "code 2, HTTP 503"
    APP_LIMIT = "code 341, HTTP 400"
    THROTTLED = "code 80001, HTTP 403, with minutes"
    THROTTLED_SILENTLY = "code 4, HTTP 400, no headers"
    PAGE_LIMIT = "code 32, HTTP 400"
    ERRATIC = "code 613, HTTP 429"
    TOO_MUCH = "code 1, reduce the amount of data"
    TRUNCATED = "truncated JSON, HTTP 200"
    HTML_502 = "HTML, HTTP 502"
    HTML_200 = "HTML, HTTP 200"
    RESET_EARLY = "reset before the first byte"
    RESET_MIDWAY = "reset in the middle of the body"
    PAGE_TOKEN = "code 190, page token wanted"  # noqa: S105 - a fault's name
    BAD_METRIC = "code 100, invalid metric that is none"

    REPEATED_VALUES = "values twice"
    REPEATED_BLOCKS = "blocks twice"
    OTHER_PERIODS = "blocks of other periods"
    UNASKED_PARTS = "a block in parts that nobody asked for"
    UNIX_NUMBER = "end_time in UNIX seconds"
    UNIX_TEXT = "end_time in UNIX seconds as text"
    TEXT_VALUES = "numbers as text"
    UNKNOWN_FIELDS = "unknown fields and headers"
    UNSORTED = "values and blocks in no order"
    REPEATED_THREADS = "threads twice, across pages"


FAILING = frozenset(
    kind for number, kind in enumerate(Kind) if number < list(Kind).index(Kind.REPEATED_VALUES)
)
SHAPES = frozenset(Kind) - FAILING
ALL = frozenset(Kind)
THREADS_ONLY = (Kind.REPEATED_THREADS,)
EVERYWHERE = (Kind.UNKNOWN_FIELDS,)


@dataclass(frozen=True, slots=True)
class Faults:
    """Each kind is met by a share `rate` of the requests that can meet it; `rates` are kinds' own.

    `most_in_a_row` is how often the same request may fail before it is let through; what is too much fails until it is
    smaller than `largest_window_days` and `largest_limit`, however often it is asked. `regain_minutes` is what
    80001 says.
    """

    rate: float = 0.0
    kinds: Collection[Kind] = ALL
    seed: int = 0
    rates: Mapping[Kind, float] = field(default_factory=dict)
    most_in_a_row: int = 3
    regain_minutes: int = 1
    largest_window_days: int = 20
    largest_limit: int = 10

    def rate_of(self, kind: Kind) -> float:
        """How often a kind is met."""
        return self.rates.get(kind, self.rate) if kind in self.kinds else 0.0

    def meets(self, kind: Kind, *place: object) -> bool:
        """Whether a kind is met there."""
        rate = self.rate_of(kind)
        return rate > 0 and share(self.seed, kind, *place) < rate


NO_FAULTS = Faults()


def share(*words: object) -> float:
    """A number from 0 up to 1 that the words alone tell."""
    digest = hashlib.blake2b("|".join(map(str, words)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fault may be met: one attempt at one request. `size` is its days or limit, `start` where it begins."""

    edge: Edge
    page_id: str
    key: str
    attempt: int
    metric_count: int = 0
    size: int = 0
    start: str = ""


@dataclass(slots=True)
class Chance:
    """Chooses the faults of requests, and counts how often the same request failed in a row."""

    faults: Faults
    rows: Counter[str] = field(default_factory=Counter)

    def failing(self, place: Place) -> Kind | None:
        """The fault that a request fails by, if any."""
        if self.is_too_much(place):
            return Kind.TOO_MUCH
        found = [kind for kind in self.possible(place) if self.faults.meets(kind, place.key, place.attempt)]
        if not found or self.rows[place.key] >= self.faults.most_in_a_row:
            self.rows[place.key] = 0
            return None
        self.rows[place.key] += 1
        return found[int(share(self.faults.seed, place.key, place.attempt) * len(found))]

    def is_too_much(self, place: Place) -> bool:
        """Whether a request is too large; the same for every attempt, and for each size above the largest."""
        largest = {"insights": self.faults.largest_window_days, "conversations": self.faults.largest_limit}
        is_large = place.size > largest.get(place.edge, place.size)
        return is_large and self.faults.meets(Kind.TOO_MUCH, place.page_id, place.edge, place.start)

    def possible(self, place: Place) -> list[Kind]:
        """The failing kinds that a request can meet, but what is too much."""
        barred = {Kind.TOO_MUCH}
        if place.edge == "node":
            barred.add(Kind.PAGE_TOKEN)
        if place.metric_count < 2:
            barred.add(Kind.BAD_METRIC)
        return [kind for kind in Kind if kind in FAILING - barred]

    def shapes(self, place: Place) -> list[Kind]:
        """The kinds that give an answer another shape, without a change of what it says."""
        return [
            kind
            for kind in Kind
            if kind in SHAPES and fits(kind, place.edge) and self.faults.meets(kind, place.key, place.attempt)
        ]


def fits(kind: Kind, edge: Edge) -> bool:
    """Whether answers of an edge can have such a shape."""
    return kind in EVERYWHERE or (edge == "conversations") == (kind in THREADS_ONLY) and edge != "node"
