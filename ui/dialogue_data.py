"""What the dialogue screen reads: the page's metrics with their months, targets and the events around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ui.goal_data import rows
from ui.measures import Row

MONTH_CHOICES = (12, 24)
PAGE_METRICS = ("response_rate", "response_rate_own", "followers", "followers_daily", "likes")


@dataclass(frozen=True, slots=True)
class Series:
    """One metric: its row as known on the date, a row per month shown, and its targets."""

    metric: Row
    points: Sequence[Row]
    targets: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The metrics by id, the events in the months shown, and how many wrote of late."""

    series: Mapping[str, Series]
    events: Sequence[Row]
    volume: Row


def read_dialogue(as_of: date, months: int) -> Dialogue:
    """Everything the screen shows for so many months up to the as-of date."""
    metrics = list(PAGE_METRICS)
    points = rows("dialogue_points", as_of=as_of, months=months, metrics=metrics)
    targets = rows("dialogue_targets", as_of=as_of, metrics=metrics)
    return Dialogue(
        {
            metric["metric_id"]: Series(
                metric,
                [point for point in points if point["metric_id"] == metric["metric_id"]],
                [target for target in targets if target["metric_id"] == metric["metric_id"]],
            )
            for metric in rows("dialogue_metrics", as_of=as_of, metrics=metrics)
        },
        rows("dialogue_events", as_of=as_of, months=months),
        rows("dialogue_volume", as_of=as_of)[0],
    )
