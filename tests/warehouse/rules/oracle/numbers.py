"""Numbers against their targets, slow and obvious: the newest point, its interval, the way it should have come."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.warehouse.rules.oracle.register import Measure, Point, Target, known
from tests.warehouse.rules.oracle.standing import Standing


@dataclass(frozen=True)
class Reading:
    """Where a number stands."""

    value: float | None
    observed_on: date | None
    n: int | None
    target: Target | None
    verdict: str
    gap: float | None


def wilson(share: float, n: int) -> tuple[float, float]:
    """The 95 % Wilson interval, by solving |p - share| = z * sqrt(p(1 - p)/n) for p."""
    z2 = 1.959964**2
    a, b, c = 1 + z2 / n, -(2 * share + z2 / n), share * share
    root = math.sqrt(max(b * b - 4 * a * c, 0))
    # A share lies within 0 and 1, and its interval with it, whatever the last digits say.
    return max((-b - root) / (2 * a), 0.0), min((-b + root) / (2 * a), 1.0)


def points(measure: Measure, day: date) -> list[Point]:
    """The points that count on a day, those of the measure's own records among them."""
    figures = [
        one
        for one in measure.metric.points
        if one.observed_on <= day and one.known_from <= day and (one.known_to is None or one.known_to > day)
    ]
    own = [
        Point("own", one.occurred_on, one.value, one.n, one.known_from)
        for one in known(measure.records, day)
        if one.value is not None
    ]
    return figures + own


def target_on(targets: Sequence[Target], day: date) -> Target | None:
    """The target that applies on a day, as it was decided by then."""
    applying = [
        one
        for one in targets
        if (one.decided_on is None or one.decided_on <= day)
        and (one.valid_from is None or one.valid_from <= day)
        and (one.valid_to is None or one.valid_to >= day)
    ]
    return max(applying, key=lambda one: (one.decided_on or date.min, one.target_id), default=None)


def reading(measure: Measure, day: date) -> Reading:
    """Where the measure's number stands against its target."""
    target = target_on(measure.metric.targets, day)
    every = points(measure, day)
    if not every:
        return Reading(None, None, None, target, "no_data", None)
    newest = max(every, key=lambda one: (one.observed_on, one.known_from, one.source_id, one.value))
    enough = len({one.observed_on for one in every}) >= 3
    gap = gap_to(target, newest) if target and enough else None
    interval = measure.metric.interval_days
    if interval is not None and (day - newest.observed_on).days > interval + 14:
        verdict = "stale"
    elif target is None:
        verdict = "no_target"
    elif target.kind in ("increase", "decrease"):
        verdict = moving_verdict(target.kind, gap)
    else:
        verdict = holding_verdict(target, newest, is_share=measure.metric.unit == "share")
    return Reading(newest.value, newest.observed_on, newest.n, target, verdict, gap)


def gap_to(target: Target, newest: Point) -> float | None:
    """How far the number has come, less how far it should have come."""
    whole = target.value - target.baseline_value
    days = (target.due_on - target.baseline_on).days
    if whole == 0 or days == 0:
        return None
    return (newest.value - target.baseline_value) / whole - min(
        (newest.observed_on - target.baseline_on).days / days, 1
    )


def moving_verdict(kind: str, gap: float | None) -> str:
    if gap is None:
        return "undecidable"
    return "above" if (kind == "increase") == (gap >= -0.05) else "below"


def holding_verdict(target: Target, newest: Point, *, is_share: bool) -> str:
    if is_share and not newest.n:
        return "undecidable"
    low, high = wilson(newest.value, newest.n) if is_share and newest.n else (newest.value, newest.value)
    if target.kind == "at_or_above":
        return "above" if low >= target.value else "below" if high < target.value else "undecidable"
    return "below" if high <= target.value else "above" if low > target.value else "undecidable"


def continuous(measure: Measure, day: date) -> Standing:
    """How a continuous measure stands."""
    read = reading(measure, day)
    if read.target is None:
        return Standing("not_set")
    if read.verdict in ("no_data", "stale", "undecidable"):
        return Standing("no_data", is_undecidable=read.verdict == "undecidable")
    if read.target.kind.startswith("at_or_"):
        return Standing("on_track" if read.target.kind.endswith(read.verdict) else "delayed")
    gap = read.gap if read.gap is not None else -1.0
    return Standing("on_track" if gap >= -0.05 else "delayed" if gap >= -0.20 else "overdue")
