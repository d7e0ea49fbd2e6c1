"""The rules once more, slow and obvious, written from the method and not from the SQL, for the property test."""

import calendar
import math
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


def window(months: int, grace_days: int, day: date) -> tuple[date, date]:
    """The window of a coverage measure that is in view on a day."""
    viewed = day - timedelta(days=grace_days)
    first = (viewed.month - 1) // months * months + 1
    return date(viewed.year, first, 1), month_end(viewed.year, first + months - 1)


def coverage(
    units: Sequence[Unit],
    records: Sequence[Record],
    loads: Sequence[date],
    months: int,
    checkpoints: int,
    day: date,
) -> tuple[str, int, int]:
    """The word for a measure over service areas with 14 days of grace, how many are covered, and of how many."""
    start, end = window(months, 14, day)
    counted_on = min(day, end)
    members = {
        unit.unit_id
        for unit in units
        if (unit.valid_from is None or unit.valid_from <= counted_on)
        and (unit.valid_to is None or unit.valid_to >= counted_on)
    }
    covered = {
        record.unit_id
        for record in known(records, day)
        if record.unit_id in members and start <= record.occurred_on <= end
    }
    word = coverage_word(len(members), len(covered), start, months // checkpoints, checkpoints, loads, day)
    complete_to = through(loads, day)
    if complete_to is None and word not in ("completed", "not_set"):
        word = "no_data"
    return word, len(covered), len(members)


def coverage_word(
    member_count: int,
    covered_count: int,
    start: date,
    stretch: int,
    checkpoints: int,
    loads: Sequence[date],
    day: date,
) -> str:
    """The word from how many are covered and what was required at the last checkpoint."""
    if member_count == 0:
        return "not_set"
    if covered_count == member_count:
        return "completed"
    passed = [
        (
            month_end(start.year, start.month + stretch * place - 1),
            math.ceil(member_count * place / checkpoints),
        )
        for place in range(1, checkpoints + 1)
    ]
    passed = [one for one in passed if one[0] < day]
    if not passed:
        return "on_track" if covered_count else "not_started"
    checkpoint_on, required = passed[-1]
    if covered_count >= required:
        return "on_track"
    complete_to = through(loads, day)
    if complete_to is None or checkpoint_on > complete_to:
        return "no_data"
    return "delayed" if covered_count >= 0.8 * required else "overdue"


def events(units: Sequence[Unit], records: Sequence[Record], loads: Sequence[date], day: date) -> str:
    """The word for a coverage measure over processes with 14 days of grace."""
    start, end = window(12, 14, day)
    held = [
        unit for unit in units if unit.occurs_on and start <= unit.occurs_on <= end and unit.occurs_on < day
    ]
    if not held and not any(unit.occurs_on and unit.occurs_on >= day for unit in units):
        return "not_set"
    uncovered = [
        unit.occurs_on for unit in held if unit.occurs_on and not is_covered(unit, known(records, day))
    ]
    complete_to = through(loads, day)
    if complete_to is None:
        return "no_data"
    surely = [occurs_on for occurs_on in uncovered if occurs_on <= complete_to]
    words = {event_word(len(held), uncovered, day), event_word(len(held), surely, day)}
    return words.pop() if len(words) == 1 else "no_data"


def is_covered(unit: Unit, records: Sequence[Record]) -> bool:
    first, last = unit.valid_from or unit.occurs_on, unit.occurs_on
    assert first is not None
    assert last is not None
    return any(record.unit_id == unit.unit_id and first <= record.occurred_on <= last for record in records)


def event_word(held_count: int, uncovered: Sequence[date], day: date) -> str:
    if any(occurs_on + timedelta(days=14) < day for occurs_on in uncovered):
        return "overdue"
    if uncovered:
        return "delayed"
    return "on_track" if held_count else "not_started"


def wilson(share: float, n: int) -> tuple[float, float]:
    """The 95 % Wilson interval, by solving |p − share| = z·√(p(1−p)/n) for p."""
    z2 = 1.959964**2
    a, b, c = 1 + z2 / n, -(2 * share + z2 / n), share * share
    root = math.sqrt(max(b * b - 4 * a * c, 0))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)
