"""What every benchmark shares: whole processes timed in turn, medians, ratios, and tables as Markdown."""

import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parent.parent
REPEAT = 7
PEERS = ROOT / ".venv-bench" / "bin" / "python"
PACKAGES = ("streamlit", "duckdb", "pandas", "plotly")
MEBIBYTE = 1024
Figure = TypeVar("Figure")


@dataclass(frozen=True, slots=True)
class Used:
    """What one process or one call cost: seconds of CPU, seconds on the wall, and the most memory in MiB."""

    cpu: float
    wall: float
    memory: float = 0.0


class FailedError(Exception):
    """A process that was to be timed ended badly, so it has no time."""


def process(
    command: Sequence[str], *, python: Path | str = sys.executable, environment: Mapping[str, str] | None = None,
    allowed: Sequence[int] = (0,),
) -> Used:  # fmt: skip
    """Run `python <command>` to its end and give what it used, children that it waited for included.

    Raises FailedError when it ends with a code that is not in `allowed`.
    """
    surroundings = {**os.environ, **(environment or {})}
    # Told to keep no bytecode, Python would compile our modules each time, and only ours: packages come with theirs.
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    watcher = [sys.executable, "-S", str(ROOT / "bench" / "one_process.py"), str(python), *command]
    told = subprocess.run(watcher, env=surroundings, stdout=subprocess.PIPE, check=True)  # noqa: S603 - ours
    code, cpu, wall, memory = json.loads(told.stdout)
    if code not in allowed:
        raise FailedError(f"{' '.join(command[:3])} ended with {code}")
    return Used(cpu, wall, memory / MEBIBYTE)


def in_turn(
    jobs: Mapping[str, Callable[[], Figure]], repeat: int = REPEAT, *, unmeasured: int = 1
) -> dict[str, list[Figure]]:
    """Do every job in turn, so many rounds, after `unmeasured` rounds that are thrown away."""
    found: dict[str, list[Figure]] = {name: [] for name in jobs}
    for number in range(repeat + unmeasured):
        for name, job in jobs.items():
            figure = job()
            if number >= unmeasured:
                found[name].append(figure)
    return found


def middle(every: Sequence[Used]) -> Used:
    """The median of each figure."""
    return Used(
        statistics.median(one.cpu for one in every),
        statistics.median(one.wall for one in every),
        statistics.median(one.memory for one in every),
    )


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table: text to the left, numbers to the right."""
    shown = [[f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows]
    numeric = [
        all(isinstance(row[place], int | float) for row in rows) if rows else False
        for place in range(len(headings))
    ]
    rule = ["---:" if right else "---" for right in numeric]
    return "\n".join("| " + " | ".join(line) + " |" for line in (headings, rule, *shown))


def curve(title: str, unit: str, points: Mapping[str, float]) -> str:
    """A line through the points as Markdown with a picture in it (Mermaid), the axis from nought."""
    names = ", ".join(f'"{name}"' for name in points)
    figures = ", ".join(f"{figure:.4g}" for figure in points.values())
    return "\n".join(
        (
            "```mermaid",
            "xychart-beta",
            f'    title "{title}"',
            f"    x-axis [{names}]",
            f'    y-axis "{unit}" 0 --> {max(points.values()) * 1.1:.4g}',
            f"    line [{figures}]",
            "```",
        )
    )


def machine() -> str:
    """The machine and the versions, in one line."""
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    system = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    return f"{system}, Python {platform.python_version()}, {versions}"
