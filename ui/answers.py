"""Remembers what the published database answered, until the next but one is published."""

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping

from warehouse.read import Result

MOST_KEPT = 2000
# After a publish everybody asks at once: more questions than processors take longer together, and far more memory.
MOST_ASKED = os.cpu_count() or 1
KEPT_VERSIONS = 2  # the published one, and the one before for who began on it
Version = tuple[str, str]
Question = tuple[Version, str, tuple[tuple[str, object], ...]]


class Answers:
    """Answers shared by every visitor. They are never changed, so nothing is copied: the same rows go to all."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._versions: tuple[Version, ...] = ()
        self._kept: OrderedDict[Question, Kept] = OrderedDict()
        self._lock = threading.Lock()
        self._asking = threading.BoundedSemaphore(MOST_ASKED)

    def get(
        self, version: Version, name: str, parameters: Mapping[str, object], ask: Callable[[], Result]
    ) -> Result:
        """The answer under a query's name and values, asked for once however many wait for it.

        A new version forgets the answers of the last but one. What `ask` raises is raised, and not remembered.
        """
        kept = self._place(question(version, name, parameters))
        with kept.lock:
            if kept.answer is None:
                with self._asking:
                    kept.answer = ask()
            return kept.answer

    def _place(self, asked: Question) -> "Kept":
        with self._lock:
            if asked[0] not in self._versions:
                self._versions = (*self._versions, asked[0])[-KEPT_VERSIONS:]
                for old in [one for one in self._kept if one[0] not in self._versions]:
                    del self._kept[old]
            kept = self._kept.setdefault(asked, Kept())
            self._kept.move_to_end(asked)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return kept


class Kept:
    """The place of one answer, and the lock that lets one visitor fetch it while the others wait."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.answer: Result | None = None


def question(version: Version, name: str, parameters: Mapping[str, object]) -> Question:
    """A version, a query's name and its values as something that can be looked up; lists of values become tuples."""
    values = ((key, tuple(one) if isinstance(one, list) else one) for key, one in parameters.items())
    return version, name, tuple(sorted(values))
