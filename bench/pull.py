"""Reads and lands what a run would, without building: python -m bench.pull CONFIGURATION, for the benchmarks."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl.database import lay_out
from etl.report import QuietProgress
from etl.run import begin, prepared_register, take
from foundation.config_file import load


def main(file: Path) -> None:
    """Pull and land each source of a configuration."""
    settings = load(file)
    with duckdb.connect() as connection:
        lay_out(connection, prepared_register(settings), commented=False)
        this = begin(settings, connection, lambda: datetime.now(UTC), QuietProgress())
        for source in settings.enabled_sources:
            take(this, source)


if __name__ == "__main__":
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]  # as the command does: see etl/__main__.py
    main(Path(sys.argv[1]))
