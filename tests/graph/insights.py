"""Answers about a page's figures: `GET /{page}/insights?metric=…&period=…&since=…&until=…`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

from tests.graph.figures import METRICS, Metric
from tests.graph.reply import (
    NO_METRIC,
    TOO_LONG,
    UNKNOWN_METRIC,
    UNSUPPORTED_PERIOD,
    VERSION,
    RefusedError,
    Reply,
    bad_parameter,
)
from tests.graph.town import PLATFORM_ZONE, Town, TownPage, end_time, parts_of, piece

LONGEST_DAYS = 90
ROLLING = {"day": 1, "week": 7, "days_28": 28}
RANGE = "total_over_range"
NOT_OFFERED = ("month", "lifetime")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: metric days from `since` up to, but not with, `until`. No period means all rolling ones."""

    metrics: tuple[str, ...]
    periods: tuple[str, ...]
    since: date
    until: date
    is_open: bool  # no `until` was stated

    @property
    def days(self) -> int:
        """How long the window is."""
        return (self.until - self.since).days


def asked_for(parameters: Mapping[str, str], today: date) -> Wanted:
    """What the parameters ask for; without a window, the last two days. RefusedError when they cannot be read."""
    metrics = tuple(filter(None, parameters.get("metric", "").split(",")))
    period = parameters.get("period", "")
    if period and period not in (*ROLLING, RANGE, *NOT_OFFERED):
        raise RefusedError(bad_parameter("period", period))
    until = day_of(parameters, "until") or today
    since = day_of(parameters, "since") or until - timedelta(days=2)
    if since > until:
        raise RefusedError(bad_parameter("since", parameters.get("since", "")))
    is_open = "since" in parameters and "until" not in parameters
    return Wanted(metrics, (period,) if period else tuple(ROLLING), since, until, is_open)


def day_of(parameters: Mapping[str, str], name: str) -> date | None:
    """A parameter as a day: ISO, or UNIX seconds as `paging` has them. None when it is not stated."""
    text = parameters.get(name)
    if text is None:
        return None
    try:
        if text.isdecimal():
            return datetime.fromtimestamp(int(text), UTC).astimezone(PLATFORM_ZONE).date()
        return date.fromisoformat(text)
    except (ValueError, OverflowError):
        raise RefusedError(bad_parameter(name, text)) from None


def refuse(town: Town, wanted: Wanted) -> None:
    """RefusedError for a question that gets no figures. One metric that is dead or unknown takes all others down."""
    if not wanted.metrics:
        raise RefusedError(NO_METRIC)
    if any(name not in METRICS or name in town.dead_metrics for name in wanted.metrics):
        raise RefusedError(UNKNOWN_METRIC)
    if wanted.days > LONGEST_DAYS and not wanted.is_open:
        raise RefusedError(TOO_LONG)
    if any(period in NOT_OFFERED for period in wanted.periods):
        raise RefusedError(UNSUPPORTED_PERIOD)


def insights(town: Town, page: TownPage, wanted: Wanted, address: str) -> Reply:
    """The figures: one block for each metric and period that has any. `address` is where `paging` leads to."""
    refuse(town, wanted)
    blocks = ",".join(
        block(page, METRICS[name], period, values)
        for name in dict.fromkeys(wanted.metrics)
        for period in wanted.periods
        if (values := values_text(town, page, METRICS[name], period, wanted))
    )
    body = f'{{"data":[{blocks}],"paging":{paging(page, wanted, address)}}}'
    return Reply(body.encode(), headers=VERSION)


def block(page: TownPage, metric: Metric, period: str, values: str) -> str:
    """One metric of one period. Its `id` names an inner metric of the platform's, which is not always its name."""
    inner = metric.name.replace("_unique", "_v2") if metric.kind == "unique" else metric.name
    return (
        f'{{"name":"{metric.name}","period":"{period}","values":[{values}],"title":"{metric.title}",'
        f'"description":"{metric.title}. This metric is estimated.","id":"{page.id}/insights/{inner}/{period}"}}'
    )


def values_text(town: Town, page: TownPage, metric: Metric, period: str, wanted: Wanted) -> str:
    """The values of one block, in the order of days; empty when there are none."""
    if period == "day":
        start, end = places(town, page, wanted)
        return ",".join(filter(None, town.pieces(page, metric)[start:end]))
    if period == RANGE:
        return total(town, page, metric, wanted)
    return rolling(town, page, metric, ROLLING[period], wanted)


def places(town: Town, page: TownPage, wanted: Wanted) -> tuple[int, int]:
    """Where the window's days stand among the page's."""
    first = town.first_on(page)
    return max((wanted.since - first).days, 0), max((wanted.until - first).days, 0)


def rolling(town: Town, page: TownPage, metric: Metric, length: int, wanted: Wanted) -> str:
    """A point a day, each over so many days up to it: of no use for adding, and never the day's own value."""
    first, values = town.first_on(page), town.values(page, metric)
    start, end = places(town, page, wanted)
    return ",".join(
        piece(
            metric,
            first + timedelta(days=place),
            summed(metric, values[max(0, place - length + 1) : place + 1]),
        )
        for place in range(start, min(end, len(values)))
    )


def total(town: Town, page: TownPage, metric: Metric, wanted: Wanted) -> str:
    """The one number of a whole window."""
    start, end = places(town, page, wanted)
    values = town.values(page, metric)[start:end]
    if not values:
        return ""
    return (
        f'{{"value":{summed(metric, values)},"end_time":"{end_time(wanted.until):%Y-%m-%dT%H:%M:%S}+0000"}}'
    )


def summed(metric: Metric, values: Sequence[object]) -> int:
    """Days put together: the last level of a stock, fewer than the sum of what is unique."""
    counts = [count for value in values for _, count in parts_of(value)]  # type: ignore[arg-type]
    if not counts:
        return 0
    if metric.kind == "stock":
        return counts[-1]
    return sum(counts) * 4 // 5 if metric.kind == "unique" else sum(counts)


def paging(page: TownPage, wanted: Wanted, address: str) -> str:
    """Links to the windows before and after, of the same length, with the page's token in clear as the platform has."""
    length = timedelta(days=max(wanted.days, 1))
    links = (("previous", wanted.since - length, wanted.since), ("next", wanted.until, wanted.until + length))
    told = ",".join(f'"{name}":"{link(page, wanted, address, since, until)}"' for name, since, until in links)
    return f"{{{told}}}"


def link(page: TownPage, wanted: Wanted, address: str, since: date, until: date) -> str:
    """The address of another window."""
    ends = {
        name: int(end_time(day - timedelta(days=1)).timestamp())
        for name, day in (("since", since), ("until", until))
    }
    stated = {"access_token": page.token, "metric": ",".join(wanted.metrics), "period": wanted.periods[0]}
    return f"{address}/{page.id}/insights?{urlencode({**stated, **ends}, safe=',')}"
