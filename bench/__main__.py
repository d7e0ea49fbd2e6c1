"""Runs benchmarks, all or those named, and writes their tables into bench/RESULTS.md: python -m bench [PART …]."""

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from bench.measure import machine

RESULTS = Path(__file__).parent / "RESULTS.md"
# Each is a module of this folder whose tables() gives Markdown.
PARTS = ("first_screen", "screens", "crowd", "facebook", "completions", "growth", "start", "analysts", "lake")


def main(arguments: Sequence[str]) -> None:
    """Measure each part asked for, print its tables and put them in their place."""
    reader = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    reader.add_argument("part", nargs="*", choices=[*PARTS, []], metavar="PART", help=", ".join(PARTS))
    for part in reader.parse_args(arguments).part or PARTS:
        print(f"{part} …", file=sys.stderr)
        found = import_module(f"bench.{part}").tables()
        print(found)
        RESULTS.write_text(
            placed(RESULTS.read_text(encoding="utf-8"), part, measured(found)), encoding="utf-8"
        )


def measured(tables: str) -> str:
    """The tables with the day and the machine."""
    return f"Measured {datetime.now(UTC):%Y-%m-%d}: {machine()}.\n\n{tables}"


def placed(text: str, part: str, found: str) -> str:
    """The text with what stood between a part's marks replaced. ValueError when the marks are missing."""
    marks = rf"(<!-- measured: {part} -->\n).*?(\n<!-- end: {part} -->)"
    replaced, count = re.subn(marks, lambda kept: f"{kept[1]}{found}{kept[2]}", text, flags=re.DOTALL)
    if count != 1:
        raise ValueError(f"{RESULTS.name} has no marks for {part}")
    return replaced


if __name__ == "__main__":
    main(sys.argv[1:])
