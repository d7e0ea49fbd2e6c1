"""Starts runs and kills them at any moment. A process of its own, which never opens a database, so that it may fork."""

import os
import random
import select
import signal
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from etl.report import QuietProgress
from etl.run import run
from foundation.config_file import load
from foundation.configuration import Settings

FIRST_DAY = date(2026, 1, 1)


def deliver(settings: Settings, count: int) -> None:
    """Put a delivery of that many records where the source looks for it."""
    days = (FIRST_DAY + timedelta(days=number) for number in range(count))
    rows = [f"r{number};T1.I1;{day}" for number, day in enumerate(days)]
    passing = settings.file.with_name("records.part")
    passing.write_text("\n".join(["record_id;measure_id;occurred_on", *rows]), encoding="utf-8")
    passing.replace(settings.file.with_name("records.csv"))


def now() -> datetime:
    return datetime.now(UTC)


def seconds_until_end(settings: Settings, limit: float) -> float | None:
    """Start a run and wait for its end; None when it had to be killed at the limit."""
    started = now()
    child = os.fork()
    if child == 0:
        run(settings, now, QuietProgress())
        os._exit(0)
    ended, _, _ = select.select([os.pidfd_open(child)], [], [], limit)
    if not ended:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return (now() - started).total_seconds() if ended else None


def kill_again_and_again(settings: Settings, times: int) -> int:
    """How many of so many runs were killed before their end. AssertionError when a landed file is gone."""
    chance = random.Random(20261123)
    deliver(settings, 1)
    whole_run = seconds_until_end(settings, 60)
    assert whole_run is not None
    killed, landed = 0, set[str]()
    for number in range(2, times + 2):
        deliver(settings, number)
        killed += seconds_until_end(settings, chance.uniform(0, whole_run * 1.2)) is None
        found = {file.name for file in (settings.paths.raw / "records").glob("*.parquet")}
        assert landed <= found
        landed = found
    return killed


if __name__ == "__main__":
    for unused in ("pandas", "numpy"):  # as the command does: see etl/__main__.py
        sys.modules.setdefault(unused, None)  # type: ignore[arg-type]
    import openpyxl  # noqa: F401 - once for all the runs, which would import it a hundred times

    print(kill_again_and_again(load(Path(sys.argv[1])), int(sys.argv[2])), end="")  # noqa: T201 - the parent reads it
