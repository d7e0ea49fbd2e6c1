"""A crowd: fifty visitors and a publish among them, two thousand visits, and twenty at once: python -m bench crowd."""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.crowd_visitors import FAILED, NEW, OLD, OPENING, UNTOLD, USING, View
from bench.first_screen_cpu import used
from bench.first_screen_peers import BARE, OURS, Server, running
from bench.measure import MEBIBYTE, ROOT, in_turn, table

VISITORS = 50
PUBLISHED_AFTER = OPENING + USING / 2
OF_THE_OLD = 10  # seconds that a view may still show the publication before
MARKS = (200, 500, 1000, 1500, 2000)
SETTLING = 2
AT_ONCE = 20
PUBLISHED = 3  # published, with the sample's rejected rows
A_NEW_RECORD = b"T1.E2;19.11.2026;;;;;;;sosiale_medier;;;servicetorget\r\n"
LONGEST = 1200


def tables() -> str:
    """The crowd with a publish in its middle, the visits in a row, and twenty visits at once beside bare Streamlit."""
    with sample() as configuration:
        at_once = beside_bare(configuration)
        in_a_row = grown(configuration)
        return "\n\n".join([*crowded(configuration), in_a_row, at_once])


@contextmanager
def sample() -> Iterator[Path]:
    """The sample in a passing folder of its own, where its files may change; published once."""
    with tempfile.TemporaryDirectory() as folder:
        for part in ("strategy", "sample"):
            shutil.copytree(ROOT / "data" / part, Path(folder) / "data" / part)
        configuration = Path(shutil.copy(ROOT / "config.toml", folder))
        publish(configuration)
        yield configuration


