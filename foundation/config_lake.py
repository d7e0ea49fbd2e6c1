"""Reads where the warehouse is: a folder of this machine, or a lake that several hosts share."""

import re
from pathlib import Path

from foundation.finding import Finding, Table

LAKE = "ducklake:postgres:"
COPY = "data/warehouse"  # where a host keeps its own copy of a lake, unless it says where
SECRET = re.compile(r"\bpassword\s*=|://[^@/]*:[^@/]*@", re.IGNORECASE)
NUMBER = re.compile(r"\d{4}")


def warehouse_of(table: Table, finding: Finding) -> tuple[Path, str | None]:
    """The folder of published files, and the address of the lake that they are copied from; None without a lake.

    No fault repeats the address: it might hold a password.
    """
    said = str(table["warehouse"])
    folder = finding.file.parent
    if not said.startswith("ducklake:"):
        return (folder / said).resolve(), None
    if not said.startswith(LAKE):
        finding.add("paths.warehouse", f"ducklake:{said.split(':')[1]}:", "one_of", allowed=f"{LAKE}…")
    elif SECRET.search(said):
        finding.add("paths.warehouse", LAKE, "secret", variable="PGPASSWORD")
    return (folder / str(table.get("copy", COPY))).resolve(), said


def check_owner(lake: str | None, municipality_number: str | None, finding: Finding) -> None:
    """A fault where there is a lake and no number to know the municipality's part of it by."""
    if lake is not None and not NUMBER.fullmatch(municipality_number or ""):
        finding.add("organisation.municipality_number", municipality_number or "", "municipality_number")
