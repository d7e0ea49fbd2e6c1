"""A copy of the configuration, the register and what has landed is a whole backup: the rest is made from it."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb

from tests.browser.serving import ROOT
from warehouse.read import POINTER

DAY = date(2026, 11, 20)


def answers(folder: Path) -> list[object]:
    """What the rules say of the goals, the measures and the numbers in a published warehouse."""
    file = folder / (folder / POINTER).read_text(encoding="utf-8").strip()
    with duckdb.connect(str(file), read_only=True) as connection:
        return [
            connection.execute(f"from {rule}($day)", {"day": DAY}).fetchall()
            for rule in ("goal_status", "measure_status", "metric_status", "deadline")
        ]


def test_a_warehouse_rebuilt_from_the_backup_gives_the_same_answers(sample: Path, tmp_path: Path) -> None:
    here, backup = tmp_path / "here", tmp_path / "backup"
    shutil.copytree(sample, here, symlinks=True)
    backup.mkdir()
    shutil.copy(here / "config.toml", backup)
    shutil.copytree(here / "data" / "raw", backup / "data" / "raw")
    command = [sys.executable, "-m", "etl", "rebuild", "--config", str(backup / "config.toml")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert answers(backup / "data" / "warehouse") == answers(here / "data" / "warehouse")
