"""Which days to ask for: two years at first, then from the last loaded day less three; at most 89 days at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_WINDOW_DAYS = 89  # Meta lets 90 days through, and counts them its own way
HISTORY_DAYS = 730  # Meta keeps two years
LOOK_BACK_DAYS = 3  # most metrics are counted again for a day or two
LONGEST_SILENCE_DAYS = 28  # so far back values may still turn up where there were some before
ABREAST_DAYS = 7  # metrics that begin so near each other are asked for together


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric of the register, by its id and the platform's own name. Null days: no limit."""

    id: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """How far one metric of one page has been read: the newest day with a value, and the last day asked about."""

    newest_on: date | None = None
    asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `since` up to, and not with, `until`; and the metrics to ask about."""

    since: date
    until: date
    metrics: tuple[Metric, ...]

    @property
    def day_count(self) -> int:
        """How many days it holds."""
        return (self.until - self.since).days

    def halves(self) -> tuple["Window", "Window"] | None:
        """Two smaller windows: of fewer days, else of fewer metrics; None when it is as small as can be."""
        if self.day_count > 1:
            middle = self.since + timedelta(days=self.day_count // 2)
            return Window(self.since, middle, self.metrics), Window(middle, self.until, self.metrics)
        if len(self.metrics) > 1:
            half = len(self.metrics) // 2
            first, second = self.metrics[:half], self.metrics[half:]
            return Window(self.since, self.until, first), Window(self.since, self.until, second)
        return None


def windows(metrics: Iterable[Metric], reached: Mapping[str, Reached], today: date) -> list[Window]:
    """What to ask about one page, oldest first. `reached` is by metric id; metrics that are over are left out."""
    begun: dict[date, list[Metric]] = defaultdict(list)
    for metric in metrics:
        if metric.valid_to is None or metric.valid_to >= today:
            begun[first_day(metric, reached.get(metric.id, Reached()), today)].append(metric)
    return [window for since, together in merged(begun) for window in walk(since, today, together)]


def first_day(metric: Metric, reached: Reached, today: date) -> date:
    """The first day to ask about."""
    oldest = today - timedelta(days=HISTORY_DAYS)
    start = (
        max(reached_on(reached) - timedelta(days=LOOK_BACK_DAYS), oldest) if reached != Reached() else oldest
    )
    return min(max(start, metric.valid_from or oldest), today)


def reached_on(reached: Reached) -> date:
    """The day to look back from: the newest with a value, unless the silence after it has lasted too long."""
    if reached.newest_on is None or reached.asked_on is None:
        return reached.newest_on or reached.asked_on or date.min
    return max(reached.newest_on, reached.asked_on - timedelta(days=LONGEST_SILENCE_DAYS))


def merged(begun: Mapping[date, list[Metric]]) -> Iterator[tuple[date, tuple[Metric, ...]]]:
    """Metrics that begin on one day, together; and all that are abreast of the foremost, from the first of them."""
    abreast = max(begun, default=date.min)
    near = [since for since in sorted(begun) if (abreast - since).days <= ABREAST_DAYS]
    for since in sorted(begun):
        if since not in near:
            yield since, tuple(begun[since])
    if near:
        yield near[0], tuple(metric for since in near for metric in begun[since])


def walk(since: date, until: date, metrics: tuple[Metric, ...]) -> Iterator[Window]:
    """Windows side by side, none too long."""
    while since < until:
        end = min(since + timedelta(days=LONGEST_WINDOW_DAYS), until)
        yield Window(since, end, metrics)
        since = end
