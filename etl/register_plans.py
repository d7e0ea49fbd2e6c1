"""Checks of plans: what fits which kind of measure, and periods that can be put in a calendar."""

from calendar import monthrange
from collections.abc import Iterator
from itertools import pairwise

from etl.register_checks import Rows
from etl.register_meaning import by_id, sound
from etl.register_rows import PlacedRow
from etl.register_shape import EVENT_UNIT_KINDS
from foundation.errors import Fault

COMMON_YEAR = 2025
LAST_DAY = 31


def unfit_plans(rows: Rows) -> Iterator[Fault]:
    """Periods are for recurring measures, windows and checkpoints for coverage, and neither while not set."""
    measures = by_id(rows, "measure")
    with_periods = {row.values["plan_id"] for row in rows["plan_period"]}
    for plan in sound(rows, "plan"):
        measure = measures.get(plan.values["measure_id"])
        if measure is None:
            continue
        is_set = plan.values["basis"] != "not_set"
        kind = measure.values["kind"]
        has_periods = plan.values["plan_id"] in with_periods
        needs_periods = is_set and kind == "recurring"
        if needs_periods and not has_periods and not names_periods(plan):
            yield plan.fault("every", "needs_periods")
        elif has_periods and not needs_periods:
            yield plan.fault("every", "no_periods", kind=kind, basis=plan.values["basis"])
        yield from unfit_window(plan, measure, is_set=is_set)


def names_periods(plan: PlacedRow) -> bool:
    """Whether periods are written in the plan; if they gave none, that has been told already."""
    return "every" in plan.written.entry.fields or "period" in plan.written.entry.fields


def unfit_window(plan: PlacedRow, measure: PlacedRow, *, is_set: bool) -> Iterator[Fault]:
    """Faults of a plan's window and checkpoints, seen against its measure."""
    window = plan.values["coverage_window"]
    is_event = measure.values["unit_kind"] in EVENT_UNIT_KINDS
    if (window is not None) != (is_set and measure.values["kind"] == "coverage"):
        reason = "needs_window" if window is None else "no_window"
        yield plan.fault("coverage_window", reason, kind=measure.values["kind"], basis=plan.values["basis"])
    elif window is not None and (window == "event") != is_event:
        allowed = "event" if is_event else "half_year, year"
        unit_kind = measure.values["unit_kind"]
        yield plan.fault("coverage_window", "window_of_unit", unit_kind=unit_kind, allowed=allowed)
    elif (plan.values["checkpoint_count"] is not None) != (window in ("half_year", "year")):
        yield plan.fault("checkpoint_count", "checkpoints_of_window", window=window or "–")


def unplanned_milestones(rows: Rows) -> Iterator[Fault]:
    """A due date on a milestone needs a plan that says whose it is, and such a plan needs milestones."""
    is_set = {row.values["measure_id"] for row in rows["plan"] if row.values["basis"] != "not_set"}
    measures = by_id(rows, "measure")
    for milestone in sound(rows, "milestone"):
        is_known = milestone.values["measure_id"] in measures
        if is_known and milestone.values["due_on"] and milestone.values["measure_id"] not in is_set:
            yield milestone.fault("due_on", "due_while_not_set")
    with_milestones = {row.values["measure_id"] for row in rows["milestone"]}
    for plan in sound(rows, "plan"):
        measure = measures.get(plan.values["measure_id"])
        is_one_off = measure is not None and measure.values["kind"] == "one_off"
        if is_one_off and plan.values["measure_id"] in is_set - with_milestones:
            yield plan.fault("basis", "needs_milestones")


def impossible_periods(rows: Rows) -> Iterator[Fault]:
    """A period's days exist, and it begins before it falls due in the same year."""
    for period in sound(rows, "plan_period"):
        start_month, start_day = number(period, "start_month"), number(period, "start_day")
        due_month, due_day = number(period, "due_month"), number(period, "due_day")
        if not (1 <= start_month <= 12 and 1 <= due_month <= 12):
            continue
        if start_day > monthrange(COMMON_YEAR, start_month)[1]:
            yield period.fault("start_day", "no_such_day", month=start_month)
        if due_day != LAST_DAY and due_day > monthrange(COMMON_YEAR, due_month)[1]:
            yield period.fault("due_day", "no_such_day", month=due_month)
        if (start_month, start_day) > (due_month, due_day):
            yield period.fault("start_month", "period_backwards")


def colliding_periods(rows: Rows) -> Iterator[Fault]:
    """The periods of a plan do not overlap, and one without a code is the plan's only one."""
    plans: dict[object, list[PlacedRow]] = {}
    for period in sound(rows, "plan_period"):
        plans.setdefault(period.values["plan_id"], []).append(period)
    for periods in plans.values():
        periods.sort(key=lambda row: (number(row, "start_month"), number(row, "start_day")))
        for earlier, later in pairwise(periods):
            due = (number(earlier, "due_month"), number(earlier, "due_day"))
            if due >= (number(later, "start_month"), number(later, "start_day")):
                yield later.fault("start_month", "period_overlap", other=earlier.values["code"] or "–")
        for period in periods:
            if len(periods) > 1 and period.values["code"] == "":
                yield period.fault("code", "code_needed")


def number(row: PlacedRow, column: str) -> int:
    """A whole number of a sound row."""
    value = row.values[column]
    assert isinstance(value, int)  # noqa: S101 - a sound row of a column that must be there
    return value
