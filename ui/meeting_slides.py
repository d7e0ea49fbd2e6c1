"""What each screen says in a meeting: its lines, from the same rows as the screen itself."""

from collections.abc import Callable, Mapping
from datetime import date

from foundation.words import Words
from ui.actions_slides import actions_slides
from ui.calendar_slides import calendar_slides
from ui.channels_slides import channels_slides
from ui.coverage_slides import coverage_slides
from ui.data import Row
from ui.dialogue import interval_said
from ui.dialogue_data import read_dialogue
from ui.dialogue_run import run_line
from ui.goal import headline_reason
from ui.goal_choices import asked
from ui.goal_data import ACROSS, Measure, goal_ids, read_goal
from ui.marks import HEADLINE_SIGNS, STATUSES
from ui.measures import amount, due_said, name_of, rests_on, undecided_said, verdict_word
from ui.meeting import MOST_LINES, Line, Slide, in_pages
from ui.method_slides import method_slides
from ui.status import capitalised, goal_name, reason
from ui.status_behind import is_behind
from ui.status_data import Status, read_status
from ui.status_lists import SHOWN_DEADLINES, happened, more, told, turned
from ui.stories_slides import stories_slides
from ui.strategy_slides import strategy_slides
from ui.text import pick

Slides = Callable[[date, date, Words], list[Slide]]
SHOWN_METRICS = ("response_rate", "response_rate_own", "followers")


def status_slides(as_of: date, since: date, words: Words) -> list[Slide]:
    """The goals with their words; what changed; who must do what."""
    status = read_status(as_of, since)
    goals = [goal_line(goal, status, words) for goal in status.goals if goal["measure_count"]]
    changed = [change_line(change, words) for change in status.changes]
    due = deadline_lines(status, words)
    changed_title = words.t("status_page.changes_title", date=since)
    return [
        Slide(words.t("status_page.question"), goals, is_large=True),
        *in_pages(changed_title, changed, words.t("status_page.changes_none", date=since)),
        *in_pages(words.t("status_page.deadlines"), due, words.t("status_page.deadlines_none")),
    ]


def goal_line(goal: Row, status: Status, words: Words) -> Line:
    """One goal with its headline and the reason."""
    measure = status.across[0] if goal["goal_id"] is None and len(status.across) == 1 else None
    headline = goal["headline"]
    short = pick(goal, "short") or (pick(measure, "short") if measure else "")
    label = " · ".join(part for part in (goal_name(goal, words), short) if part)
    return Line(
        HEADLINE_SIGNS[headline], label, words.t(f"headline.{headline}"), reason(goal, measure, words),
        is_alarm=headline == "needs_action",
    )  # fmt: skip


def change_line(change: Row, words: Words) -> Line:
    """One measure that changed."""
    before, after = change["from_status"], change["to_status"]
    return Line(after, pick(change, "short"), turned(before, after, words), happened(change, words))


def deadline_lines(status: Status, words: Words) -> list[Line]:
    """As many as the screen shows, and all that is behind; then how many more have something due."""
    most = max(SHOWN_DEADLINES, sum(is_behind(row) for row in status.deadlines))
    shown, rest = status.deadlines[:most], status.deadlines[most:]
    lines = [deadline_line(row, status.as_of, words) for row in shown]
    return [*lines, Line("", more(rest, words), "")] if rest else lines


def deadline_line(row: Row, as_of: date, words: Words) -> Line:
    """One measure with something due, and the role that answers for it."""
    role = capitalised(pick(row, "role") or words.t("actions_page.not_settled"))
    return Line(row["status"], pick(row, "short"), role, told(row, as_of, words))


def goal_slides(as_of: date, since: date, words: Words) -> list[Slide]:  # noqa: ARG001 - every screen is asked alike
    """The goal that the address asks for: its headline, then its measures, the worst first."""
    goal = read_goal(asked("goal", goal_ids(as_of)), as_of)
    heading = goal.heading
    title = words.t("goal_page.across_title") if goal.goal_id == ACROSS else name_of(heading, "text", words)
    headline = heading["headline"]
    first = Line(
        HEADLINE_SIGNS[headline], goal_name(heading, words), words.t(f"headline.{headline}"),
        headline_reason(heading, words), is_alarm=headline == "needs_action",
    )  # fmt: skip
    judged = [measure for measure in goal.measures if measure.row["lane"] == "activity"]
    judged.sort(key=lambda measure: STATUSES.index(measure.row["status"]))
    lines = [measure_line(measure, as_of, words) for measure in judged]
    shown = [first, *count_lines(heading, words)][:MOST_LINES]
    return [Slide(title, shown, is_large=True), *in_pages(title, lines, words.t("goal_page.no_measures"))]


def count_lines(heading: Row, words: Words) -> list[Line]:
    """How many measures have each status, the worst first; what none has is left out."""
    counted = ((status, heading[f"{status}_count"]) for status in STATUSES)
    return [
        Line(status, words.t(f"status.{status}"), words.number(count)) for status, count in counted if count
    ]


def measure_line(measure: Measure, as_of: date, words: Words) -> Line:
    """One measure with its word and its next date."""
    row = measure.row
    why = undecided_said(measure.facts.metric, words) if row["is_undecidable"] else ""
    said = " · ".join(part for part in (why, *due_said(row, measure.facts, as_of, words)) if part)
    return Line(row["status"], name_of(row, "short", words), words.t(f"status.{row['status']}"), said)


def dialogue_slides(as_of: date, since: date, words: Words) -> list[Slide]:  # noqa: ARG001
    """The page's newest numbers, each with what it rests on and how it stands."""
    dialogue = read_dialogue(as_of, 12)
    metrics = [dialogue.series[name].metric for name in SHOWN_METRICS if name in dialogue.series]
    lines = [metric_line(metric, words) for metric in metrics if metric["value"] is not None]
    lines += [Line("", *run_line(dialogue.changes, words))] if dialogue.changes else []
    title = words.t("dialogue_page.question")
    return [Slide(title, lines, is_large=True, empty=words.t("dialogue_page.no_value"))]


def metric_line(metric: Row, words: Words) -> Line:
    """One number, with what it rests on, where the true one lies, and how it stands against its target."""
    rests = rests_on(metric["value"], metric["n"], metric["unit"], words)
    day = words.t("dialogue_page.side_date", date=metric["observed_on"])
    said = " · ".join(part for part in (rests, day, against(metric, words)) if part)
    status = "no_data" if metric["verdict"] in ("stale", "undecidable") else ""
    return Line(status, name_of(metric, "name", words), amount(metric["value"], metric["unit"], words), said)


def against(metric: Row, words: Words) -> str:
    """The verdict, with the interval and the target that it is made from; nothing for what is context only."""
    if metric["lane"] == "context":
        return ""
    if metric["verdict"] == "stale" or metric["target_value"] is None:
        return verdict_word(metric, words)
    target = words.t(
        f"dialogue_page.slide_target.{'proposed' if metric['target_basis'] == 'proposed' else 'decided'}",
        level=amount(metric["target_value"], metric["unit"], words),
    )
    span = interval_said(metric, words) if metric["low"] is not None else ""
    return " · ".join(part for part in (span, target, verdict_word(metric, words)) if part)


SLIDES: Mapping[str, Slides] = {
    "": status_slides,
    "mal": goal_slides,
    "handling": actions_slides,
    "arshjul": calendar_slides,
    "tjenesteomrader": coverage_slides,
    "siden": dialogue_slides,
    "kanaler": channels_slides,
    "historier": stories_slides,
    "strategien": strategy_slides,
    "data": method_slides,
}
