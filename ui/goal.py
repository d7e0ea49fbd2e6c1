"""The goal screen's parts as HTML: heading, lane A with its measures, lane B with its numbers, and HVORDAN."""

from collections.abc import Sequence
from datetime import date

from foundation.words import Words
from ui.behind import sql_link
from ui.goal_data import ACROSS, Goal, Measure
from ui.goal_details import details
from ui.goal_metrics import interval_of, metric_block
from ui.marks import STATUSES, block, headline_mark, mark, sign
from ui.measures import Row, due_said, is_unheard_of, name_of, reason, undecided_said
from ui.page import escape
from ui.status import capitalised
from ui.strips import Slot, coverage_bar, event_slots, milestone_line, outcome_sign, period_slots, strip

OUTCOMES = ("on_time", "late", "missed", "in_grace", "unknown", "open", "upcoming", "none")


def heading(goal: Goal, words: Words) -> str:
    """The goal's own sentence, its headline with the reason, and the count of measures per status."""
    row = goal.heading
    if goal.goal_id == ACROSS:
        crumb, title = words.t("goal_page.across"), words.t("goal_page.across_title")
    else:
        crumb, title = (
            words.t("goal_page.number", number=goal.goal_id.lstrip("G")),
            name_of(row, "text", words),
        )
    return (
        f'<header class="goal-head"><p class="goal-crumb">{escape(crumb)}</p><h1>{escape(title)}</h1>'
        f'<div class="goal-sum"><div class="goal-headline">{headline_mark(row["headline"])}'
        f"<p>{escape(headline_reason(row, words))}</p></div>"
        f'<ul class="goal-counts">{counts(row, words)}</ul></div></header>'
    )


def headline_reason(row: Row, words: Words) -> str:
    """Why the headline is what it is, and how many measures could be judged; what to do where there is none."""
    if not row["measure_count"]:
        return f"{words.t('actions_page.none_counted')} {words.t('actions_page.nothing_counted')}"
    headline = row["headline"]
    count = row["overdue_count"] if headline == "needs_action" else row["delayed_count"]
    judged = words.t("goal_page.judgeable", judgeable=row["judgeable_count"], measures=row["measure_count"])
    return f"{words.t(f'goal_page.{headline}', count=count)} {judged}"


def counts(row: Row, words: Words) -> str:
    """One block per measure, worst first, with count and status under their own blocks; empty groups are left out."""
    counted = ((status, row[f"{status}_count"]) for status in STATUSES)
    return "".join(
        f'<li><span class="goal-blocks">{block(status) * count}</span>'
        f"<span><b>{escape(words.number(count))}</b> {mark(status)}</span></li>"
        for status, count in counted
        if count
    )


def activity(measures: Sequence[Measure], as_of: date, words: Words) -> str:
    """Lane A: each measure with status, what it rests on, deadline and who answers for it."""
    title = lane_title("activity", words)
    if not measures:
        return (
            f'<section class="goal-lane">{title}<p>{escape(words.t("goal_page.no_measures"))}</p></section>'
        )
    columns = "".join(
        f"<span>{escape(words.t('goal_page.column_' + key, year=str(as_of.year)))}</span>"
        for key in ("status", "measure", "done", "due", "role")
    ).removesuffix("</span>")
    columns += f" {tag('role_proposed', words)}</span>"
    listed = "".join(measure_row(measure, as_of, words) for measure in measures)
    return (
        f'<section class="goal-lane">{title}<div class="goal-columns" aria-hidden="true">{columns}</div>'
        f'<ol class="goal-measures">{listed}</ol>{key(measures, words)}</section>'
    )


def lane_title(lane: str, words: Words) -> str:
    """A lane's heading with its question."""
    question = words.t(f"goal_page.{lane}_question")
    link = sql_link("goal_metrics" if lane == "outcome" else "goal_measures", words)
    return f"{link}<h2>{escape(words.t('goal_page.' + lane))} <span>{escape(question)}</span></h2>"


def measure_row(measure: Measure, as_of: date, words: Words) -> str:
    """One measure of lane A."""
    row = measure.row
    why = reason(row, measure.facts, as_of, words)
    lead = f"<b>{escape(why.lead)}</b> " if why.lead else ""
    return (
        f'<li class="goal-measure"><div class="goal-what"><h3>{escape(name_of(row, "text", words))}</h3>'
        f'<p class="goal-meta">{meta(row, words)}</p></div>'
        f'<div class="goal-status">{mark(row["status"])}{undecided(measure, words)}</div>'
        f'<div class="goal-done">{drawing(measure, as_of, words)}<p>{lead}{escape(why.rest)}</p></div>'
        f'<div class="goal-due">{due(measure, as_of, words)}</div>'
        f'<div class="goal-role">{label("role", words)}{responsible(measure.roles, words)}</div>'
        f"{details(measure, as_of, words)}</li>"
    )


def undecided(measure: Measure, words: Words) -> str:
    """Under «mangler data»: that a value is there, and why it cannot be judged; empty for all others."""
    if not measure.row["is_undecidable"]:
        return ""
    return f'<p class="goal-quiet">{escape(undecided_said(measure.facts.metric, words))}</p>'


