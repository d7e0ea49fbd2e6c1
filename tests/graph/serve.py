"""Serves a town's Graph as a process of its own: `python -m tests.graph.serve --pages 20 --seed 7`. Prints its port."""

import argparse
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.graph.asked import Asked
from tests.graph.faults import ALL, NO_FAULTS, Faults, Kind
from tests.graph.graph import Graph
from tests.graph.server import REPORT, GraphServer
from tests.graph.town import Town

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Report:
    """What a server in another process remembers, as `Graph` does."""

    asked: tuple[Asked, ...]
    counts: dict[str, int]
    violations: tuple[str, ...]
    most_in_flight: int


def report(url: str) -> Report:
    """What the server at an address remembers."""
    with urllib.request.urlopen(url + REPORT) as answer:  # noqa: S310 - our own, on loopback
        told = json.load(answer)
    asked = tuple(Asked(**one) for one in told["asked"])
    return Report(asked, told["counts"], tuple(told["violations"]), told["most_in_flight"])


def wanted(arguments: Sequence[str]) -> argparse.Namespace:
    """What the command line asks for."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--pages", type=int, default=20)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--today", type=date.fromisoformat, default=Town.today)
    reader.add_argument("--others", type=int, default=0)
    reader.add_argument("--dead", nargs="*", default=[], help="metrics that are dead")
    reader.add_argument("--rate", type=float, default=0.0, help="share of the requests that meet each kind")
    reader.add_argument("--fault-seed", type=int, default=0)
    reader.add_argument("--kinds", nargs="*", default=sorted(kind.name for kind in ALL), help="by name")
    reader.add_argument("--regain-minutes", type=int, default=1)
    reader.add_argument("--delay-seconds", type=float, default=0.0, help="how long each answer takes")
    reader.add_argument("--until-stdin-ends", action="store_true")
    return reader.parse_args(arguments)


def main(arguments: Sequence[str]) -> None:
    """Serve until stopped, or until its input ends where that is asked for."""
    asked = wanted(arguments)
    town = Town(asked.pages, asked.seed, asked.today, asked.others, dead_metrics=tuple(asked.dead))
    kinds = frozenset(Kind[name] for name in asked.kinds)
    faults = Faults(asked.rate, kinds, asked.fault_seed, regain_minutes=asked.regain_minutes)
    server = GraphServer(Graph(town, faults), asked.delay_seconds)
    print(server.server_address[1], flush=True)  # noqa: T201 - what the caller waits for
    if asked.until_stdin_ends:
        with server.running():
            sys.stdin.read()
    else:
        server.serve_forever()


@contextmanager
def graph_process(town: Town, faults: Faults = NO_FAULTS, *, delay_seconds: float = 0.0) -> Iterator[str]:
    """The address of a town's Graph in a process of its own, which ends with the block, or with this process.

    Of the town its size, seed, day, others and dead metrics are the same; of the faults rate, kinds, seed and minutes.
    """
    arguments = {
        "--pages": town.pages,
        "--seed": town.seed,
        "--today": town.today,
        "--others": town.others,
        "--rate": faults.rate,
        "--fault-seed": faults.seed,
        "--regain-minutes": faults.regain_minutes,
        "--delay-seconds": delay_seconds,
    }
    words = [str(word) for pair in arguments.items() for word in pair]
    words += ["--kinds", *(kind.name for kind in faults.kinds), "--dead", *town.dead_metrics]
    command = [sys.executable, "-m", "tests.graph.serve", *words, "--until-stdin-ends"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        yield f"http://127.0.0.1:{port}"
        process.communicate()  # ends its input, and waits


if __name__ == "__main__":
    main(sys.argv[1:])
