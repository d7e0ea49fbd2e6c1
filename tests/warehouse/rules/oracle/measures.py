"""The word for any measure, the headline of a goal, and what changed: what the screens read, slow and obvious."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tests.warehouse.rules.oracle.coverage import coverage
from tests.warehouse.rules.oracle.numbers import continuous
from tests.warehouse.rules.oracle.one_off import one_off
from tests.warehouse.rules.oracle.recurring import recurring
from tests.warehouse.rules.oracle.register import Measure, complete_to, in_force
from tests.warehouse.rules.oracle.standing import Standing

BY_KIND = {"recurring": recurring, "one_off": one_off, "coverage": coverage, "continuous": continuous}
WORDS = ("completed", "on_track", "due_soon", "delayed", "overdue", "not_started", "not_set", "no_data")

Row = tuple[object, ...]


def basis(measure: Measure, day: date) -> str:
    plan = in_force(measure.plans, day, day)
    return plan.basis if plan else "not_set"


def standing(measure: Measure, day: date) -> Standing:
    """How a measure stands, with its word after the plan and the sources have had their say."""
    judged = BY_KIND[measure.kind](measure, day) or Standing("not_set")
    if measure.is_optional and basis(measure, day) != "decided":
        return replace(judged, word="not_set")
    if judged.word == "completed":
        return judged
    if basis(measure, day) == "not_set" or judged.word == "not_set":
        return replace(judged, word="not_set")
    if measure.kind != "continuous" and complete_to(measure, day) is None:
        return replace(judged, word="no_data")
    return judged


def headline(words: list[str]) -> str:
    judgeable = [word for word in words if word not in ("not_set", "no_data")]
    if not words or len(judgeable) / len(words) < 0.6:
        return "too_little_basis"
    if "overdue" in words:
        return "needs_action"
    return "follow_up" if "delayed" in words else "on_track"


def goal_row(goal_id: str | None, measures: Mapping[str, Measure], day: date) -> Row:
    """A goal as goal_status shows it."""
    words = [
        standing(one, day).word
        for one in measures.values()
        if one.goal_id == goal_id and one.lane == "activity" and not one.is_optional
    ]
    judgeable = sum(word not in ("not_set", "no_data") for word in words)
    return (goal_id, len(words), judgeable, *(words.count(word) for word in WORDS), headline(words))


def is_undecidable(standing: Standing) -> bool:
    return standing.word == "no_data" and standing.is_undecidable


def changes(measures: Mapping[str, Measure], first: date, last: date) -> set[Row]:
    """What changed between two days, as changes_between shows it."""
    found: set[Row] = set()
    for measure_id, one in measures.items():
        before, after = standing(one, first), standing(one, last)
        told = [(was.word, done(was), was.next_due) for was in (before, after)]
        if told[0] != told[1]:
            pairs = [value for pair in zip(*told, strict=True) for value in pair]
            found.add((measure_id, one.goal_id, *pairs))
    return found


def done(standing: Standing) -> int | None:
    if standing.on_time is not None and standing.late is not None:
        return standing.on_time + standing.late
    return standing.covered
