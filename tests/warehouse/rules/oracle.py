"""The rules once more, slow and obvious, written from the method and not from the SQL, for the property test."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Record:
    """One version of a completion record."""

    record_key: str
    occurred_on: date
    known_from: date
    known_to: date | None = None
    period: str | None = None
    unit_id: str | None = None
    milestone_id: str | None = None


@dataclass(frozen=True)
class Plan:
    """One version of a measure's plan; `months` are the lengths of its due periods."""

    plan_id: str
    months: int
    grace_days: int
    valid_from: date | None
    valid_to: date | None
    decided_on: date | None


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


@dataclass(frozen=True)
class Milestone:
    """One version of a milestone."""

    milestone_id: str
    position: int
    due_on: date | None
    started_on: date | None
    known_from: date | None


@dataclass(frozen=True)
class Unit:
    """A member of a population."""

    unit_id: str
    valid_from: date | None
    valid_to: date | None
    occurs_on: date | None = None


def known(records: Sequence[Record], day: date) -> list[Record]:
    """The records that had happened and were known on a day."""
    return [
        one
        for one in records
        if one.occurred_on <= day and one.known_from <= day and (one.known_to is None or one.known_to > day)
    ]


def through(loads: Sequence[date], day: date) -> date | None:
    """How far the records are complete."""
    if not loads:
        return None
    before = [load for load in loads if load <= day]
    return max(before) if before else day


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def winner(plans: Sequence[Plan], day: date, on: date) -> Plan | None:
    """The plan that governs a date, as it was decided by a day."""
    governing = [
        plan
        for plan in plans
        if (plan.decided_on is None or plan.decided_on <= day)
        and (plan.valid_from is None or plan.valid_from <= on)
        and (plan.valid_to is None or plan.valid_to >= on)
    ]
    return max(governing, key=lambda plan: (plan.decided_on or date.min, plan.plan_id), default=None)


def periods(plans: Sequence[Plan], day: date) -> list[Period]:
    """The due periods that count, in order of their due dates."""
    found = []
    for plan in plans:
        for year in range(day.year - 2, day.year + 2):
            for first in range(1, 13, plan.months):
                start, due = date(year, first, 1), month_end(year, first + plan.months - 1)
                begins_in_time = plan.valid_from is None or start >= plan.valid_from
                ends_in_time = plan.valid_to is None or due <= plan.valid_to
                if begins_in_time and ends_in_time and winner(plans, day, due) == plan:
                    found.append(Period(plan, f"{year}-{first:02}", start, due))
    return sorted(found, key=lambda period: period.due_on)


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


def a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def recurring_word(outcomes: Sequence[tuple[Period, str]], day: date) -> str:
    """The word for a recurring measure whose periods are all known."""
    closed = [(period, word) for period, word in outcomes if a_year_before(day) <= period.closes_on < day]
    met = [word for _, word in closed if word in ("on_time", "late")]
    missed = [word == "missed" for _, word in closed]
    if missed and missed[-1] and (len(closed) <= 2 or missed[-2] or len(met) / len(closed) < 0.75):
        return "overdue"
    if any(missed[-4:]) or any(word == "in_grace" for _, word in outcomes):
        return "delayed"
    not_closed_but_met = any(
        word in ("on_time", "late") and period.closes_on >= day for period, word in outcomes
    )
    return "on_track" if closed or not_closed_but_met else "not_started"


def recurring(plans: Sequence[Plan], records: Sequence[Record], loads: Sequence[date], day: date) -> str:
    """The word for a recurring measure."""
    complete_to = through(loads, day)
    if winner(plans, day, day) is None:
        return "not_set"
    every = periods(plans, day)
    if not every:
        return "not_set"
    if complete_to is None:
        return "no_data"
    outcomes = [
        (period, outcome(period, completions_of(period, every, known(records, day)), day)) for period in every
    ]
    doubtful = [word in ("missed", "in_grace") and period.due_on > complete_to for period, word in outcomes]
    at_best = [
        (period, "on_time" if is_doubtful else word)
        for (period, word), is_doubtful in zip(outcomes, doubtful, strict=True)
    ]
    words = {recurring_word(outcomes, day), recurring_word(at_best, day)}
    return words.pop() if len(words) == 1 else "no_data"


def milestone(step: Milestone, records: Sequence[Record], loads: Sequence[date], day: date) -> str:
    """The word for a milestone."""
    complete_to = through(loads, day)
    if any(record.milestone_id == step.milestone_id for record in known(records, day)):
        return "completed"
    if step.due_on is None:
        return "not_set"
    if step.due_on < day:
        return "overdue" if complete_to and step.due_on <= complete_to else "no_data"
    is_started = step.started_on is not None and step.started_on <= day
    return "due_soon" if (step.due_on - day).days <= 30 and not is_started else "on_track"


def current_milestones(versions: Sequence[Milestone], day: date) -> list[Milestone]:
    """The latest known version of each milestone."""
    found: dict[str, Milestone] = {}
    for version in sorted(versions, key=lambda one: one.known_from or date.min):
        if version.known_from is None or version.known_from <= day:
            found[version.milestone_id] = version
    return sorted(found.values(), key=lambda one: one.position)


def one_off(
    versions: Sequence[Milestone], records: Sequence[Record], loads: Sequence[date], day: date
) -> str:
    """The word for a one-off measure whose plan is in force."""
    steps = current_milestones(versions, day)
    undone = [step for step in steps if milestone(step, records, loads, day) != "completed"]
    if not steps:
        return "not_set"
    if not undone:
        return "completed"
    following = min(undone, key=lambda step: (step.due_on is None, step.due_on or date.max, step.position))
    word = milestone(following, records, loads, day)
    return "no_data" if through(loads, day) is None and word != "not_set" else word
