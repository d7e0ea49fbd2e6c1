"""What the goal screen reads, as known on a date: a goal's heading, its measures and their facts, its metrics."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ui.data import rows
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
    assessments: Sequence[Row] = ()


def goal_ids(as_of: date) -> list[str]:
    """The goals by id in the strategy's order, then X for what runs across."""
    return [row["goal_id"] or ACROSS for row in rows("goal_headings", as_of=as_of)]


def read_goal(goal_id: str, as_of: date) -> Goal:
    """Everything the screen shows of one goal. All goals are read at once, so that changing goal asks nothing new."""
    (heading,) = of_goal(goal_id, rows("goal_headings", as_of=as_of))
    metrics = of_goal(goal_id, rows("goal_metrics", as_of=as_of))
    measures = of_goal(goal_id, rows("goal_measures", as_of=as_of))
    approaches = of_goal(goal_id, rows("goal_approaches"))
    assessments = of_goal(goal_id, rows("goal_assessments", as_of=as_of))
    return Goal(
        goal_id, as_of, heading, with_facts(measures, metrics, as_of), metrics, approaches, assessments
    )


def of_goal(goal_id: str, found: Sequence[Row]) -> list[Row]:
    """The rows of one goal, or of what runs across."""
    return [row for row in found if (row["goal_id"] or ACROSS) == goal_id]


def with_facts(measures: Sequence[Row], metrics: Sequence[Row], as_of: date) -> list[Measure]:
    """Measures with what their status rests on, who answers, and their records; in the order given."""
    periods, milestones, units, records = (
        by_measure(rows(query, as_of=as_of))
        for query in ("goal_periods", "goal_milestones", "goal_coverage", "goal_records")
    )
    roles = by_measure(rows("goal_roles", as_of=as_of))
    channels, ambiguities = (by_measure(rows(query)) for query in ("goal_channels", "goal_ambiguities"))
    metric_by_id = {metric["metric_id"]: metric for metric in metrics}
    return [
        Measure(
            row,
            Facts(periods[key], milestones[key], units[key], metric_by_id.get(row["metric_id"], {})),
            roles[key],
            channels[key],
            ambiguities[key],
            records[key],
        )
        for row in measures
        for key in [row["measure_id"]]
    ]


def by_measure(found: Sequence[Row]) -> Mapping[str, list[Row]]:
    """Rows gathered under their measure, in the order they came; a measure that has none has an empty list."""
    gathered: defaultdict[str, list[Row]] = defaultdict(list)
    for row in found:
        gathered[row["measure_id"]].append(row)
    return gathered
