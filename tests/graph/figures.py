"""The metrics that the server knows, and what they were day by day: the same for the same seed, whatever is asked."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["stock", "flow", "unique", "parts"]
Value = int | dict[str, int]

GAP_SHARE = 0.02  # days on which a page has no value for a metric: none, which is not 0
SETTLING_DAYS = 2  # how long a day is counted again, where a town does that


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric of the platform. `size` is about what a day brings; `parts` are the keys of a value in parts."""

    name: str
    kind: Kind
    size: int
    title: str
    parts: tuple[str, ...] = ()

    @property
    def is_messaging(self) -> bool:
        """Whether it tells of messages, whose values come as text as Meta documents them."""
        return self.name.startswith("page_messages_")


def by_name(*metrics: Metric) -> dict[str, Metric]:
    """Metrics by their names."""
    return {metric.name: metric for metric in metrics}


WHOLE_METRICS = by_name(
    Metric("page_follows", "stock", 2000, "Lifetime Total Follows"),
    Metric("page_daily_follows_unique", "flow", 6, "Daily New Follows"),
    Metric("page_daily_unfollows_unique", "flow", 2, "Daily New Unfollows"),
    Metric("page_views_total", "flow", 80, "Daily Total views count per Page"),
    Metric("page_post_engagements", "flow", 120, "Daily Post Engagements"),
    Metric("page_media_view", "flow", 900, "Daily Media Views"),
    Metric("page_total_media_view_unique", "unique", 500, "Daily Media Viewers"),
    Metric("page_messages_new_conversations_unique", "flow", 3, "Daily New Conversations"),
    Metric("page_messages_blocked_conversations_unique", "flow", 1, "Daily Blocked Conversations"),
    Metric("page_messages_reported_conversations_unique", "flow", 1, "Daily Reported Conversations"),
    Metric("page_messages_total_messaging_connections", "stock", 300, "Messaging Connections"),
)
PARTED_METRICS = by_name(
    Metric(
        "page_actions_post_reactions_total", "parts", 9, "Daily Reactions", ("like", "love", "wow", "anger")
    ),
    Metric(
        "page_fan_adds_by_paid_non_paid_unique", "parts", 4, "Daily New Likes", ("total", "paid", "unpaid")
    ),
)
METRICS = WHOLE_METRICS | PARTED_METRICS


def daily(metric: Metric, chance: random.Random) -> Iterator[Value | None]:
    """A metric's values for ever, from a page's first day; None is a day without a value."""
    level = chance.randint(metric.size // 2, metric.size * 2)
    while True:
        level = max(0, level + chance.randint(-3, 4))
        is_missing = chance.random() < GAP_SHARE
        value = level if metric.kind == "stock" else counted(metric, chance)
        yield None if is_missing else value


def counted(metric: Metric, chance: random.Random) -> Value:
    """What a day brought. A part that is 0 is left out, as the platform does."""
    if not metric.parts:
        return chance.randint(0, metric.size * 2)
    found = {part: chance.randint(0, metric.size) for part in metric.parts}
    return {part: count for part, count in found.items() if count}


def unsettled(metric: Metric, value: Value) -> Value:
    """What a day is given as before all of it is counted."""
    if metric.kind == "stock" or isinstance(value, dict):
        return value
    return value * 9 // 10
