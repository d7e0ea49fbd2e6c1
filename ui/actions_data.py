"""What needs somebody, as known on a date: a line per measure, narrowed to a goal or a role; and what is not judged."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ui.data import Row, rows

ALL = "all"
UNSETTLED = "none"
FIRST_SHOWN = 10
UNJUDGED = ("decision", "data", "undecidable")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader wants to see: one goal or one role (UNSETTLED: no settled role), or ALL of each."""

    goal: str = ALL
    role: str = ALL


@dataclass(frozen=True, slots=True)
class Actions:
    """The measures that need somebody in their order, all that are counted, and the next meeting if one is planned."""

    as_of: date
    needing: Sequence[Row]
    counted: Sequence[Row] = ()
    meeting: Row | None = None

    @property
    def lines(self) -> list[Row]:
        """What is behind, the most days over first, then what is due soon."""
        return [row for row in self.needing if row["need"] not in UNJUDGED]

    @property
    def unjudged(self) -> list[Row]:
        """What lacks a date, a target or data, so that nobody can say how it stands."""
        return [row for row in self.needing if row["need"] in UNJUDGED]

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
        """Only what belongs to the choice."""
        return Actions(
            self.as_of,
            [row for row in self.needing if is_chosen(row, choice)],
            [row for row in self.counted if is_chosen(row, choice)],
            self.meeting,
        )


def read_actions(as_of: date) -> Actions:
    """Every measure that needs somebody. Read whole, so that a choice asks nothing new."""
    meetings = rows("actions_next_meeting", as_of=as_of)
    return Actions(
        as_of,
        rows("actions_lines", as_of=as_of),
        rows("actions_choices", as_of=as_of),
        meetings[0] if meetings else None,
    )


def is_chosen(row: Row, choice: Choice) -> bool:
    """Whether a measure belongs to the chosen goal, and to the chosen role as the one that answers."""
    return choice.goal in (ALL, row["goal"]) and choice.role in (ALL, role_key(row))


def role_key(row: Row) -> str:
    """The one role that answers for a measure; UNSETTLED where there is none."""
    return str(row["role_id"] or UNSETTLED)
