"""Rebuilds as `python -m etl rebuild` does, and tells what each step cost: python -m bench.growth_build FILE OUTPUT."""

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bench.measure import MEBIBYTE, Used
from etl.checks import check
from etl.database import lay_out
from etl.run import local_day, prepared_register
from foundation.config_file import load
from warehouse.build import create_rules
from warehouse.exports import export
from warehouse.loading import load_landings, load_settings
from warehouse.publish import building, only_run, publish

STEPS = ("load", "rules and checks", "publish", "analysts' files")
Steps = dict[str, Used]


def rebuild(file: Path) -> Steps:
    """Each step's CPU, wall seconds and the process's highest memory so far; the file is left published."""
    settings = load(file)
    folder = settings.paths.warehouse
    found: Steps = {}
    with only_run(folder):
        with building(folder) as connection:
            with timed(found, "load"):
                lay_out(connection, prepared_register(settings))
                load_settings(connection, settings)
                load_landings(connection, settings)
            with timed(found, "rules and checks"):
                create_rules(connection)
                check(connection, local_day(settings, datetime.now(UTC)))
        with timed(found, "publish"):
            version = publish(folder, datetime.now(UTC))
        with timed(found, "analysts' files"):
            export(folder, version, local_day(settings, datetime.now(UTC)))
    return found


@contextmanager
def timed(found: Steps, step: str) -> Iterator[None]:
    """Note what a step cost under its name."""
    cpu, wall = time.process_time(), time.perf_counter()
    yield
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE
    found[step] = Used(time.process_time() - cpu, time.perf_counter() - wall, memory)


def main(file: Path, output: Path) -> None:
    """Write the steps as JSON."""
    steps = rebuild(file)
    written = {step: (used.cpu, used.wall, used.memory) for step, used in steps.items()}
    output.write_text(json.dumps(written), encoding="utf-8")


def read_steps(output: Path) -> Steps:
    """What main() wrote."""
    return {step: Used(*figures) for step, figures in json.loads(output.read_text(encoding="utf-8")).items()}


if __name__ == "__main__":
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]  # as the command does: see etl/__main__.py
    main(Path(sys.argv[1]), Path(sys.argv[2]))
