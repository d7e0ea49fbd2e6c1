"""What the dialogue screen reads: the page's metrics with their months, changes, targets, events and other pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ui.data import rows
from ui.measures import Row

MONTH_CHOICES = (12, 24)
PAGE_METRICS = ("response_rate", "response_rate_own", "followers", "followers_daily", "likes")
CHANGING_METRICS = ("followers", "followers_daily")


@dataclass(frozen=True, slots=True)
class Series:
    """One metric: its row as known on the date, a row per month shown, its targets, and those it took over from."""

    metric: Row
    points: Sequence[Row]
    targets: Sequence[Row]
    before: "Sequence[Series]" = ()


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The metrics by id, the months' changes, the events in the months shown, who wrote of late, and the pages."""

    series: Mapping[str, Series]
    changes: Sequence[Row]
    events: Sequence[Row]
    volume: Row
    pages: Sequence[Row]


def read_dialogue(as_of: date, months: int) -> Dialogue:
    """Everything the screen shows for so many months up to the as-of date."""
    return Dialogue(
        read_series(as_of, months),
        read_changes(as_of, months),
        rows("dialogue_events", as_of=as_of, months=months),
        rows("dialogue_volume", as_of=as_of)[0],
        rows("dialogue_pages", as_of=as_of),
    )


def read_series(as_of: date, months: int) -> Mapping[str, Series]:
    """The page's metrics by id, each with the numbers it took over from."""
    metrics = list(PAGE_METRICS)
    points = rows("dialogue_points", as_of=as_of, months=months, metrics=metrics)
    targets = rows("dialogue_targets", as_of=as_of, metrics=metrics)
    every = {
        metric["metric_id"]: Series(
            metric,
            [point for point in points if point["metric_id"] == metric["metric_id"]],
            [target for target in targets if target["metric_id"] == metric["metric_id"]],
        )
        for metric in rows("dialogue_metrics", as_of=as_of, metrics=metrics)
    }
    return {
        name: Series(
            every[name].metric,
            every[name].points,
            every[name].targets,
            [one for one in every.values() if one.metric["replaced_by"] == name],
        )
        for name in metrics
        if name in every
    }


def read_changes(as_of: date, months: int) -> list[Row]:
    """The monthly changes in followers, a row per month that is over, oldest first."""
    return rows("dialogue_changes", as_of=as_of, months=months, metrics=list(CHANGING_METRICS))
