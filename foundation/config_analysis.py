"""Reads the [analysis] table of config.toml: what a statement of an analyst may cost, and what is kept of it."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from foundation.configuration import Analysis
from foundation.finding import Finding, Table

BETWEEN: Mapping[str, tuple[float, float]] = {
    "seconds": (0.5, 600),
    "rows": (1, 1_000_000),
    "memory_megabytes": (64, 65_536),
    "workers": (1, 64),
    "most_workers": (1, 64),
    "nice": (0, 19),
    "log_days": (0, 3_650),
}
STARTS = ("at_first_use", "with_server")


def read_analysis(table: Table, finding: Finding) -> Analysis:
    """The [analysis] table; what it does not set is as Analysis has it."""
    before = len(finding.faults)
    finding.unknown(table, [field.name for field in fields(Analysis)], "analysis.")
    for name, (least, most) in BETWEEN.items():
        value = finding.take(table, name, (int, float) if name == "seconds" else (int,), "analysis")
        if isinstance(value, int | float) and not least <= value <= most:
            finding.add(f"analysis.{name}", value, "one_of", allowed=f"{least}–{most}")
    if table.get("start", STARTS[0]) not in STARTS:
        finding.add("analysis.start", table["start"], "one_of", allowed=", ".join(STARTS))
    finding.take(table, "log_text", (bool,), "analysis")
    finding.take(table, "folder", (str,), "analysis")
    return analysis_from(table, finding.file.parent) if len(finding.faults) == before else Analysis()


def analysis_from(table: Table, beside: Path) -> Analysis:
    """The settings in a table without faults; never fewer processes at most than are kept ready."""
    chosen: dict[str, Any] = dict(table)
    if "folder" in chosen:
        chosen["folder"] = (beside / str(chosen["folder"])).resolve()
    default = Analysis()
    chosen["most_workers"] = max(
        chosen.get("most_workers", default.most_workers), chosen.get("workers", default.workers)
    )
    return Analysis(**chosen)
