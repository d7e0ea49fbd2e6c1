"""Every screen and every interaction over a real websocket, at two sizes: python -m bench screens."""

import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from subprocess import run
from sys import executable

from bench.measure import ROOT, in_turn, table
from bench.screens_landed import COMPLETIONS, DAYS, MUNICIPALITIES, put_down
from bench.visit import Answer, Visit, drawn, drawn_again
from bench.visit_cpu import ServerClock
from tests.browser.serving import published_sample, running

AIM = 50
AS_OF = date(2026, 11, 20)
# What a screen can be made to show by its address. The first screen has no name in its address.
EVERYWHERE: Mapping[str, Mapping[str, str]] = {
    "the same again": {}, "as-of date": {"as_of": "2026-10-15"}, "compared with": {"since": "2026-09-28"},
    "language": {"lang": "en"}, "meeting view": {"view": "meeting"},
}  # fmt: skip
FILTERS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "mal": {"another goal": {"goal": "G2"}, "filter: audience": {"audience": "external"}},
    "handling": {"filter: goal": {"goal": "G2"}},
    "arshjul": {"filter: goal": {"goal": "G2"}},
    "tjenesteomrader": {"filter: measure": {"measure": "X1"}, "filter: areas": {"areas": "missing"}},
    "siden": {"filter: months": {"months": "24"}},
    "historier": {"filter: metric": {"metric": "new_conversations"}},
}
# The meeting view is for what is shown, not for writing.
WITHOUT = {("analyse", "meeting view")}
# The link to the other language holds the address, so one element changes even where it asks in vain.
CHANGED_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Seen:
    """What one interaction cost: milliseconds of the script, of the server's CPU, and what was sent.

    `changed` elements are others than stood there before; `remade` are others than when the very same was shown last.
    """

    script: float
    cpu: float
    elements: int
    kilobytes: float
    changed: int = 0
    remade: int = 0


def tables() -> str:
    """Both sizes: what is warm, screen by screen, then the first view of a day that nobody has asked for."""
    with tempfile.TemporaryDirectory() as folder:
        sizes = {"sample": small(Path(folder)), large_name(): large(Path(folder))}
        measured = {name: measure(file) for name, file in sizes.items()}
    warm = {name: found for name, (found, _) in measured.items()}
    cold = {name: found for name, (_, found) in measured.items()}
    return "\n\n".join(
        [*(f"{name}, warm:\n\n{warm_table(found)}" for name, found in warm.items()), cold_table(cold)]
    )


def small(folder: Path) -> Path:
    """The sample as it is."""
    own = folder / "sample"
    own.mkdir()
    return published_sample(own)


def large(folder: Path) -> Path:
    """The sample among everybody's figures, published."""
    own = folder / "large"
    own.mkdir()
    file = put_down(own)
    run(
        [executable, "-m", "etl", "rebuild", "--config", str(file)], cwd=ROOT, check=True, capture_output=True
    )
    return file


def large_name() -> str:
    """What the larger size holds."""
    return (
        f"sample + {MUNICIPALITIES} municipalities × {DAYS:,} days × 10 series, {COMPLETIONS:,} completions"
    )


def measure(file: Path) -> tuple[dict[str, Seen], dict[str, Seen]]:
    """What is warm and what is cold on a fresh server over one configuration."""
    with running(file) as server, Visit(server.port) as visit:
        reader = Reader(visit, ServerClock(server.process_id))
        jobs = {job: each for page in reader.pages for job, each in reader.interactions(page)}
        warm = {name: middle(found) for name, found in in_turn(jobs).items()}
        days = (AS_OF - timedelta(days=number) for number in range(1, 1000))
        unseen = {f"/{page}": reader.unseen_day(page, days) for page in reader.pages}
        cold = {name: middle(found) for name, found in in_turn(unseen, unmeasured=0).items()}
    return warm, cold


