"""The command line: python -m etl run, check, status or rebuild. Each imports what it alone needs when it is called."""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO, cast

from etl.report import BarProgress, QuietProgress, error_lines, outcome_lines, say, unexpected_text
from foundation.config_file import load
from foundation.configuration import Settings
from foundation.errors import DashboardError, FaultyInputError
from foundation.words import Words, words

WELL, NOTHING_PUBLISHED, WRONG_CALL, NOT_ALL_WELL = 0, 1, 2, 3
Command = Callable[[Settings, Words, argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; whatever happens, the reader gets sentences."""
    for stream in (sys.stdout, sys.stderr):
        cast("TextIO", stream).reconfigure(encoding="utf-8", errors="replace")  # type: ignore[attr-defined]
    call = parser().parse_args(arguments)
    language = "nb"
    try:
        settings = load(call.config)
        language = settings.organisation.language
        return COMMANDS[call.command](settings, words(language), call)
    except DashboardError as error:
        for line in error_lines(words(language), error):
            say(line, sys.stderr)
        return WRONG_CALL if isinstance(error, FaultyInputError) else NOTHING_PUBLISHED
    except KeyboardInterrupt:
        say(words(language).t("run_error.stopped"), sys.stderr)
        return NOTHING_PUBLISHED
    except OSError as error:
        said = words(language).t("run_error.disk", found=error.strerror or "", file=error.filename or "")
        say(said, sys.stderr)
        return NOTHING_PUBLISHED
    except Exception as error:  # noqa: BLE001 - the last door: no traceback reaches the reader
        say(unexpected_text(words(language), error), sys.stderr)
        return NOTHING_PUBLISHED


def parser() -> argparse.ArgumentParser:
    """The call that is understood."""
    said = words("nb")
    found = argparse.ArgumentParser(prog="python -m etl", description=said.t("run.description"))
    commands = found.add_subparsers(dest="command", required=True)
    for name in COMMANDS:
        command = commands.add_parser(name, help=said.t(f"run.help_{name}"))
        command.add_argument("--config", type=Path, help=said.t("run.help_config"))
        if name == "run":
            command.add_argument("--only", nargs="+", default=[], help=said.t("run.help_only"))
        if name == "lake":
            command.add_argument("--files", help=said.t("run.help_files"))
    return found


def run_command(settings: Settings, said: Words, call: argparse.Namespace) -> int:
    """Pull, land, build, check, publish; then the facts."""
    from etl.run import run

    progress = BarProgress(said) if sys.stdout.isatty() else nullcontext(QuietProgress())
    with progress as shown:
        outcome = run(settings, now, shown, call.only)
    for line in outcome_lines(said, outcome):
        say(line)
    return WELL if outcome.is_clean else NOT_ALL_WELL


def rebuild_command(settings: Settings, said: Words, _: argparse.Namespace) -> int:
    """Build and publish from what has landed."""
    from etl.run import rebuild

    outcome = rebuild(settings, now)
    for line in outcome_lines(said, outcome):
        say(line)
    return WELL if outcome.is_clean else NOT_ALL_WELL


def check_command(settings: Settings, said: Words, _: argparse.Namespace) -> int:
    """Try everything a run needs, without changing anything."""
    from etl.check_table import is_well, show
    from etl.preflight import preflight

    rows = preflight(settings, said, now())
    show(rows, said)
    return WELL if is_well(rows) else NOT_ALL_WELL


def status_command(settings: Settings, said: Words, _: argparse.Namespace) -> int:
    """Newest date, last run and staleness per source."""
    from etl import status

    lines, is_fresh = status.report(settings, said, now())
    for line in lines:
        say(line)
    return WELL if is_fresh else NOT_ALL_WELL


def lake_command(settings: Settings, said: Words, call: argparse.Namespace) -> int:
    """Make the shared lake, or see who is in it."""
    from etl.sharing import prepare_lake

    numbers = prepare_lake(settings, call.files)
    say(said.t("run.lake_ready", count=len(numbers), numbers=", ".join(numbers)))
    return WELL


def now() -> datetime:
    """The time, UTC; the only place where a command reads the clock."""
    return datetime.now(UTC)


COMMANDS: dict[str, Command] = {
    "run": run_command,
    "check": check_command,
    "status": status_command,
    "rebuild": rebuild_command,
    "lake": lake_command,
}

if __name__ == "__main__":
    # At the first bound value DuckDB imports pandas where it is installed, a second that a run has no use for. So does
    # openpyxl with numpy, a tenth of one.
    for unused in ("pandas", "numpy"):
        sys.modules.setdefault(unused, None)  # type: ignore[arg-type]
    sys.exit(main())
