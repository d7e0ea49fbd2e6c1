"""Remembers what the published database answered, for as long as it is the published one."""

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping

from warehouse.read import Result

MOST_KEPT = 2000
# After a publish everybody asks at once: more questions than processors take longer together, and far more memory.
MOST_ASKED = os.cpu_count() or 1
Question = tuple[str, tuple[tuple[str, object], ...]]


class Answers:
    """Answers shared by every visitor. They are never changed, so nothing is copied: the same rows go to all."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._version: tuple[str, str] = ("", "")
        self._kept: OrderedDict[Question, Kept] = OrderedDict()
        self._lock = threading.Lock()
        self._asking = threading.BoundedSemaphore(MOST_ASKED)

    def get(
        self, version: tuple[str, str], name: str, parameters: Mapping[str, object], ask: Callable[[], Result]
    ) -> Result:
        """The answer under a query's name and values, asked for once however many wait for it.

        A new version forgets the answers of the one before. What `ask` raises is raised, and not remembered.
        """
        kept = self._place(version, question(name, parameters))
        with kept.lock:
            if kept.answer is None:
                with self._asking:
                    kept.answer = ask()
            return kept.answer

    def _place(self, version: tuple[str, str], asked: Question) -> "Kept":
        with self._lock:
            if self._version != version:
                self._version = version
                self._kept.clear()
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


def question(name: str, parameters: Mapping[str, object]) -> Question:
    """A query's name and values as something that can be looked up; lists of values become tuples."""
    values = ((key, tuple(one) if isinstance(one, list) else one) for key, one in parameters.items())
    return name, tuple(sorted(values))