class Reader:
    """One who goes from screen to screen and does on each what can be done there, with the server at rest before."""

    def __init__(self, visit: Visit, clock: ServerClock) -> None:
        self.visit = visit
        self.clock = clock
        visit.ask()
        self.here, self.pages = "", list(visit.pages)

    def open(self, page: str) -> Answer:
        """A screen as it opens from a bare address."""
        if (
            page != self.here
        ):  # the first run on a screen takes days, language and view over from the one before
            self.visit.ask(page)
        self.here = page
        return self.visit.ask(page)

    def timed(self, page: str, asked: Mapping[str, str]) -> tuple[Answer, float]:
        """One run of the script and its CPU, until the server is at rest again."""
        begun = self.clock.at_rest()
        answer = self.visit.ask(page, **asked)
        return answer, self.clock.at_rest() - begun

    def interactions(self, page: str) -> Iterator[tuple[str, Callable[[], Seen]]]:
        """What is done to a screen: what can be done to all, and its own filters."""
        for name, asked in {**EVERYWHERE, **FILTERS.get(page, {})}.items():
            if (page, name) not in WITHOUT:
                yield f"/{page}: {name}", self.interaction(page, asked)

    def interaction(self, page: str, asked: Mapping[str, str]) -> Callable[[], Seen]:
        """From the screen as it opens, not timed, to what is asked for. RuntimeError if it changes nothing."""
        last: dict[str, str] = {}

        def go() -> Seen:
            before = drawn(self.open(page))
            answer, cpu = self.timed(page, asked)
            now = drawn(answer)
            changed, remade = drawn_again(before, now), drawn_again(last or now, now)
            if asked and changed < CHANGED_AT_LEAST:
                raise RuntimeError(f"/{page}: nothing changes when the address says {asked}")
            last.clear()
            last.update(now)
            return seen(answer, cpu, changed, remade)

        return go

    def unseen_day(self, page: str, days: Iterator[date]) -> Callable[[], Seen]:
        """From the screen as it opens, not timed, to a day that nobody has asked for."""

        def go() -> Seen:
            self.open(page)
            return seen(*self.timed(page, {"as_of": next(days).isoformat()}))

        return go


def seen(answer: Answer, cpu: float, changed: int = 0, remade: int = 0) -> Seen:
    """A run's figures in milliseconds."""
    return Seen(answer.script * 1000, cpu * 1000, len(answer.elements), answer.kilobytes, changed, remade)


def middle(every: list[Seen]) -> Seen:
    """The median of each figure; of what was remade, the most."""
    return Seen(
        statistics.median(one.script for one in every),
        statistics.median(one.cpu for one in every),
        round(statistics.median(one.elements for one in every)),
        statistics.median(one.kilobytes for one in every),
        round(statistics.median(one.changed for one in every)),
        max(one.remade for one in every),
    )


def warm_table(found: Mapping[str, Seen]) -> str:
    """A row for each interaction."""
    rows = [
        [name, round(one.script, 1), round(one.cpu, 1), one.elements, round(one.kilobytes), one.changed, one.remade,
         "yes" if one.script <= AIM else "no"]
        for name, one in found.items()
    ]  # fmt: skip
    headings = [
        "screen: interaction", "script ms", "server CPU ms", "elements", "kB", "changed", "redrawn though unchanged",
        f"≤ {AIM} ms",
    ]  # fmt: skip
    return table(headings, rows)


def cold_table(found: Mapping[str, Mapping[str, Seen]]) -> str:
    """A row for each screen, each size beside the other."""
    sizes = list(found.values())
    rows = [
        [name, *(figure for one in sizes for figure in (round(one[name].script), round(one[name].cpu)))]
        for name in sizes[0]
    ]
    headings = [
        "a day nobody has asked for", "sample ms", "CPU ms", f"{MUNICIPALITIES} municipalities ms", "CPU ms",
    ]  # fmt: skip
    return table(headings, rows)
