"""Copies of the real register for tests to spoil, and what its reader then says."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from etl.register import Register, read_register
from foundation.configuration import ROOT
from foundation.errors import Fault, RegisterError

STRATEGY = ROOT / "data" / "strategy"
SAMPLE = ROOT / "data" / "sample" / "register"


def copy_of(source: Path, folder: Path) -> Path:
    """A copy of a register folder that a test may edit, under the folder's own name."""
    return shutil.copytree(source, folder / source.name)


def edit(file: Path, before: str, after: str) -> None:
    """Replace the first occurrence of a text, which must be there; without one, add to the end of the file."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    assert before in text, f"{file.name} does not hold {before!r}"
    file.write_text(text.replace(before, after, 1) if before else text + after, encoding="utf-8")


def faults_in(*folders: Path) -> Sequence[Fault]:
    """What is wrong with the register in these folders; nothing when it can be read."""
    try:
        read_register(folders, {})
    except RegisterError as error:
        return error.faults
    return ()


def told(faults: Sequence[Fault]) -> list[tuple[str, str, str, str]]:
    """Faults without their line: (file, key, found, reason)."""
    return [
        (fault.file.partition(":")[0], fault.key, fault.found, fault.reason.removeprefix("register."))
        for fault in faults
    ]


def real() -> Register:
    """The register as it ships, without the sample's additions."""
    return read_register([STRATEGY], {})
