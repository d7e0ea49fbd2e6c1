"""Recurring measures, slow and obvious: every period, every record, one after another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tests.warehouse.rules.oracle.register import (
    Measure,
    Plan,
    Record,
    complete_to,
    in_force,
    known,
    month_end,
)
from tests.warehouse.rules.oracle.standing import Standing


@dataclass(frozen=True)
class Period:
    """A due period of one plan."""

    plan: Plan
    name: str
    start_on: date
    due_on: date

    @property
    def closes_on(self) -> date:
        return self.due_on + timedelta(days=self.plan.grace_days)


def periods(measure: Measure, day: date) -> list[Period]:
    """The due periods that count, in order of their due dates."""
    found = []
    for plan in measure.plans:
        for year in range(day.year - 2, day.year + 2):
            for first in range(1, 13, plan.months):
                start, due = date(year, first, 1), month_end(year, first + plan.months - 1)
                begins_in_time = plan.valid_from is None or start >= plan.valid_from
                ends_in_time = plan.valid_to is None or due <= plan.valid_to
                governs = begins_in_time and ends_in_time and in_force(measure.plans, day, due) == plan
                if governs and demands(plan, is_optional=measure.is_optional):
                    found.append(Period(plan, f"{year}-{first:02}", start, due))
    return sorted(found, key=lambda period: period.due_on)


def demands(plan: Plan, *, is_optional: bool) -> bool:
    return plan.basis == "decided" or (plan.basis != "not_set" and not is_optional)


def completions_of(period: Period, every: Sequence[Period], records: Sequence[Record]) -> list[date]:
    """The days of the records that are filed on a period, or fell in it with no later period begun."""
    found = []
    for record in records:
        begun = [other for other in every if other.start_on <= record.occurred_on]
        fell_in = max(begun, key=lambda other: other.start_on).name if begun else None
        if (record.period or fell_in) == period.name:
            found.append(record.occurred_on)
    return found


def outcome(period: Period, done: Sequence[date], day: date) -> str:
    """What became of a period."""
    if done:
        return "on_time" if min(done) <= period.due_on else "late"
    if period.closes_on < day:
        return "missed"
    if period.due_on < day:
        return "in_grace"
    return "open" if period.start_on <= day else "upcoming"


def outcomes(measure: Measure, day: date) -> list[tuple[Period, str]]:
    """Every period that counts and what became of it."""
    every = periods(measure, day)
    visible = known(measure.records, day)
    return [(period, outcome(period, completions_of(period, every, visible), day)) for period in every]


def a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def word(told: Sequence[tuple[Period, str]], day: date) -> str:
    """The word, when every outcome is taken at its face."""
    closed = [(period, word) for period, word in told if a_year_before(day) <= period.closes_on < day]
    met = [word for _, word in closed if word in ("on_time", "late")]
    missed = [word == "missed" for _, word in closed]
    if missed and missed[-1] and (len(closed) <= 2 or missed[-2] or len(met) / len(closed) < 0.75):
        return "overdue"
    if any(missed[-4:]) or any(word == "in_grace" for _, word in told):
        return "delayed"
    done_early = any(word in ("on_time", "late") and period.closes_on >= day for period, word in told)
    return "on_track" if closed or done_early else "not_started"


def recurring(measure: Measure, day: date) -> Standing | None:
    """How a recurring measure stands."""
    told = outcomes(measure, day)
    if not told:
        return None
    reached = complete_to(measure, day)
    silent = [
        word in ("missed", "in_grace") and (reached is None or period.due_on > reached)
        for period, word in told
    ]
    at_best = [
        (period, "on_time" if is_silent else word)
        for (period, word), is_silent in zip(told, silent, strict=True)
    ]
    words = {word(told, day), word(at_best, day)}
    surely = [one for one, is_silent in zip(told, silent, strict=True) if not is_silent]
    this_year = [(period, word) for period, word in told if period.due_on.year == day.year]
    ahead = [period.due_on for period, word in told if period.due_on >= day and word in ("open", "upcoming")]
    return Standing(
        word=words.pop() if len(words) == 1 else "no_data",
        planned=len(this_year),
        closed=sum(period.closes_on < day for period, _ in this_year),
        on_time=sum(word == "on_time" for _, word in this_year),
        late=sum(word == "late" for _, word in this_year),
        missed=sum(word == "missed" and period.due_on.year == day.year for period, word in surely),
        in_grace=sum(word == "in_grace" for _, word in surely),
        next_due=min(ahead, default=None),
    )