def publish(configuration: Path) -> None:
    """Read the sources and publish. RuntimeError when that is not how it ended."""
    done = subprocess.run(
        [sys.executable, "-m", "etl", "run", "--config", str(configuration)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != PUBLISHED:
        raise RuntimeError(done.stdout + done.stderr)


def visitors(kind: str, server: Server, count: int) -> list[View]:
    """What visitors of a kind saw; they run in a process of their own."""
    told = subprocess.run(
        [sys.executable, "-m", "bench.crowd_visitors", kind, str(server.port), str(count)],
        cwd=ROOT, stdout=subprocess.PIPE, check=True, timeout=LONGEST,
    )  # fmt: skip
    return [View(**view) for view in json.loads(told.stdout)]


def crowded(configuration: Path) -> tuple[str, str, str]:
    """Fifty visitors: how long they waited, what they cost, and what the publish in the middle did to them."""
    with running(OURS, configuration) as server:
        all_well(visitors("everywhere", server, 1), OLD)
        cpu, memory = used(server.process), held_by(server)
        told: list[float] = []
        publishing = threading.Timer(PUBLISHED_AFTER, lambda: told.append(changed(configuration)))
        publishing.start()
        watched = Most(server)
        views = visitors("crowd", server, VISITORS)
        most = watched.end()
        publishing.join()
        spent = used(server.process) - cpu
    costs = [("server CPU s", spent / VISITORS), ("memory MiB (USS)", (most - memory) / VISITORS)]
    return waits(views), table(("a visitor", "costs"), costs), publication(views, told[0])


def held_by(server: Server) -> float:
    """MiB that only this process holds (USS)."""
    lines = Path(f"/proc/{server.process}/smaps_rollup").read_text(encoding="utf-8").splitlines()[1:]
    held = {name: int(told.split()[0]) for name, _, told in (line.partition(":") for line in lines)}
    return (held["Private_Clean"] + held["Private_Dirty"]) / MEBIBYTE


class Most:
    """The most memory that a server held while somebody watched."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.found = held_by(server)
        self.over = threading.Event()
        self.watching = threading.Thread(target=self.watch)
        self.watching.start()

    def watch(self) -> None:
        """Look once a second."""
        while not self.over.wait(1):
            self.found = max(self.found, held_by(self.server))

    def end(self) -> float:
        """Stop watching; the most there was."""
        self.over.set()
        self.watching.join()
        return self.found


def changed(configuration: Path) -> float:
    """Publish with one more record, and give the moment when the pointer changed."""
    with (configuration.parent / "data" / "sample" / "completions.csv").open("ab") as records:
        records.write(A_NEW_RECORD)
    publish(configuration)
    return (configuration.parent / "data" / "warehouse" / "CURRENT").stat().st_mtime


def waits(views: Sequence[View]) -> str:
    """How long each kind of view took until it was whole."""
    kinds = {kind: [view.seconds * 1000 for view in views if view.kind == kind] for kind in kinds_of(views)}
    rows = [(kind, len(every), *map(round, (middle(every), p95(every)))) for kind, every in kinds.items()]
    return table(("view", "count", "p50 ms", "p95 ms"), rows)


def kinds_of(views: Sequence[View]) -> list[str]:
    """The kinds of view there were; the opening first, the others by name."""
    return sorted({view.kind for view in views}, key=lambda kind: (kind != "open", kind))


def middle(every: Sequence[float]) -> float:
    """The median."""
    return statistics.median(every)


def p95(every: Sequence[float]) -> float:
    """What 95 of 100 do not exceed."""
    return statistics.quantiles(every, n=20, method="inclusive")[-1] if len(every) > 1 else every[0]


def publication(views: Sequence[View], changed_at: float) -> str:
    """What views showed before and after the pointer changed, with the two counts that must be nought."""
    late = [view for view in views if view.ended - view.seconds > changed_at + OF_THE_OLD]
    if not late:
        raise RuntimeError("the publish ended after the crowd had gone, so nobody can have seen it")
    rows = [
        ("views", len(views)),
        ("failed (must be 0)", count(views, FAILED, UNTOLD)),
        ("new publication shown", count(views, NEW)),
        (f"asked for more than {OF_THE_OLD} s after the publish", len(late)),
        ("of these, old publication shown (must be 0)", count(late, OLD)),
        ("s from the publish until the last old view", last_old(views, changed_at)),
    ]
    return table(("publish in the middle", "found"), rows)


def count(views: Sequence[View], *shown: str) -> int:
    """How many views showed one of these."""
    return sum(view.shown in shown for view in views)


def all_well(views: Sequence[View], *shown: str) -> None:
    """RuntimeError when a view showed anything else."""
    if count(views, *shown) < len(views):
        raise RuntimeError(f"{len(views) - count(views, *shown)} of {len(views)} views failed")


def last_old(views: Sequence[View], changed_at: float) -> float:
    """Seconds after the publish at which the last view of the old publication was whole; nought when none was."""
    return max([0.0, *(view.ended - changed_at for view in views if view.shown == OLD)])


def grown(configuration: Path) -> str:
    """What the server held after so many visits, and the slope after the first mark."""
    rows: list[tuple[object, object]] = []
    held: list[float] = []
    with running(OURS, configuration) as server:
        for before, mark in zip((0, *MARKS), MARKS, strict=False):
            all_well(visitors("in_a_row", server, mark - before), OLD)
            time.sleep(SETTLING)
            held.append(held_by(server))
            rows.append((f"{mark:,}", held[-1]))
    slope = statistics.linear_regression(MARKS[1:], held[1:]).slope * 1000
    rows.append((f"MiB per 1,000 visits, {MARKS[1]:,} to {MARKS[-1]:,}", slope))
    return table(("visits", "memory MiB (USS)"), rows)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of first screens took: milliseconds of each, and of the server's CPU for each."""

    waits: tuple[float, ...]
    cpu: float


def beside_bare(configuration: Path) -> str:
    """The first screen alone and to twenty at once: ours, bare Streamlit, and the ratio."""
    with running(OURS, configuration) as one, running(BARE, configuration) as other:
        servers = {OURS: one, BARE: other}
        jobs = {
            f"{name}, {kind}": partial(opened, server, kind)
            for kind in ("alone", "at_once")
            for name, server in servers.items()
        }
        found = {key: told(rounds) for key, rounds in in_turn(jobs).items()}
    return table(
        ("", "alone ms", "server CPU ms", f"{AT_ONCE} at once, p50 ms", "p95 ms", "server CPU ms a visit"),
        compared({name: (*found[f"{name}, alone"][::2], *found[f"{name}, at_once"]) for name in servers}),
    )


def opened(server: Server, kind: str) -> Round:
    """One round of visits."""
    cpu = used(server.process)
    views = visitors(kind, server, AT_ONCE)
    spent = (used(server.process) - cpu) * 1000 / AT_ONCE
    all_well(views, OLD, UNTOLD)
    return Round(tuple(view.seconds * 1000 for view in views), spent)


def told(rounds: Sequence[Round]) -> tuple[float, float, float]:
    """The medians over rounds: of the p50, of the p95, and of the server's CPU for a visit."""
    return (
        middle([middle(one.waits) for one in rounds]),
        middle([p95(one.waits) for one in rounds]),
        middle([one.cpu for one in rounds]),
    )


def compared(found: Mapping[str, tuple[float, ...]]) -> list[tuple[object, ...]]:
    """A line for each server, and one with ours as a share of the other."""
    ratio = [one / other for one, other in zip(*found.values(), strict=True)]
    return [*((name, *map(round, every)) for name, every in found.items()), ("ratio", *ratio)]
