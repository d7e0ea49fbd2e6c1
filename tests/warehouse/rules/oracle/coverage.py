"""Coverage, slow and obvious: who belongs, who is covered, and what was required at the last checkpoint."""

import math
from collections.abc import Sequence
from datetime import date, timedelta

from tests.warehouse.rules.oracle.register import Measure, Plan, Unit, complete_to, in_force, known, month_end
from tests.warehouse.rules.oracle.standing import Standing

ToldUnit = tuple[str, date | None]


def window(months: int, grace_days: int, day: date) -> tuple[date, date]:
    """The window in view on a day."""
    viewed = day - timedelta(days=grace_days)
    first = (viewed.month - 1) // months * months + 1
    return date(viewed.year, first, 1), month_end(viewed.year, first + months - 1)


def members(measure: Measure, day: date) -> list[ToldUnit]:
    """Who belongs to the population on a day, and when each was covered, by name."""
    plan = in_force(measure.plans, day, day)
    if plan is None:
        return []
    if measure.unit_kind == "service_area":
        start, end = window(plan.months, plan.grace_days, day)
        belonging = [(unit, start, end) for unit in measure.units if exists(unit, min(day, end))]
    else:
        belonging = [(unit, unit.valid_from or on, on) for unit, on in held(measure, plan, day)]
    return sorted(
        (unit.unit_id, covered_on(unit, measure, (first, last), day)) for unit, first, last in belonging
    )


def exists(unit: Unit, on: date) -> bool:
    return (unit.valid_from is None or unit.valid_from <= on) and (
        unit.valid_to is None or unit.valid_to >= on
    )


def held(measure: Measure, plan: Plan, day: date) -> list[tuple[Unit, date]]:
    """The meetings held in the year in view, before the day and under the plan."""
    start, end = window(12, plan.grace_days, day)
    begins = max(start, plan.valid_from or start)
    return [
        (unit, unit.occurs_on)
        for unit in measure.units
        if unit.occurs_on and begins <= unit.occurs_on <= end and unit.occurs_on < day
    ]


def covered_on(unit: Unit, measure: Measure, days: tuple[date, date], day: date) -> date | None:
    first, last = days
    return min(
        (
            record.occurred_on
            for record in known(measure.records, day)
            if record.unit_id == unit.unit_id and first <= record.occurred_on <= last
        ),
        default=None,
    )


def coverage(measure: Measure, day: date) -> Standing | None:
    """How a coverage measure stands."""
    plan = in_force(measure.plans, day, day)
    if plan is None:
        return None
    return areas(measure, plan, day) if measure.unit_kind == "service_area" else events(measure, plan, day)


def areas(measure: Measure, plan: Plan, day: date) -> Standing | None:
    """How a measure over service areas stands."""
    told = members(measure, day)
    if not told:
        return None
    start, end = window(plan.months, plan.grace_days, day)
    stretch = plan.months // plan.checkpoints
    checkpoints = [
        (
            month_end(start.year, start.month + stretch * place - 1),
            math.ceil(len(told) * place / plan.checkpoints),
        )
        for place in range(1, plan.checkpoints + 1)
    ]
    passed = [one for one in checkpoints if one[0] < day]
    covered = sum(covered_on is not None for _, covered_on in told)
    is_judged = plan.valid_from is None or plan.valid_from <= start
    return Standing(
        word=areas_word(covered, len(told), passed[-1:] if is_judged else [], complete_to(measure, day)),
        covered=covered,
        population=len(told),
        required=passed[-1][1] if passed else None,
        window_start=start,
        window_end=end,
        next_due=min((on for on, _ in checkpoints if on >= day), default=None),
    )


def areas_word(covered: int, population: int, last: Sequence[tuple[date, int]], reached: date | None) -> str:
    if covered == population:
        return "completed"
    if not last:
        return "on_track" if covered else "not_started"
    (checkpoint_on, required), *_ = last
    if covered >= required:
        return "on_track"
    if reached is None or checkpoint_on > reached:
        return "no_data"
    return "delayed" if covered >= 0.8 * required else "overdue"


def events(measure: Measure, plan: Plan, day: date) -> Standing:
    """How a measure over meetings or processes stands."""
    covered = {unit_id for unit_id, covered_on in members(measure, day) if covered_on}
    happened = held(measure, plan, day)
    uncovered = [on for unit, on in happened if unit.unit_id not in covered]
    reached = complete_to(measure, day)
    surely = [on for on in uncovered if reached and on <= reached]
    coming = [unit.occurs_on for unit in measure.units if unit.occurs_on and unit.occurs_on >= day]
    start, end = window(12, plan.grace_days, day) if happened else (None, None)
    words = {events_word(len(happened), late, plan, day) for late in (uncovered, surely)}
    word = words.pop() if len(words) == 1 else "no_data"
    return Standing(
        word=word if happened or coming else "not_set",
        covered=len(covered),
        population=len(happened),
        required=len(happened),
        window_start=start,
        window_end=end,
        next_due=min(coming, default=None),
    )


def events_word(held_count: int, uncovered: Sequence[date], plan: Plan, day: date) -> str:
    if any(occurs_on + timedelta(days=plan.grace_days) < day for occurs_on in uncovered):
        return "overdue"
    if uncovered:
        return "delayed"
    return "on_track" if held_count else "not_started"
