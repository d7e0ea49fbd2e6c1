"""Hands tests to workers: those of a file with a group all to one, since they share what takes long to start.

pytest-xdist does so itself, but not beside a pytest that keeps a test's id where xdist does not write it.
"""

import re
from functools import cache
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parent.parent
GROUP = re.compile(r'\bxdist_group\("(.+?)"\)')


class ByGroup(LoadScopeScheduling):  # type: ignore[misc]  # xdist tells no types
    """The largest groups first, then the tests that stand alone, in their order."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid.partition("::")[0]) or nodeid


@cache
def group_of(file: str) -> str | None:
    """The group that a file of tests names, if it does."""
    found = GROUP.search((ROOT / file).read_text(encoding="utf-8"))
    return found[1] if found else None
