"""The first screen, ours and its peers', cold and warm, on loopback and a slow line: python -m bench first_screen."""

import re
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.first_screen_line import Line, line_to
from bench.first_screen_peers import BARE, COMMANDS, Server, running
from bench.first_screen_visit import Drawn, Visitor
from bench.measure import in_turn, table
from foundation.words import words
from tests.browser.serving import published_sample

LAST_WORDS = words("nb").t("frame.freshness")
KILO = 1000
PINNED = Path(__file__).parent / "requirements.in"
HEADINGS = (
    "complete ms", "× bare", "kB", "then ahead kB", "requests", "long tasks ms", "server CPU ms", "× bare",
    "browser CPU ms",
)  # fmt: skip
LOADS = ("Cold", "Warm")
Loads = tuple[Drawn, Drawn]  # as LOADS has them
Found = Mapping[str, Sequence[Loads]]


def tables() -> str:
    """Cold and warm, on loopback and then over a slow line; within each, everyone in turn."""
    with all_running() as (browser, servers):
        near = in_turn({name: on_loopback(browser, server) for name, server in servers.items()})
        far = in_turn({name: on_a_line(browser, server) for name, server in servers.items()}, unmeasured=0)
        versions = f"Chromium {browser.version}; {', '.join(peers())}."
    places = {"loopback": near, "10 Mbit/s and 40 ms": far}
    every = [(load, place) for place in places for load in LOADS]
    return "\n\n".join([versions, *(shown(load, place, places[place]) for load, place in every)])


@contextmanager
def all_running() -> Iterator[tuple[Browser, Mapping[str, Server]]]:
    """A browser, and every server over one published sample."""
    with ExitStack() as stack:
        configuration = published_sample(Path(stack.enter_context(tempfile.TemporaryDirectory())))
        servers = {name: stack.enter_context(running(name, configuration)) for name in COMMANDS}
        chromium = stack.enter_context(sync_playwright()).chromium
        yield chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"]), servers


def on_loopback(browser: Browser, server: Server) -> Callable[[], Loads]:
    """Visits without anything between."""
    return lambda: loads(browser, server, server.port)


def on_a_line(browser: Browser, server: Server) -> Callable[[], Loads]:
    """Visits over a slow line, which counts the bytes itself."""

    def visit() -> Loads:
        with line_to(server.port) as line:
            return loads(browser, server, line.port, line)

    return visit


def loads(browser: Browser, server: Server, port: int, line: Line | None = None) -> Loads:
    """One new visitor's first look, and the second."""
    visitor = Visitor(browser, f"http://127.0.0.1:{port}/", server.process, LAST_WORDS)
    cold, warm = (counted(visitor, line) for _ in range(2))
    visitor.leave()
    return cold, warm


def counted(visitor: Visitor, line: Line | None) -> Drawn:
    """One look; over a line, with the bytes that passed there in both directions."""
    before = line.passed if line else 0
    drawn = visitor.look()
    return replace(drawn, received=line.passed - before - drawn.ahead) if line else drawn


def peers() -> list[str]:
    """The peers with their versions, as they are pinned."""
    pinned = re.findall(r"^(dash|panel|marimo|streamlit)==([\w.]+)", PINNED.read_text("utf-8"), re.MULTILINE)
    return [f"{name} {version}" for name, version in pinned]


def shown(load: str, place: str, found: Found) -> str:
    """One table of medians."""
    turn = LOADS.index(load)
    middles = {name: middle([pair[turn] for pair in every]) for name, every in found.items()}
    bare = middles[BARE]
    rows = [
        (
            name,
            round(one.complete), one.complete / bare.complete, round(one.received / KILO), round(one.ahead / KILO),
            round(one.requests), round(one.long), round(one.server), one.server / bare.server, round(one.browser),
        )
        for name, one in middles.items()
    ]  # fmt: skip
    return table((f"{load}, {place}", *HEADINGS), rows)


def middle(every: Sequence[Drawn]) -> Drawn:
    """The median of each figure."""
    return Drawn(
        *(statistics.median(getattr(one, name) for one in every) for name in Drawn.__dataclass_fields__)
    )
