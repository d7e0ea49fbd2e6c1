"""What the stories screen reads, as known on a date: months with and without a story, and those around an event."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ui.data import Row, rows

MONTHS_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Stories:
    """The numbers that stories can be held against, by metric id: the groups, their months, and the events.

    `ground` is a word for what is missing where there are none. `figures` tells how each month's stories were
    received, by metric id, and `happened` everything that has happened, the oldest first.
    """

    as_of: date
    ground: str
    differences: Mapping[str, Row]
    months: Mapping[str, Sequence[Row]]
    events: Mapping[str, Sequence[Row]]
    figures: Mapping[str, Sequence[Row]]
    happened: Sequence[Row]

    def shown(self, metric_id: str) -> Sequence[Row]:
        """The newest months of a number."""
        return self.months[metric_id][-MONTHS_SHOWN:]

    def seen(self, metric_id: str) -> Sequence[Row]:
        """What happened in the months shown, each with the letter that it has on every screen."""
        shown = {row["month_on"] for row in self.shown(metric_id)}
        return [row for row in self.happened if row["month_on"] in shown]

    def event(self, metric_id: str, event_id: str) -> Row:
        """What was so before and after an event."""
        return next(row for row in self.events[metric_id] if row["event_id"] == event_id)


def read_stories(as_of: date) -> Stories:
    """Everything the screen shows. Read whole, so that a choice asks nothing new."""
    (ground,) = rows("stories_ground", as_of=as_of)
    return Stories(
        as_of,
        str(ground["word"]),
        {str(row["metric_id"]): row for row in rows("stories_differences", as_of=as_of)},
        by_metric("stories_months", as_of),
        by_metric("stories_events", as_of),
        by_metric("stories_figures", as_of),
        rows("stories_happened", as_of=as_of),
    )


def by_metric(query: str, as_of: date) -> Mapping[str, list[Row]]:
    """The rows of a query gathered under their metric."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows(query, as_of=as_of):
        found[str(row["metric_id"])].append(row)
    return found
