"""Times the Facebook source against the smallest correct loop and dlt: whole processes, in turn, one local server."""

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.facebook_totals import TOTALS, require_same
from bench.measure import PEERS, REPEAT, ROOT, Used, middle, process, table
from tests.etl.facebook_town import CONFIGURATION
from tests.graph.figures import WHOLE_METRICS
from tests.graph.serve import graph_process, report
from tests.graph.town import Town

VARIABLE = "BENCH_TOKEN"
HISTORY = timedelta(days=730)
LOOK_BACK = timedelta(days=4)
ROUNDS_OF_DLT = 3  # it costs so much more that more rounds would say no more
LOOP, DLT, PULL, RUN = TOTALS
ENDS = ("cold", "again")
HEADINGS = (
    "pages", "latency ms", "reading", "what", "rounds", "wall ms", "CPU s", "CPU ÷ loop", "memory MiB", "requests",
    "oldest day asked",
)  # fmt: skip
Found = dict[tuple[str, str], list[Used]]
Asked = dict[tuple[str, str], tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Case:
    """How many pages, how long the server takes to answer, how many rounds, and which programs."""

    pages: int
    latency: float
    rounds: int = REPEAT
    names: tuple[str, ...] = (LOOP, DLT, PULL, RUN)


CASES = (
    Case(1, 0), Case(10, 0), Case(50, 0),
    Case(1, 0.1, names=(LOOP, DLT, PULL)), Case(10, 0.1, names=(LOOP, DLT, PULL)),
    Case(50, 0.1, rounds=3, names=(LOOP, DLT, PULL)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where one case is measured: the town, its server's address, and a folder that is emptied before each round."""

    town: Town
    url: str
    folder: Path


def tables() -> str:
    """Every case: what each program took, cold and again, and how much it asked."""
    rows = [row for case in CASES for row in measured(case)]
    return table(HEADINGS, rows)


def measured(case: Case) -> list[Sequence[object]]:
    """The rows of one case."""
    town = Town(case.pages, today=datetime.now(UTC).date())
    serving = graph_process(town, delay_seconds=case.latency)
    with serving as url, tempfile.TemporaryDirectory() as folder:
        os.environ[VARIABLE] = town.user_token
        place = Place(town, url, Path(folder) / "round")
        found, asked = all_rounds(case, place)
    return [
        row_of(case, end, name, found, asked) for end in ENDS for name in case.names if (name, end) in found
    ]


def all_rounds(case: Case, place: Place) -> tuple[Found, Asked]:
    """Every program in turn, cold and again; the first round is for the server, which then has its answers ready."""
    found: Found = {}
    asked: Asked = {}
    for number in range(case.rounds + 1):
        names = [name for name in case.names if name != DLT or 0 < number <= ROUNDS_OF_DLT]
        begin(place)
        for end in ENDS:
            for name in names:
                before = len(report(place.url).asked)
                used = once(place, name, end)
                asked[name, end] = questions(place, before)
                if number:
                    found.setdefault((name, end), []).append(used)
            require_same(names, place.folder)
    return found, asked


def begin(place: Place) -> None:
    """Empty the folder and write a configuration for each of the two that need one."""
    shutil.rmtree(place.folder, ignore_errors=True)
    pages = ", ".join(f'"{page.id}"' for page in place.town.every_page)
    for name in ("pull", "run"):
        (place.folder / name).mkdir(parents=True)
        text = CONFIGURATION.format(
            register=ROOT / "data" / "strategy", pages=pages, url=place.url, variable=VARIABLE, options=""
        )
        file = place.folder / name / "config.toml"
        file.write_text(text.replace('sample_register = "more"\n', ""), encoding="utf-8")


def once(place: Place, name: str, end: str) -> Used:
    """What one process of a program used."""
    if name == DLT:
        return process(commands(place, end)[name], python=PEERS)
    return process(commands(place, end)[name])


def commands(place: Place, end: str) -> Mapping[str, Sequence[str]]:
    """How each program is called."""
    town, folder = place.town, place.folder
    since = town.today - (HISTORY if end == "cold" else LOOK_BACK)
    what = [",".join(WHOLE_METRICS), ",".join(page.id for page in town.every_page)]
    peer = ROOT / "bench" / "peers" / "facebook_dlt.py"
    return {
        LOOP: ["-m", "bench.facebook_floor", place.url, str(folder), f"{since}/{town.today}", *what],
        DLT: [str(peer), place.url, str(folder), str(town.today), *what],
        PULL: ["-m", "bench.pull", str(folder / "pull" / "config.toml")],
        RUN: ["-m", "etl", "run", "--config", str(folder / "run" / "config.toml")],
    }


def questions(place: Place, before: int) -> tuple[int, str]:
    """How many requests have come since then, and the oldest day that they asked about."""
    asked = report(place.url).asked[before:]
    return len(asked), min((one.parameters["since"] for one in asked if one.edge == "insights"), default="–")


def row_of(case: Case, end: str, name: str, found: Found, asked: Asked) -> Sequence[object]:
    """One program's medians."""
    every = found[name, end]
    one, floor = middle(every), middle(found[LOOP, end])
    count, oldest = asked[name, end]
    cost = [round(one.wall * 1000), one.cpu, one.cpu / floor.cpu, round(one.memory)]
    return [case.pages, round(case.latency * 1000), end, name, len(every), *cost, count, oldest]
