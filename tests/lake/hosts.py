"""A host of the tests' own: a configuration, a register, folders, and what it delivers, lands and shows."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from etl.report import QuietProgress
from etl.run import Outcome, rebuild, run
from foundation.config_file import load
from foundation.configuration import Settings
from tests.browser.serving import ROOT
from warehouse.lake.following import Follower
from warehouse.publish import pointed_at

CONFIGURATION = """
[organisation]
name = "Prøve kommune"
municipality_number = "{number}"

[paths]
register = "{register}"
raw = "raw"
warehouse = "{lake}"
copy = "copy"

[[source]]
id = "{source}"
kind = "completions_file"
path = "{source}.csv"
delivery = "new_only"
"""
HEADING = "tiltak;dato;registrert_dato;id"
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def configured(folder: Path, lake: str) -> Path:
    """The project's own configuration with its warehouse in a lake, and what runs write kept in `folder`."""
    text = (ROOT / "config.toml").read_text(encoding="utf-8")
    text = text.replace('warehouse = "data/warehouse"', f'warehouse = "{lake}"')
    for name in ("data/strategy", "data/sample"):
        text = text.replace(f'"{name}', f'"{ROOT / name}')
    folder.mkdir()
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return folder / "config.toml"


class Host:
    """One machine with a source of its own, named like it."""

    def __init__(self, folder: Path, lake: str, municipality_number: str) -> None:
        folder.mkdir()
        self.folder, self.source = folder, folder.name
        text = CONFIGURATION.format(
            number=municipality_number, register=ROOT / "data" / "strategy", lake=lake, source=self.source
        )
        (folder / "config.toml").write_text(text, encoding="utf-8")

    @property
    def settings(self) -> Settings:
        """What its configuration sets."""
        return load(self.folder / "config.toml")

    def knows(self, other: "Host") -> None:
        """Set up another host's source here, too, switched off."""
        file = self.folder / "config.toml"
        text = CONFIGURATION.partition("[[source]]")[2].format(source=other.source)
        file.write_text(
            f"{file.read_text(encoding='utf-8')}\n[[source]]{text}enabled = false\n", encoding="utf-8"
        )

    def deliver(self, *records: str) -> None:
        """Write what its source delivers next: records of T1.I1 with these ids, all of one day."""
        lines = [
            f"T1.I1;2026-10-0{place};2026-10-0{place};{record}" for place, record in enumerate(records, 1)
        ]
        (self.folder / f"{self.source}.csv").write_text("\n".join([HEADING, *lines]) + "\n", encoding="utf-8")

    def run(self) -> Outcome:
        """Pull, land, share, build and publish."""
        return run(self.settings, lambda: NOW, QuietProgress())

    def rebuild(self) -> Outcome:
        """Share, build and publish, asking no source."""
        return rebuild(self.settings, lambda: NOW)

    def start(self) -> "subprocess.Popen[str]":
        """The same run as a process of its own."""
        call = [sys.executable, "-m", "etl", "run", "--config", str(self.folder / "config.toml")]
        return subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def follower(self) -> Follower:
        """What its dashboard follows the lake with."""
        paths = self.settings.paths
        assert paths.lake is not None
        return Follower(paths.lake, self.settings.organisation.municipality_number, paths.warehouse)

    def shown(self) -> list[str]:
        """The records that its screens can read now, as source and id."""
        return self.asked("select source_id || ' ' || record_key from completion order by all")

    def asked(self, query: str) -> list[str]:
        """The only column that a query finds in what is published on this host."""
        folder = self.settings.paths.warehouse
        with duckdb.connect(str(folder / str(pointed_at(folder))), read_only=True) as connection:
            return [str(row[0]) for row in connection.execute(query).fetchall()]
