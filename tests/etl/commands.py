"""A municipality of its own in a folder, and the commands run on it as its users run them."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

ROOT = Path(__file__).parent.parent.parent
CONFIGURATION = f"""
[organisation]
name = "Prøve kommune"

[paths]
register = "{ROOT / "data" / "strategy"}"
raw = "raw"
warehouse = "warehouse"

[[source]]
id = "records"
kind = "completions_file"
path = "records.csv"
"""
RECORDS = "measure_id;occurred_on;registered_on\nT1.I1;10.02.2026;\nT1.I1;03.05.2026;04.05.2026\n"


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Municipality:
    """A folder with a configuration and a file of records."""

    folder: Path

    def write(self, name: str, text: str, encoding: str = "utf-8") -> Path:
        """Write a file in the folder."""
        file = self.folder / name
        file.write_text(text, encoding=encoding)
        return file

    def command(self, *arguments: str, environment: Mapping[str, str] | None = None) -> Said:
        """Run `python -m etl` on this municipality; whatever it answers, it is never a traceback."""
        done = subprocess.run(
            [sys.executable, "-m", "etl", *arguments, "--config", str(self.folder / "config.toml")],
            cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8",
            env={**os.environ, **(environment or {})},
        )  # fmt: skip
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return Said(done.returncode, done.stdout, done.stderr)

    def published(self, query: str) -> list[tuple[object, ...]]:
        """What a query finds in the published database."""
        warehouse = self.folder / "warehouse"
        name = (warehouse / "CURRENT").read_text(encoding="utf-8").strip()
        with duckdb.connect(str(warehouse / name), read_only=True) as connection:
            return connection.execute(query).fetchall()


def municipality(folder: Path) -> Municipality:
    """A municipality with the real register and two records."""
    made = Municipality(folder)
    made.write("config.toml", CONFIGURATION)
    made.write("records.csv", RECORDS)
    return made
