"""What the goal screen reads, as known on a date: a goal's heading, its measures and their facts, its metrics."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ui.data import fetch
from ui.measures import Facts, Row

ACROSS = "X"
AUDIENCES = ("internal", "external")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its row, the facts behind its status, who and what belongs to it, and its newest records."""

    row: Row
    facts: Facts
    roles: Sequence[Row]
    channels: Sequence[Row]
    ambiguities: Sequence[Row]
    records: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal, or what runs across (goal_id X), as known on a date."""

    goal_id: str
    as_of: date
    heading: Row
    measures: Sequence[Measure]
    metrics: Sequence[Row]
    approaches: Sequence[Row]


def goal_ids(as_of: date) -> list[str]:
    """The goals by id in the strategy's order, then X for what runs across."""
    return [row["goal_id"] or ACROSS for row in rows("goal_headings", as_of=as_of)]


def read_goal(goal_id: str, as_of: date) -> Goal:
    """Everything the screen shows of one goal."""
    heading = next(row for row in rows("goal_headings", as_of=as_of) if (row["goal_id"] or ACROSS) == goal_id)
    metrics = rows("goal_metrics", goal=goal_id, as_of=as_of)
    return Goal(
        goal_id,
        as_of,
        heading,
        read_measures(goal_id, as_of, metrics),
        metrics,
        rows("goal_approaches", goal=goal_id),
    )


def read_measures(goal_id: str, as_of: date, metrics: Sequence[Row]) -> list[Measure]:
    """The goal's measures, the one that most needs somebody first."""
    dated = {"goal": goal_id, "as_of": as_of}
    periods = by_measure(rows("goal_periods", **dated))
    milestones = by_measure(rows("goal_milestones", **dated))
    units = by_measure(rows("goal_coverage", **dated))
    records = by_measure(rows("goal_records", **dated))
    roles, channels, ambiguities = (
        by_measure(rows(query, goal=goal_id)) for query in ("goal_roles", "goal_channels", "goal_ambiguities")
    )
    metric_by_id = {metric["metric_id"]: metric for metric in metrics}
    return [
        Measure(
            row,
            Facts(
                periods.get(row["measure_id"], ()),
                milestones.get(row["measure_id"], ()),
                units.get(row["measure_id"], ()),
                metric_by_id.get(row["metric_id"], {}),
            ),
            roles.get(row["measure_id"], ()),
            channels.get(row["measure_id"], ()),
            ambiguities.get(row["measure_id"], ()),
            records.get(row["measure_id"], ()),
        )
        for row in rows("goal_measures", **dated)
    ]


def rows(query: str, **parameters: object) -> list[Row]:
    """A query's rows by column name, with None where there is no value."""
    return [
        {str(name): value for name, value in row.items()}
        for row in fetch(query, **parameters).to_dict("records")
    ]


def by_measure(found: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows gathered under their measure, in the order they came."""
    gathered: dict[str, list[Row]] = {}
    for row in found:
        gathered.setdefault(row["measure_id"], []).append(row)
    return gathered
