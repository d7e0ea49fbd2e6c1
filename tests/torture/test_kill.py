"""Kills runs at any moment while readers read: nothing landed is lost, and no reader fails or sees half a build."""

import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
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
ROOT = Path(__file__).parent.parent.parent
CONFIGURATION = """
[organisation]
name = "Prøve"

[paths]
register = "strategy"
raw = "raw"
warehouse = "warehouse"

[[source]]
id = "records"
kind = "completions_file"
path = "records.csv"
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A municipality with the real register and one record, published once."""
    shutil.copytree(ROOT / "data" / "strategy", tmp_path / "strategy")
    file = tmp_path / "config.toml"
    file.write_text(CONFIGURATION, encoding="utf-8")
    (tmp_path / "records.csv").write_text(
        "record_id;measure_id;occurred_on\nr0;T1.I1;2026-01-01\n", encoding="utf-8"
    )
    run(load(file), now, QuietProgress())
    return load(file)


def now() -> datetime:
    return datetime.now(UTC)


def started(module: str, *arguments: object) -> subprocess.Popen[str]:
    """A process of its own whose end and last words the test waits for."""
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.torture.{module}", *map(str, arguments)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def published_records(settings: Settings) -> object:
    """How many records a reader finds in the published database."""
    reader = Reader(settings.paths.warehouse)
    found = reader.query("source_freshness", {"as_of": date(2026, 11, 20)})
    reader.close()
    return found.rows[0][found.columns.index("row_count")]


@pytest.mark.torture
@pytest.mark.xdist_group("torture")
@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the killer waits on a Linux process descriptor"
)
def test_a_run_killed_at_any_moment_loses_nothing_and_no_reader_notices(settings: Settings) -> None:
    readers = [started("reader", settings.paths.warehouse) for _ in range(READERS)]
    killer = started("killer", settings.file, KILLS)
    killed, complaint = killer.communicate(timeout=500)
    said = [reader.communicate(input="stop\n", timeout=60) for reader in readers]
    assert (complaint, [errors for _, errors in said]) == ("", [""] * READERS)
    assert int(killed) > KILLS / 3
    assert all(int(count) > KILLS / 4 for count, _ in said)
    rebuild(settings, now)
    newest = landings(settings.paths.raw, settings.sources)[-1].reading["accepted_count"]
    assert published_records(settings) == newest
    with duckdb.connect(str(settings.paths.warehouse / "analyse.duckdb")) as analysts:
        current = analysts.execute("select count(*) from completion where known_to is null").fetchall()
        assert current == [(newest,)]
