"""What needs somebody, as known on a date: a line per measure, narrowed to a goal or a role."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ui.data import Row, rows

ALL = "all"
FIRST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader wants to see: one goal or one role, or ALL of each."""

    goal: str = ALL
    role: str = ALL


@dataclass(frozen=True, slots=True)
class Actions:
    """The lines in order, the most days over first."""

    as_of: date
    lines: Sequence[Row]

    @property
    def by_status(self) -> Counter[str]:
        """How many lines each status has."""
        return Counter(str(line["status"]) for line in self.lines)

    @property
    def oldest(self) -> Row | None:
        """The line that is most days over; None where none is over a date."""
        over = [line for line in self.lines if line["days_over"] is not None]
        return over[0] if over else None

    def narrowed(self, choice: Choice) -> "Actions":
        """Only the lines of what was chosen."""
        return Actions(self.as_of, [line for line in self.lines if is_chosen(line, choice)])


def read_actions(as_of: date) -> Actions:
    """Every measure that needs somebody. Read whole, so that a choice asks nothing new."""
    return Actions(as_of, rows("actions_lines", as_of=as_of))


def is_chosen(line: Row, choice: Choice) -> bool:
    """Whether a line belongs to the chosen goal, and to the chosen role as the first that answers."""
    return choice.goal in (ALL, line["goal"]) and choice.role in (ALL, first_role(line))


def first_role(line: Row) -> str:
    """The one role that answers for a measure; empty where nobody does."""
    return str(line["roles"][0]["id"]) if line["roles"] else ""
