"""Puts a generated town into a real warehouse, as the register and the sources would have left it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict

from tests.builders import Warehouse
from tests.warehouse.rules.oracle.register import Measure, Plan
from warehouse.build import Row, insert_rows

TABLES = (
    "goal", "measure", "source_measure", "etl_run", "plan", "plan_period", "completion", "milestone", "unit",
    "metric", "metric_value", "target",
)  # fmt: skip
TEXTS = ("text_nb", "text_en", "short_nb", "short_en")
NAMES = ("name_nb", "name_nn", "name_en")


def settle(made: Warehouse, town: Mapping[str, Measure]) -> None:
    """Empty the warehouse and put a town into it."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for position, goal_id in enumerate(("G1", "G2"), 1):
        rows["goal"].append({"goal_id": goal_id, "position": position, **dict.fromkeys(TEXTS, goal_id)})
    for measure_id, one in town.items():
        for table, found in (*register(measure_id, one), *delivered(measure_id, one)):
            if found not in rows[table]:
                rows[table].append(found)
    for table in TABLES:
        made.connection.execute(f"delete from {table}")  # noqa: S608 - a name of ours
        insert_rows(made.connection, table, rows[table])


def register(measure_id: str, one: Measure) -> list[tuple[str, Row]]:
    """The rows of the register that a measure has; its units are those of all measures over the same kind."""
    is_coverage, is_continuous = one.kind == "coverage", one.kind == "continuous"
    measure = {
        "measure_id": measure_id, "goal_id": one.goal_id, "position": int(measure_id[1:]), "audience": "internal",
        "kind": one.kind, "lane": one.lane, "is_optional": one.is_optional, **dict.fromkeys(TEXTS, measure_id),
        "unit_kind": one.unit_kind if is_coverage else None,
        "metric_id": measure_id if is_continuous else None,
    }  # fmt: skip
    found: list[tuple[str, Row]] = [("measure", measure)]
    for plan in one.plans:
        found += plan_rows(measure_id, one, plan)
    for step in one.milestones:
        row = {**asdict(step), "milestone_id": measure_id + step.milestone_id, "measure_id": measure_id}
        found.append(("milestone", {**row, "name_nb": "a", "name_en": "a"}))
    for unit in one.units:
        row = {**asdict(unit), "unit_id": f"{one.unit_kind} {unit.unit_id}", "unit_kind": one.unit_kind}
        found.append(("unit", {**row, "name_nb": unit.unit_id, "basis": "sample"}))
    return found + (metric_rows(measure_id, one) if is_continuous else [])


def plan_rows(measure_id: str, one: Measure, plan: Plan) -> list[tuple[str, Row]]:
    """A plan and its due periods as the register holds them."""
    plan_id = measure_id + plan.plan_id
    shared: Row = {
        "plan_id": plan_id, "measure_id": measure_id, "basis": plan.basis, "grace_days": plan.grace_days,
        "valid_from": plan.valid_from, "valid_to": plan.valid_to, "decided_on": plan.decided_on,
    }  # fmt: skip
    if one.kind != "recurring":
        window = "half_year" if plan.months == 6 else "year"
        is_of_events = one.unit_kind != "service_area"
        shape = (
            {"coverage_window": "event"}
            if is_of_events
            else {"coverage_window": window, "checkpoint_count": plan.checkpoints}
        )
        return [("plan", {**shared, **(shape if one.kind == "coverage" else {})})]
    periods: list[tuple[str, Row]] = [
        (
            "plan_period",
            {
                "plan_id": plan_id, "code": f"{first:02}", "start_month": first, "start_day": 1,
                "due_month": first + plan.months - 1, "due_day": 31,
            },
        )
        for first in range(1, 13, plan.months)
    ]  # fmt: skip
    return [("plan", shared), *periods]


def metric_rows(metric_id: str, one: Measure) -> list[tuple[str, Row]]:
    """A metric with its points and targets."""
    metric = {
        "metric_id": metric_id, "position": 1, "unit": one.metric.unit, "kind": "rate", "lane": "outcome",
        "wanted_trend": "none", "interval_days": one.metric.interval_days, "grace_days": 14,
        **dict.fromkeys(NAMES, metric_id),
    }  # fmt: skip
    found: list[tuple[str, Row]] = [("metric", metric)]
    for point in one.metric.points:
        row = {**asdict(point), "metric_id": metric_id, "value_basis": "typed", "known_basis": "first_seen"}
        found.append(("metric_value", row))
    for target in one.metric.targets:
        row = {**asdict(target), "target_id": metric_id + target.target_id, "metric_id": metric_id}
        found.append(("target", {**row, "basis": "decided"}))
    return found


def delivered(measure_id: str, one: Measure) -> list[tuple[str, Row]]:
    """What the sources delivered about a measure, and when they were read."""
    found: list[tuple[str, Row]] = []
    for number, readings in enumerate(one.sources):
        source_id = f"{measure_id} source {number}"
        found.append(("source_measure", {"source_id": source_id, "measure_id": measure_id}))
        for loaded_on, outcome in readings:
            moment = f"{loaded_on} 06:00:00"
            row = {
                "run_id": moment, "source_id": source_id, "started_at": moment, "finished_at": moment,
                "loaded_on": loaded_on, "outcome": outcome, "read_count": 1, "accepted_count": 1, "rejected_count": 0,
            }  # fmt: skip
            found.append(("etl_run", row))
    for record in one.records:
        row = {
            **asdict(record), "source_id": "own", "measure_id": measure_id, "registered_on": record.known_from,
            "registered_basis": "first_seen", "unit_id": f"{one.unit_kind} {record.unit_id}",
            "milestone_id": f"{measure_id}{record.milestone_id}",
        }  # fmt: skip
        found.append(("completion", row))
    return found
