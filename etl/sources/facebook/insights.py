"""Asks for a page's daily figures, window by window, and turns answers into rows.

Shape: `{"data": [{"name", "period", "values": [{"value", "end_time"}]}], "paging": {…}}` (Meta, «Page Insights»). A
block is told by its name and period, never by its `id`, which may name another metric; `paging` holds the token and is
left alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from etl.sources.facebook.plain import plain
from etl.sources.facebook.trouble import GraphError
from etl.sources.facebook.windows import Metric, Window

PLATFORM_ZONE = ZoneInfo("America/Los_Angeles")
LARGEST_COUNT = 2**53  # beyond it a double no longer holds every whole number
LONGEST_COUNT = len(str(LARGEST_COUNT))
ALONE_AT_FAULT = ("bad_metric", "permission")


class Asking(Protocol):
    """Whoever can ask the Graph API."""

    def ask(self, path: str, **parameters: str) -> Mapping[str, object]:
        """The object that the API answers with. Raises GraphError."""


class Point(NamedTuple):
    """One value of one metric and day; `breakdown` is its key when it came as parts.

    `fault` is «reason:name» when it cannot be used, and `cell` what stood there.
    """

    metric_id: str
    breakdown: str | None
    day: date | None
    value: int | None
    fault: str | None = None
    cell: str | None = None


@dataclass(slots=True)
class Insights:
    """Reads one page's windows. `lost` holds the metrics that the API would not give, with what it said."""

    client: Asking
    page_id: str
    lost: dict[str, GraphError] = field(default_factory=dict)

    def read(self, window: Window) -> Iterator[tuple[Window, list[Point]]]:
        """The points of a window, whole or in smaller ones.

        A metric that is not there takes no other down: then each is asked for alone. Raises GraphError for what
        touches all of them.
        """
        metrics = tuple(metric for metric in window.metrics if metric.id not in self.lost)
        if not metrics:
            return
        wanted = Window(window.since, window.until, metrics)
        try:
            yield wanted, points(self.ask(wanted), wanted)
        except GraphError as trouble:
            for smaller in self.instead(wanted, trouble):
                yield from self.read(smaller)

    def instead(self, window: Window, trouble: GraphError) -> list[Window]:
        """What to ask in the place of a window that was refused; GraphError when there is nothing."""
        halves = window.halves()
        if trouble.kind == "too_old":
            # What is kept begins somewhere in these days; halved often enough, all of it is found.
            return list(halves) if halves and window.day_count > 1 else []
        if trouble.kind == "too_much" and halves:
            return list(halves)
        if trouble.kind not in ALONE_AT_FAULT:
            raise trouble
        if len(window.metrics) > 1:
            return [Window(window.since, window.until, (metric,)) for metric in window.metrics]
        self.lost[window.metrics[0].id] = trouble
        return []

    def ask(self, window: Window) -> Mapping[str, object]:
        """The answer for one window."""
        return self.client.ask(
            f"{self.page_id}/insights",
            metric=",".join(metric.name for metric in window.metrics),
            period="day",
            since=window.since.isoformat(),
            until=window.until.isoformat(),
        )


def points(body: Mapping[str, object], window: Window) -> list[Point]:
    """The daily points of the metrics that were asked for; blocks of other periods and names are left alone."""
    by_name = {metric.name: metric for metric in window.metrics}
    found: list[Point] = []
    for block in listed(body.get("data")):
        metric = by_name.get(str(block.get("name")))
        if metric is not None and block.get("period") == "day":
            for entry in listed(block.get("values")):
                found += points_of(metric, entry)
    return found


def listed(value: object) -> list[Mapping[str, object]]:
    """The objects of a list. GraphError when it is none: the answer is not of a shape that can be read."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise GraphError("strange")
    return value


def points_of(metric: Metric, entry: Mapping[str, object]) -> list[Point]:
    """The point that an entry is, or one for each part when its value comes as parts. No value is no point."""
    value, end_time = entry.get("value"), entry.get("end_time")
    if value is None:
        return []
    day = metric_day(end_time) if isinstance(end_time, (str, int)) else None
    if day is None:
        fault = "reject.impossible_date:end_time"
        return [Point(metric.id, None, None, None, fault, plain(str(end_time))[:80])]
    if type(value) is int and 0 <= value <= LARGEST_COUNT:  # nearly every one of half a million
        return [Point(metric.id, None, day, value)]
    if isinstance(value, dict):
        return [judged(metric.id, plain(str(key))[:80] or "?", day, part) for key, part in value.items()]
    return [judged(metric.id, None, day, value)]


def judged(metric_id: str, breakdown: str | None, day: date, value: object) -> Point:
    """A point whose value is a count, or says why it is none."""
    count = count_of(value)
    if count is not None:
        return Point(metric_id, breakdown, day, count)
    return Point(metric_id, breakdown, day, None, "reject.not_a_count:value", plain(str(value))[:80])


def count_of(value: object) -> int | None:
    """A count that is a whole number, also as text or with nothing behind the point; None for all else."""
    whole = value if type(value) is int else whole_number(value)
    return whole if whole is not None and 0 <= whole <= LARGEST_COUNT else None


def whole_number(value: object) -> int | None:
    """The whole number that a value says in another way: as text of digits, or with nothing behind the point."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= LONGEST_COUNT:
        return int(value)
    return None


@cache
def metric_day(end_time: str | int) -> date | None:
    """The day that a value describes: it ends with `end_time`, midnight in California, so the day is the one before.

    As text with a zone, or as UNIX seconds in digits. None when it is no moment. Facebook's day is therefore nine
    hours late for a Norwegian reader, in the weeks between the two clock changes eight.
    """
    try:
        if isinstance(end_time, int) or end_time.isdecimal():
            moment = datetime.fromtimestamp(int(end_time), UTC)
        else:
            moment = datetime.fromisoformat(end_time)
    except (ValueError, OverflowError, OSError):
        return None
    if moment.tzinfo is None:
        return None
    return moment.astimezone(PLATFORM_ZONE).date() - timedelta(days=1)
