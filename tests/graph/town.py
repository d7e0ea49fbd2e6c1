"""Invented municipalities' pages: who they are, what is true of them, and thereby what must be read from them."""

import hashlib
import json
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from itertools import islice
from zoneinfo import ZoneInfo

from tests.graph.figures import METRICS, SETTLING_DAYS, WHOLE_METRICS, Metric, Value, daily, unsettled
from tests.graph.threads import HISTORY_DAYS as TALKING_DAYS
from tests.graph.threads import Thread, threads_of

PLATFORM_ZONE = ZoneInfo("America/Los_Angeles")
KEPT_DAYS = 730
HISTORY_DAYS = 800  # more than is kept, so that something is too old to be served
YOUNG, SILENT, PAUSED, CLASSIC = 1, 2, 3, 4  # the pages that differ, by their position
YOUNG_DAYS = 300
PAUSE_DAYS = (400, 280)  # days ago: longer than one window, so that one whole answer is empty

Figure = tuple[str, str, date, str | None, int]


def invented_token(*words: object) -> str:
    """A token of the platform's look, the same for the same words."""
    return "EAAG" + hashlib.sha512("/".join(map(str, words)).encode()).hexdigest()


@cache
def end_time(day: date) -> datetime:
    """When a metric's day ends: midnight in California, in UTC."""
    midnight = datetime.combine(day + timedelta(days=1), time(), PLATFORM_ZONE)
    return midnight.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class TownPage:
    """A page. `is_own` is whether the user has a role on it; the others' give counts, but no token and no insights."""

    id: str
    user_name: str
    name: str
    is_own: bool
    begun_on: date
    has_messages: bool
    paused: tuple[date, date] | None
    has_transitioned: bool
    displayed_message_response_time: str | None
    token: str = field(repr=False)


