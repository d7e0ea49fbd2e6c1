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
    """Everything on the screen. `across` and `deadlines` are measures: across the goals, and with something due."""

    as_of: date
    since: date
    goals: Sequence[Row]
    across: Sequence[Row]
    changes: Sequence[Row]
    deadlines: Sequence[Row]
    numbers: Sequence[Row]


def read_status(as_of: date, since: date) -> Status:
    """The status screen's rows. Raises what fetch() raises."""
    # Measures are read once for three uses: the words behind them take most of the screen's time.
    measures = rows("status_measures", as_of=as_of)
    totals = {measure["measure_id"]: measure["total_count"] for measure in measures}
    changes = rows("status_changes", as_of=as_of, since=since, worst_first=list(STATUSES))
    return Status(
        as_of,
        since,
        goals=rows("goal_headings", as_of=as_of),
        across=[measure for measure in measures if measure["goal"] == ACROSS],
        changes=[{**change, "total_count": totals[change["measure_id"]]} for change in changes],
        deadlines=[measure for measure in measures if measure["is_due"]],
        numbers=rows("status_numbers", as_of=as_of, since=since, metrics=list(PAGE_NUMBERS)),
    )
