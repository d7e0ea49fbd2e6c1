"""What a shared lake costs beside one file: questions, publishing, and following, on one machine."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

import duckdb

from bench.measure import ROOT, Used, in_turn, middle, process, table
from foundation.config_file import load
from foundation.configuration import Settings
from tests.browser.serving import published_sample
from tests.lake.hosts import configured
from tests.lake.servers import NO_SERVER, postgres, programs
from warehouse.lake.connection import open_lake
from warehouse.lake.following import Follower
from warehouse.lake.layout import create_lake
from warehouse.publish import pointed_at

PYTHON = ROOT / ".venv-lake" / "bin" / "python"
QUESTION = "select * from measure_status(date '2026-11-20')"
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
DAY = date(2026, 11, 20)


def tables() -> str:
    """The table, measured by a process of the environment that has the lake's extensions.

    Ends with words where there is no PostgreSQL.
    """
    if programs() is None:
        sys.exit(NO_SERVER)
    call = [str(PYTHON), "-m", "bench.lake"]
    return subprocess.run(call, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


@dataclass(frozen=True, slots=True)
class Stage:
    """One publication in a folder of its own, and the same in a lake with two hosts."""

    alone: Settings
    writer: Settings
    reader: Settings


@contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    """A stage on a PostgreSQL server that ends with it."""
    with postgres() as server:
        address = server.lake("bench")
        create_lake(address, f"{folder / 'files'}/")
        hosts = [load(configured(folder / name, address)) for name in ("writer", "reader")]
        process(["-m", "etl", "run", "--config", str(hosts[0].file)], allowed=(0, 3))
        (folder / "alone").mkdir()
        yield Stage(load(published_sample(folder / "alone")), *hosts)


def measured(on: Stage) -> str:
    """Questions, publishing and following in turn."""
    found = {**questions(on), **in_turn(publishing(on)), **following(on)}
    rows = [(name, middle(every).wall * 1000, middle(every).cpu * 1000) for name, every in found.items()]
    return table(("What", "ms", "CPU ms"), rows)


def questions(on: Stage) -> dict[str, list[Used]]:
    """One question from the copy, and in the lake."""
    folder, lake = on.alone.paths.warehouse, open_lake(str(on.writer.paths.lake), is_read_only=True)
    lake.execute("use lake.k3427")
    with duckdb.connect(str(folder / str(pointed_at(folder))), read_only=True) as copy:
        found = in_turn(
            {
                "a question from the copy": lambda: timed(lambda: copy.execute(QUESTION).fetchall()),
                "the same in the lake": lambda: timed(lambda: lake.execute(QUESTION).fetchall()),
            }
        )
    lake.close()
    return found


def publishing(on: Stage) -> dict[str, Callable[[], Used]]:
    """A rebuild to each place."""
    return {
        f"publish to {name}": partial(rebuilt, settings)
        for name, settings in (("a folder", on.alone), ("the lake", on.writer))
    }


def rebuilt(settings: Settings) -> Used:
    """A whole `etl rebuild`."""
    return process(["-m", "etl", "rebuild", "--config", str(settings.file)], allowed=(0, 3))


def following(on: Stage) -> dict[str, list[Used]]:
    """What a screen waits for: nothing new, and a new publication."""
    paths = on.reader.paths
    follower = Follower(str(paths.lake), on.reader.organisation.municipality_number, paths.warehouse)

    def new() -> Used:
        rebuilt(on.writer)
        return timed(lambda: follower.follow(NOW, DAY))

    found = in_turn(
        {
            "follow, something new": new,
            "follow, nothing new": lambda: timed(lambda: follower.follow(NOW, DAY)),
        }
    )
    follower.close()
    return found


def timed(job: Callable[[], object]) -> Used:
    """What a call in this process costs."""
    begun, used = perf_counter(), process_time()
    job()
    return Used(process_time() - used, perf_counter() - begun)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="bench-lake-") as passing, stage(Path(passing)) as ready:
        sys.stdout.write(measured(ready) + "\n")
