"""Visitors in a process of their own, so that what they cost is not the server's; prints each of their views as JSON.

python -m bench.crowd_visitors KIND PORT COUNT
"""

import json
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from random import Random

from websockets.exceptions import WebSocketException

from bench.visit import Answer, Visit
from foundation.words import words

SEED = 20261120
OPENING, USING = 10, 60  # seconds
THINKING = (3.0, 8.0)
A_FEW = 4
FIRST = ""
SCREENS = (
    "mal",
    "handling",
    "arshjul",
    "tjenesteomrader",
    "siden",
    "kanaler",
    "historier",
    "strategien",
    "data",
    "analyse",
)
DAYS = ("2026-11-20", "2026-11-24", "2026-11-27")
# The line under every screen says how new the newest completion is: by it a view tells which publication it shows.
BEFORE, AFTER = (
    words("nb").t("frame.newest.completion", date=date(2026, 11, day)).encode() for day in (12, 19)
)
# The same line's first words end the peer's screen too.
WHOLE = words("nb").t("frame.freshness").encode()
FAULT = b'class="error"'
OLD, NEW, UNTOLD, FAILED = "old", "new", "untold", "failed"


@dataclass(frozen=True, slots=True)
class View:
    """One view: what was done for it, how long it took, when it was whole, and which publication it shows."""

    kind: str
    seconds: float
    ended: float
    shown: str


def main(kind: str, port: int, count: int) -> None:
    """Let so many visitors come, and tell what each saw."""
    come: dict[str, Callable[[int, int], list[View]]] = {
        "crowd": crowd, "everywhere": everywhere, "in_a_row": in_a_row, "at_once": at_once, "alone": alone,
    }  # fmt: skip
    print(json.dumps([asdict(view) for view in come[kind](port, count)]))  # noqa: T201 - what the caller reads


def crowd(port: int, count: int) -> list[View]:
    """Visitors who open the first screen within ten seconds, then use the dashboard for a minute each."""
    begun = time.monotonic()
    return together([partial(used, port, number, begun) for number in range(count)], count)


def used(port: int, number: int, begun: float) -> list[View]:
    """One visitor's views; the same at each measuring, by the visitor's number."""
    chance = Random(SEED + number)  # noqa: S311 - no secret
    pause(begun + chance.uniform(0, OPENING) - time.monotonic())
    until = time.monotonic() + USING
    page, day, views = FIRST, DAYS[0], list[View]()
    asked = time.perf_counter()
    try:
        with Visit(port) as visit:
            views.append(viewed("open", asked, visit.ask))
            while time.monotonic() < until:
                pause(chance.uniform(*THINKING))
                kind = chance.choices(("another screen", "another date", "back"), (6, 3, 1))[0]
                page = {"another screen": chance.choice(SCREENS), "back": FIRST}.get(kind, page)
                day = chance.choice(DAYS) if kind == "another date" else day
                views.append(viewed(kind, time.perf_counter(), partial(visit.ask, page, as_of=day)))
    except (OSError, WebSocketException):
        views.append(failed("connection", asked))
    return views


def everywhere(port: int, count: int) -> list[View]:
    """Visitors who come one by one and look at every screen on every day that the crowd may choose."""
    return together([partial(walked, port) for _ in range(count)], 1)


def walked(port: int) -> list[View]:
    """One long visit."""
    with Visit(port) as visit:
        return [
            viewed("walk", time.perf_counter(), partial(visit.ask, page, as_of=day))
            for day in DAYS
            for page in (FIRST, *SCREENS)
        ]


def in_a_row(port: int, count: int) -> list[View]:
    """Visits one after another, a few at once: open, look at one more screen, close."""
    return together([partial(looked, port, number) for number in range(count)], A_FEW)


def looked(port: int, number: int) -> list[View]:
    """One short visit."""
    asked = time.perf_counter()
    try:
        with Visit(port) as visit:
            opened = viewed("open", asked, visit.ask)
            page = SCREENS[number % len(SCREENS)]
            return [opened, viewed("another screen", time.perf_counter(), partial(visit.ask, page))]
    except (OSError, WebSocketException):
        return [failed("connection", asked)]


def at_once(port: int, count: int) -> list[View]:
    """Visitors who all open the first screen in the same moment."""
    ready = threading.Barrier(count)
    return together([partial(opened_with, port, ready) for _ in range(count)], count)


def opened_with(port: int, ready: threading.Barrier) -> list[View]:
    """Open when all the others are ready to."""
    ready.wait()
    return opened(port)


def alone(port: int, count: int) -> list[View]:
    """Visitors who come one by one."""
    return together([partial(opened, port) for _ in range(count)], 1)


def opened(port: int) -> list[View]:
    """The first screen, from connecting until it is whole."""
    asked = time.perf_counter()
    try:
        with Visit(port) as visit:
            return [viewed("open", asked, visit.ask)]
    except (OSError, WebSocketException):
        return [failed("connection", asked)]


def together(visits: Sequence[Callable[[], list[View]]], at_once: int) -> list[View]:
    """All the views of all visits, so many at once."""
    with ThreadPoolExecutor(at_once) as threads:
        running = [threads.submit(visit) for visit in visits]
    return [view for one in running for view in one.result()]


def viewed(kind: str, asked: float, ask: Callable[[], Answer]) -> View:
    """A view and what it showed; failed when no whole answer came within a minute."""
    try:
        answer = ask()
    except TimeoutError:
        return failed(kind, asked)
    return View(kind, time.perf_counter() - asked, time.time(), shown(answer))


def failed(kind: str, asked: float) -> View:
    """A view that never came."""
    return View(kind, time.perf_counter() - asked, time.time(), FAILED)


def shown(answer: Answer) -> str:
    """Which publication a view shows, if it tells; failed when it says that something went wrong, or is not whole."""
    drawn = b"".join(answer.elements)
    if FAULT in drawn or WHOLE not in drawn:
        return FAILED
    return next((name for mark, name in ((BEFORE, OLD), (AFTER, NEW)) if mark in drawn), UNTOLD)


def pause(seconds: float) -> None:
    """Think."""
    threading.Event().wait(max(0.0, seconds))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
