"""Kills runs at any moment while readers read: nothing landed is lost, and no reader fails or sees half a build."""

import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from etl.report import QuietProgress
from etl.run import rebuild, run
from foundation.config_file import load
from foundation.configuration import Settings
from warehouse.landings import landings
from warehouse.read import Reader

KILLS = 104
READERS = 4
FIRST_DAY = date(2026, 1, 1)
ROOT = Path(__file__).parent.parent.parent
CONFIGURATION = """
[organisation]
name = "Prøve"
language = "nb"
timezone = "Europe/Oslo"

[paths]
register = "{register}"
raw = "raw"
warehouse = "warehouse"

[[source]]
id = "records"
kind = "completions_file"
path = "records.csv"
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    shutil.copytree(ROOT / "data" / "strategy", tmp_path / "strategy")
    file = tmp_path / "config.toml"
    file.write_text(CONFIGURATION.format(register="strategy"), encoding="utf-8")
    return load(file)


def deliver(settings: Settings, count: int) -> None:
    """Put a delivery of that many records where the source looks for it."""
    days = (FIRST_DAY + timedelta(days=number) for number in range(count))
    rows = [f"r{number};T1.I1;{day}" for number, day in enumerate(days)]
    text = "\n".join(["record_id;measure_id;occurred_on", *rows])
    passing = settings.file.with_name("records.part")
    passing.write_text(text, encoding="utf-8")
    passing.replace(settings.file.with_name("records.csv"))


def now() -> datetime:
    return datetime.now(UTC)


def run_once(settings: Settings) -> None:
    """One run in a process of its own, gone without a word when it ends."""
    run(settings, now, QuietProgress())
    os._exit(0)


def killed_after(settings: Settings, seconds: float) -> bool:
    """Start a run and kill it that many seconds later; whether it was still going."""
    process = multiprocessing.get_context("fork").Process(target=run_once, args=(settings,))
    process.start()
    process.join(seconds)
    was_running = process.is_alive()
    if was_running and process.pid is not None:
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    process.close()
    return was_running


def landed_files(settings: Settings) -> set[str]:
    return {landing.file.name for landing in landings(settings.paths.raw, settings.sources)}


def published_records(settings: Settings) -> int:
    """The records that a reader finds in the published database."""
    reader = Reader(settings.paths.warehouse)
    found = reader.query("source_freshness", {"as_of": date(2026, 11, 20)})
    reader.close()
    count = found.rows[0][found.columns.index("row_count")]
    assert isinstance(count, int)
    return count


@pytest.mark.torture
@pytest.mark.xdist_group("torture")
@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX signal")
def test_a_run_killed_at_any_moment_loses_nothing_and_no_reader_notices(settings: Settings) -> None:
    deliver(settings, 1)
    started = now()
    run(settings, now, QuietProgress())
    whole_run = (now() - started).total_seconds()
    readers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.torture.reader", str(settings.paths.warehouse)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(READERS)
    ]  # fmt: skip
    chance = random.Random(20261123)
    landed = landed_files(settings)
    killed = 0
    for number in range(2, KILLS + 2):
        deliver(settings, number)
        killed += killed_after(settings, chance.uniform(0, whole_run * 1.2))
        assert landed <= landed_files(settings)
        landed = landed_files(settings)
    said = [reader.communicate(input="stop\n", timeout=60) for reader in readers]
    assert [errors for _, errors in said] == [""] * READERS
    assert all(int(count) > KILLS / 4 for count, _ in said)
    assert killed > KILLS / 3
    rebuild(settings, now)
    newest = landings(settings.paths.raw, settings.sources)[-1].reading["accepted_count"]
    assert published_records(settings) == newest
    with duckdb.connect(str(settings.paths.warehouse / "analyse.duckdb")) as analysts:
        assert analysts.execute("select count(*) from completion where known_to is null").fetchall() == [
            (newest,)
        ]