@dataclass(frozen=True, eq=False)
class Town:
    """So many pages on a day. The second is young, the third has no messages, the fourth paused, the fifth is classic.

    `others` is how many of the last pages belong to somebody else. `is_settling` lets the last two days be counted
    again the days after. `newest_on` of the figures is the day before `today`. `dead_metrics` give no figures at all.
    """

    pages: int = 20
    seed: int = 1
    today: date = date(2026, 11, 23)
    others: int = 0
    is_settling: bool = False
    dead_metrics: Collection[str] = ()
    founded_on: date | None = None  # fixed by the first day, so that later days have the same past

    def on(self, day: date) -> "Town":
        """The same town on another day."""
        return replace(self, today=day, founded_on=self.origin)

    @property
    def origin(self) -> date:
        """The day from which the pages' ages are counted."""
        return self.founded_on or self.today

    @property
    def newest_on(self) -> date:
        """The last whole day."""
        return self.today - timedelta(days=1)

    @property
    def oldest_on(self) -> date:
        """The first day that is still kept."""
        return self.today - timedelta(days=KEPT_DAYS)

    @property
    def now(self) -> datetime:
        """The moment of the day at which conversations are seen: the small hours."""
        return datetime.combine(self.today, time(2), UTC)

    @cached_property
    def user_token(self) -> str:
        """The token of the user, or system user, who has a role on the pages."""
        return invented_token(self.seed, "user")

    @cached_property
    def every_page(self) -> tuple[TownPage, ...]:
        """All pages."""
        return tuple(self.page(position) for position in range(self.pages))

    @cached_property
    def by_name(self) -> dict[str, TownPage]:
        """Pages by id and by user name."""
        return {key: page for page in self.every_page for key in (page.id, page.user_name)}

    @cached_property
    def by_token(self) -> dict[str, TownPage]:
        """Own pages by their tokens."""
        return {page.token: page for page in self.every_page if page.is_own}

    def page(self, position: int) -> TownPage:
        """The page at a position."""
        chance = random.Random(f"{self.seed}/{position}")
        days = YOUNG_DAYS if position == YOUNG else HISTORY_DAYS
        since, until = (self.origin - timedelta(days=ago) for ago in PAUSE_DAYS)
        return TownPage(
            id=f"{chance.randint(10**9, 10**10)}{position:05d}",
            user_name=f"kommune.{position:02d}",
            name=f"Oppdiktet kommune {position}",
            is_own=position < self.pages - self.others,
            begun_on=self.origin - timedelta(days=days),
            has_messages=position != SILENT,
            paused=(since, until) if position == PAUSED else None,
            has_transitioned=position != CLASSIC,
            displayed_message_response_time="AUTOMATIC" if chance.random() < 0.5 else None,
            token=invented_token(self.seed, "page", position),
        )

    def first_on(self, page: TownPage) -> date:
        """The first day of a page that is served."""
        return max(page.begun_on, self.oldest_on)

    @cached_property
    def series(self) -> dict[tuple[str, str], list[Value | None]]:
        """Values by page id and metric name that were needed so far, from the page's `first_on`, in order."""
        return {}

    def values(self, page: TownPage, metric: Metric) -> Sequence[Value | None]:
        """A page's values of a metric, day by day, from its `first_on` to `newest_on`; None where there is none."""
        key = (page.id, metric.name)
        if key not in self.series:
            self.series[key] = self.worked_out(page, metric)
        return self.series[key]

    def worked_out(self, page: TownPage, metric: Metric) -> list[Value | None]:
        """See values."""
        if metric.name in self.dead_metrics or (metric.is_messaging and not page.has_messages):
            return []
        endless = daily(metric, random.Random(f"{self.seed}/{page.id}/{metric.name}"))
        first = self.first_on(page)
        found = list(islice(endless, (first - page.begun_on).days, (self.today - page.begun_on).days))
        if page.paused:
            since, until = ((day - first).days for day in page.paused)
            found[max(since, 0) : max(until, 0)] = [None] * (max(until, 0) - max(since, 0))
        if self.is_settling:
            found[-SETTLING_DAYS:] = [
                None if value is None else unsettled(metric, value) for value in found[-SETTLING_DAYS:]
            ]
        return found

    @cached_property
    def texts(self) -> dict[tuple[str, str], list[str]]:
        """What `pieces` worked out so far."""
        return {}

    def pieces(self, page: TownPage, metric: Metric) -> list[str]:
        """The values as JSON objects, in the order of `values`; empty where there is none."""
        key = (page.id, metric.name)
        if key not in self.texts:
            first = self.first_on(page)
            self.texts[key] = [
                "" if value is None else piece(metric, first + timedelta(days=number), value)
                for number, value in enumerate(self.values(page, metric))
            ]
        return self.texts[key]

    def truth(self, metrics: Collection[str] = tuple(WHOLE_METRICS)) -> set[Figure]:
        """Every figure that can be read today: page id, metric name, day, key (None: the whole) and value.

        Those in parts are there when they are named: `truth(METRICS)` is all.
        """
        return {
            (page.id, name, self.first_on(page) + timedelta(days=number), key, count)
            for page in self.every_page
            if page.is_own
            for name in metrics
            for number, value in enumerate(self.values(page, METRICS[name]))
            for key, count in parts_of(value)
        }

    @cached_property
    def talks(self) -> dict[str, list[Thread]]:
        """What `threads` worked out so far, by page id."""
        return {}

    def threads(self, page: TownPage) -> list[Thread]:
        """A page's conversations as far as they have come, in no order of time. The first page has many."""
        if page.id not in self.talks:
            since = self.origin - timedelta(days=TALKING_DAYS)
            per_day = 3.0 if page is self.every_page[0] else 0.4
            key = f"{self.seed}/{page.id}/talk"
            self.talks[page.id] = threads_of(key, since, self.now, per_day) if page.has_messages else []
        return self.talks[page.id]

    def personal_texts(self) -> set[str]:
        """Names, ids, addresses and words of everybody who wrote: all that may be found nowhere afterwards."""
        return {
            text
            for page in self.every_page
            for thread in self.threads(page)
            for text in thread.personal_texts()
        }

    def secrets(self) -> set[str]:
        """Every token: found nowhere but in the headers of questions."""
        return {self.user_token, *(page.token for page in self.every_page)}

    def counts(self, page: TownPage) -> dict[str, int]:
        """`followers_count` and `fan_count` as the node tells them today: one number, but on the classic page."""
        wholes = [value for value in self.values(page, METRICS["page_follows"]) if isinstance(value, int)]
        followers = (wholes[-1] if wholes else 0) + self.today.toordinal() % 5
        return {
            "followers_count": followers,
            "fan_count": followers if page.has_transitioned else followers + 25,
        }


def parts_of(value: Value | None) -> Sequence[tuple[str | None, int]]:
    """A value as its parts; the whole has no key."""
    if isinstance(value, dict):
        return list(value.items())
    return [] if value is None else [(None, value)]


def piece(metric: Metric, day: date, value: Value) -> str:
    """One value as the platform writes it: messages as text, by Meta's own sample, all else as numbers."""
    moment = end_time(day)
    if metric.is_messaging:
        return f'{{"value":"{value}","end_time":"{int(moment.timestamp())}"}}'
    number = json.dumps(value) if isinstance(value, dict) else str(value)
    return f'{{"value":{number},"end_time":"{moment:%Y-%m-%dT%H:%M:%S}+0000"}}'
