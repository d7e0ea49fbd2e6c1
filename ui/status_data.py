"""What the status screen reads: goals, changes, deadlines and the page's numbers, as known on a date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ui.data import Row, rows
from ui.marks import STATUSES

ACROSS = "X"
PAGE_NUMBERS = ("followers", "likes", "response_rate")


@dataclass(frozen=True, slots=True)
class Status:
    """Everything on the screen. `across`, `deadlines` and `uncounted` are measures: across the goals, with something
    due, and those that are not judged. `undecidable_count`: measures whose value is there, and cannot be decided.
    """

    as_of: date
    since: date
    goals: Sequence[Row]
    across: Sequence[Row]
    changes: Sequence[Row]
    deadlines: Sequence[Row]
    numbers: Sequence[Row]
    uncounted: Sequence[Row] = ()
    undecidable_count: int = 0


def read_status(as_of: date, since: date) -> Status:
    """The status screen's rows. Raises what rows() raises."""
    # Measures are read once for two uses: the words behind them take most of the screen's time.
    measures = rows("status_measures", as_of=as_of)
    return Status(
        as_of,
        since,
        goals=rows("goal_headings", as_of=as_of),
        across=[measure for measure in measures if measure["goal"] == ACROSS],
        changes=read_changes(as_of, since),
        deadlines=[measure for measure in measures if measure["is_due"]],
        numbers=rows("status_numbers", as_of=as_of, since=since, metrics=list(PAGE_NUMBERS)),
        uncounted=rows("status_uncounted"),
        undecidable_count=sum(measure["is_undecidable"] for measure in measures),
    )


def read_changes(as_of: date, since: date) -> Sequence[Row]:
    """The measures that changed between two days, worse first. Raises what rows() raises."""
    return rows("status_changes", as_of=as_of, since=since, worst_first=list(STATUSES))