def due(measure: Measure, as_of: date, words: Words) -> str:
    """The date to act on and how far away it is; empty for a measure that is done."""
    day, far = due_said(measure.row, measure.facts, as_of, words)
    return f"{label('due', words)}<b>{escape(day)}</b> <span>{escape(far)}</span>" if day else ""


def label(column: str, words: Words) -> str:
    """A column's name inside the row, for narrow screens and readers that hear the page."""
    return f'<span class="goal-label">{escape(words.t("goal_page.column_" + column))}: </span>'


def meta(row: Row, words: Words) -> str:
    """A measure's id, whom it is for, and whether its rule is only proposed or the measure only suggested."""
    said = [f"{escape(row['measure_id'])} · {escape(words.t('measure.audience.' + row['audience']))}"]
    said += [tag("proposed", words)] if row["basis"] == "proposed" else []
    said += [tag("optional", words)] if row["is_optional"] else []
    return " ".join(said)


def drawing(measure: Measure, as_of: date, words: Words) -> str:
    """What can be counted, drawn: a strip of periods or events, a coverage bar, a line of milestones or an interval."""
    row, facts, year = measure.row, measure.facts, str(as_of.year)
    if row["kind"] == "one_off":
        return milestone_line(facts.milestones, words)
    if row["kind"] == "continuous":
        return interval_of(facts.metric, words) if facts.metric else ""
    if row["kind"] == "coverage" and row["unit_kind"] == "service_area" and not is_unheard_of(row):
        required = None if row["required_count"] is None else int(row["required_count"])
        return coverage_bar(
            int(row["covered_count"] or 0), int(row["population_count"] or 0), required, words
        )
    title = "measure.strip" if row["kind"] == "recurring" else "measure.strip_events"
    return strip(slots(measure, words), as_of, words.t(title, year=year))


def slots(measure: Measure, words: Words) -> list[Slot]:
    """The cells of a measure's strip: its due periods, or the meetings or processes so far; none for other measures."""
    if is_unheard_of(measure.row):
        return []
    if measure.row["kind"] == "recurring":
        return period_slots(measure.facts.periods, words)
    return event_slots(measure.facts.units, words)


def responsible(roles: Sequence[Row], words: Words) -> str:
    """The role that answers for a measure, how many more the strategy names, and how sure its line is, if not plain."""
    if not roles:
        return f"<span>{escape(words.t('goal_page.no_role'))}</span>"
    first, more = roles[0], len(roles) - 1
    name = capitalised(name_of(first, "name", words))
    others = [words.t("goal_page.and_more", count=more)] if more else []
    sure = [] if first["confidence"] == "high" else [words.t(f"measure.sure.{first['confidence']}")]
    if not first["is_settled"]:
        name, others = words.t("actions_page.not_settled"), [" ".join([name, *others])]
    return f"{escape(name)} <span>{escape(', '.join([*others, *sure]))}</span>"


def key(measures: Sequence[Measure], words: Words) -> str:
    """The signs of the strips in words: those that are drawn, and no others."""
    drawn = {slot.outcome for measure in measures for slot in slots(measure, words)}
    signs = "".join(
        f"<li>{outcome_sign(outcome)} {escape(words.t('measure.outcome.' + outcome))}</li>"
        for outcome in OUTCOMES
        if outcome in drawn
    )
    if any(measure.facts.periods for measure in measures):
        signs += f"<li>{escape(words.t('goal_page.key_now'))}</li>"
    if any(measure.row["basis"] == "proposed" for measure in measures):
        signs += f"<li>{tag('proposed', words)} {escape(words.t('goal_page.key_proposed'))}</li>"
    return f'<ul class="goal-key">{signs}</ul>' if signs else ""


def tag(name: str, words: Words) -> str:
    """A dashed tag: the rule is only proposed, or the measure only suggested."""
    return f'<span class="goal-tag">{escape(words.t("goal_page." + name))}</span>'


def outcome(goal: Goal, words: Words) -> str:
    """Lane B: the numbers that say something about the goal; those that nobody has measured share one sentence."""
    if goal.goal_id == ACROSS:
        return ""
    metrics = [metric for metric in goal.metrics if metric["lane"] != "activity"]
    measured = "".join(metric_block(metric, words) for metric in metrics if metric["value"] is not None)
    body = f'<ul class="goal-metrics">{measured}</ul>' if measured else ""
    missing = [name_of(metric, "name", words) for metric in metrics if metric["value"] is None]
    if missing:
        said = words.t("goal_page.not_measured", names=words.listed(missing))
        body += f'<p class="goal-unmeasured">{sign("no_data")} {escape(said)}</p>'
    body = body or f"<p>{escape(words.t('goal_page.no_metrics'))}</p>"
    return f'<section class="goal-lane">{lane_title("outcome", words)}{body}</section>'


def approaches(goal: Goal, words: Words) -> str:
    """HVORDAN: the strategy's own lines on how the goal is pursued."""
    if not goal.approaches:
        return ""
    lines = "".join(f"<li>{escape(name_of(line, 'text', words))}</li>" for line in goal.approaches)
    return f'<section class="goal-lane">{lane_title("how", words)}<ul class="goal-how">{lines}</ul></section>'
