"""One-off measures, slow and obvious: the latest known version of every milestone, and the next one undone."""

from datetime import date

from tests.warehouse.rules.oracle.register import Measure, Milestone, complete_to, known
from tests.warehouse.rules.oracle.standing import Standing

ToldMilestone = tuple[Milestone, date | None, int | None, str]


def milestones(measure: Measure, day: date) -> list[ToldMilestone]:
    """Each milestone in the version known on a day: when it was done, how many days late, and its word."""
    current: dict[str, Milestone] = {}
    for version in sorted(measure.milestones, key=lambda one: one.known_from or date.min):
        if version.known_from is None or version.known_from <= day:
            current[version.milestone_id] = version
    return [told(step, measure, day) for step in sorted(current.values(), key=lambda one: one.position)]


def told(step: Milestone, measure: Measure, day: date) -> ToldMilestone:
    days = [one.occurred_on for one in known(measure.records, day) if one.milestone_id == step.milestone_id]
    done_on = min(days, default=None)
    late = max((done_on - step.due_on).days, 0) if done_on and step.due_on else None
    return step, done_on, late, word(step, done_on, complete_to(measure, day), day)


def word(step: Milestone, done_on: date | None, reached: date | None, day: date) -> str:
    """The word for a milestone."""
    if done_on:
        return "completed"
    if step.due_on is None:
        return "not_set"
    if step.due_on < day:
        return "overdue" if reached and step.due_on <= reached else "no_data"
    is_started = step.started_on is not None and step.started_on <= day
    return "due_soon" if (step.due_on - day).days <= 30 and not is_started else "on_track"


def one_off(measure: Measure, day: date) -> Standing | None:
    """How a one-off measure stands."""
    steps = milestones(measure, day)
    if not steps:
        return None
    undone = [(step, word) for step, done_on, _, word in steps if not done_on]
    following = min(
        undone,
        key=lambda one: (one[0].due_on is None, one[0].due_on or date.max, one[0].position),
        default=None,
    )
    return Standing(
        word=following[1] if following else "completed",
        planned=len(steps),
        closed=sum(step.due_on is not None and step.due_on < day for step, *_ in steps),
        on_time=sum(done_on is not None and not late for _, done_on, late, _ in steps),
        late=sum(late is not None and late > 0 for _, _, late, _ in steps),
        missed=sum(word == "overdue" for *_, word in steps),
        next_due=following[0].due_on if following else None,
    )
