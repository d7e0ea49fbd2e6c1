"""The CPU that running processes have used so far, to the microsecond."""

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

CLOCK = 2  # the kernel's name for a process's own clock: clock_getcpuclockid(3)


def clocks(processes: Iterable[int]) -> dict[int, float]:
    """Seconds of CPU that each process has used since it started."""
    return {process: used(process) for process in processes}


def spent(before: Mapping[int, float], processes: Iterable[int]) -> float:
    """Seconds of CPU that processes have used since then; one that has ended meanwhile counts no more."""
    return sum(now - before.get(process, 0.0) for process, now in clocks(processes).items())


def used(process: int) -> float:
    try:
        return time.clock_gettime(~process << 3 | CLOCK)
    except OSError:
        return 0.0


def descendants(root: int = 0, *, named: str = "") -> list[int]:
    """A process with all that it started, and all that those started; those whose name begins with `named`."""
    root = root or os.getpid()
    parents = {process: parent for process, parent, _ in processes()}
    names = {process: name for process, _, name in processes()}
    found = [root]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return [process for process in found if names.get(process, "").startswith(named)]


def processes() -> list[tuple[int, int, str]]:
    """Every process that runs: its id, its parent's and its name."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            text = (folder / "stat").read_text(encoding="utf-8")
        except OSError:
            continue  # it ended meanwhile
        name, rest = text[text.index("(") + 1 : text.rindex(")")], text[text.rindex(")") + 2 :].split()
        found.append((int(folder.name), int(rest[1]), name))
    return found
