"""What the slow oracle judges: a small town's register and records, and what was known of them on a day."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


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
    value: float | None = None
    n: int | None = None


@dataclass(frozen=True)
class Plan:
    """One version of a measure's plan: `months` are the lengths of its due periods, or of its window."""

    plan_id: str
    basis: str
    months: int
    grace_days: int
    checkpoints: int
    valid_from: date | None
    valid_to: date | None
    decided_on: date | None


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
    """A member of a population; `occurs_on` where it is a meeting or a process."""

    unit_id: str
    valid_from: date | None
    valid_to: date | None
    occurs_on: date | None = None


@dataclass(frozen=True)
class Point:
    """One version of a point of a number series."""

    source_id: str
    observed_on: date
    value: float
    n: int | None
    known_from: date
    known_to: date | None = None


@dataclass(frozen=True)
class Target:
    """One version of a target."""

    target_id: str
    kind: str
    value: float
    baseline_value: float
    baseline_on: date
    due_on: date
    valid_from: date | None
    valid_to: date | None
    decided_on: date | None


@dataclass(frozen=True)
class Metric:
    """A number series with its points and targets."""

    unit: str
    interval_days: int | None
    points: Sequence[Point]
    targets: Sequence[Target]


@dataclass(frozen=True)
class Measure:
    """A measure with everything that belongs to it; each source is the list of its readings."""

    kind: str
    goal_id: str | None
    lane: str
    is_optional: bool
    unit_kind: str
    sources: Sequence[Sequence[tuple[date, str]]]
    plans: Sequence[Plan]
    records: Sequence[Record]
    milestones: Sequence[Milestone]
    units: Sequence[Unit]
    metric: Metric


def known(records: Sequence[Record], day: date) -> list[Record]:
    """The records that had happened and were known on a day."""
    return [
        one
        for one in records
        if one.occurred_on <= day and one.known_from <= day and (one.known_to is None or one.known_to > day)
    ]


def complete_to(measure: Measure, day: date) -> date | None:
    """How far a measure's records are complete."""
    reached = [source_complete_to(readings, day) for readings in measure.sources]
    known_to_all = [one for one in reached if one is not None]
    return min(known_to_all) if reached and len(known_to_all) == len(reached) else None


def source_complete_to(readings: Sequence[tuple[date, str]], day: date) -> date | None:
    good = [loaded_on for loaded_on, outcome in readings if outcome != "failed"]
    before = [loaded_on for loaded_on in good if loaded_on <= day]
    if not good:
        return None
    return max(before) if before else day


def in_force(plans: Sequence[Plan], day: date, on: date) -> Plan | None:
    """The plan that governs a date, as it was decided by a day."""
    governing = [
        plan
        for plan in plans
        if (plan.decided_on is None or plan.decided_on <= day)
        and (plan.valid_from is None or plan.valid_from <= on)
        and (plan.valid_to is None or plan.valid_to >= on)
    ]
    return max(governing, key=lambda plan: (plan.decided_on or date.min, plan.plan_id), default=None)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])
