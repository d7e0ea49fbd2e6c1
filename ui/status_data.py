"""What the status screen reads: goals, changes, deadlines and the page's numbers, as known on a date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ui.data import Row, rows
from ui.marks import STATUSES

PAGE_NUMBERS = ("followers", "likes", "response_rate")


@dataclass(frozen=True, slots=True)
class Status:
    """Everything on the screen; each sequence holds the rows of the query of the same name."""

    as_of: date
    since: date
    goals: Sequence[Row]
    across: Sequence[Row]
    changes: Sequence[Row]
    deadlines: Sequence[Row]
    numbers: Sequence[Row]


def read_status(as_of: date, since: date) -> Status:
    """The status screen's rows. Raises what fetch() raises."""
    return Status(
        as_of,
        since,
        goals=rows("status_goals", as_of=as_of),
        across=rows("status_across", as_of=as_of),
        changes=rows("status_changes", as_of=as_of, since=since, worst_first=list(STATUSES)),
        deadlines=rows("status_deadlines", as_of=as_of),
        numbers=rows("status_numbers", as_of=as_of, since=since, metrics=list(PAGE_NUMBERS)),
    )
