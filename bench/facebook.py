"""Times the Facebook source against the smallest correct loop: python -m bench.facebook 1 10 50 [--repeat 7].

Whole processes, in turn, against one server on loopback in a process of its own: `floor` is bench/facebook_floor.py,
`pull` reads and lands as a run does, `run` is the whole command with register, build and publish. First two years, then
the last days again.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.etl.facebook_town import CONFIGURATION, ROOT
from tests.graph.figures import WHOLE_METRICS
from tests.graph.serve import graph_process
from tests.graph.town import Town

VARIABLE = "BENCH_TOKEN"
LOOK_BACK = timedelta(days=4)
HISTORY = timedelta(days=730)


def main(arguments: Sequence[str]) -> None:
    """Print the medians for each number of pages."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("pages", type=int, nargs="+")
    reader.add_argument("--repeat", type=int, default=7)
    asked = reader.parse_args(arguments)
    print(f"{'pages':>5} {'what':<12} {'cpu s':>6} {'wall s':>7} {'MiB':>5} {'cpu/floor':>9}")
    for count in asked.pages:
        town = Town(count, today=datetime.now(UTC).date())
        with graph_process(town) as url, tempfile.TemporaryDirectory() as folder:
            os.environ[VARIABLE] = town.user_token
            measure(town, url, Path(folder), asked.repeat)


def measure(town: Town, url: str, folder: Path, repeat: int) -> None:
    """Each process so many times in turn; the first time is for the server, which then has its answers ready."""
    found: dict[str, list[tuple[float, float, float]]] = {}
    for number in range(repeat + 1):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        configure(town, url, folder)
        for name, command in commands(town, url, folder).items():
            used = timed(command)
            if number:
                found.setdefault(name, []).append(used)
    for name, every in found.items():
        cpu, wall, size = (statistics.median(one[place] for one in every) for place in range(3))
        floor = statistics.median(one[0] for one in found["floor" + name[name.index(" ") :]])
        print(f"{town.pages:>5} {name:<12} {cpu:>6.2f} {wall:>7.2f} {size:>5.0f} {cpu / floor:>9.2f}")


def configure(town: Town, url: str, folder: Path) -> None:
    """Write a configuration for each of the two that need one."""
    pages = ", ".join(f'"{page.id}"' for page in town.every_page)
    for name in ("pull", "run"):
        (folder / name).mkdir()
        text = CONFIGURATION.format(
            register=ROOT / "data" / "strategy", pages=pages, url=url, variable=VARIABLE, options=""
        )
        (folder / name / "config.toml").write_text(
            text.replace('sample_register = "more"\n', ""), encoding="utf-8"
        )


def commands(town: Town, url: str, folder: Path) -> Mapping[str, Sequence[str]]:
    """What is timed, in its order."""
    pages = ",".join(page.id for page in town.every_page)
    ends = {"cold": town.today - HISTORY, "again": town.today - LOOK_BACK}
    floor = {
        f"floor {name}": ["-m", "bench.facebook_floor", url, str(folder), f"{since}/{town.today}",
                          ",".join(WHOLE_METRICS), pages]
        for name, since in ends.items()
    }  # fmt: skip
    pull = {
        f"pull {name}": ["-m", "bench.facebook_pull", str(folder / "pull" / "config.toml")] for name in ends
    }
    whole = {
        f"run {name}": ["-m", "etl", "run", "--config", str(folder / "run" / "config.toml")] for name in ends
    }
    return {**floor, **pull, **whole}


def timed(command: Sequence[str]) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and largest memory in MiB of a process."""
    started = datetime.now(UTC)
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    process = os.posix_spawn(sys.executable, [sys.executable, *command], os.environ, file_actions=quiet)
    _, status, used = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{command[1]} ended with {os.waitstatus_to_exitcode(status)}")
    wall = (datetime.now(UTC) - started).total_seconds()
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
