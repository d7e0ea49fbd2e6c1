"""What the dialogue screen reads: the page's three metrics with their months, targets and the events around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ui.goal_data import rows
from ui.measures import Row

MONTH_CHOICES = (12, 24)


@dataclass(frozen=True, slots=True)
class Series:
    """One metric: its row as known on the date, a row per month shown, and its targets."""

    metric: Row
    points: Sequence[Row]
    targets: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The metrics by id, and the events in the months shown."""

    series: Mapping[str, Series]
    events: Sequence[Row]


def read_dialogue(as_of: date, months: int) -> Dialogue:
    """Everything the screen shows for so many months up to the as-of date."""
    points = rows("dialogue_points", as_of=as_of, months=months)
    targets = rows("dialogue_targets", as_of=as_of)
    return Dialogue(
        {
            metric["metric_id"]: Series(
                metric,
                [point for point in points if point["metric_id"] == metric["metric_id"]],
                [target for target in targets if target["metric_id"] == metric["metric_id"]],
            )
            for metric in rows("dialogue_metrics", as_of=as_of)
        },
        rows("dialogue_events", as_of=as_of, months=months),
    )
