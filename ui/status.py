"""The status screen's first half: the answer in a sentence, and a row per goal with its headline and its counts."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from foundation.words import Words
from ui.behind import sql_link
from ui.data import Row
from ui.frame import address
from ui.marks import STATUSES, block, headline_mark, sign
from ui.page import escape
from ui.status_data import ACROSS, Status
from ui.strips import coverage_bar
from ui.text import pick


def answer(status: Status, words: Words) -> str:
    """The screen's question, and its answer in a sentence made from the counts."""
    return (
        f'<header class="status-head"><h1>{escape(words.t("status_page.question"))}</h1>'
        f'<p class="status-lead"><b>{escape(verdict(status.goals, words))}</b> '
        f"{escape(basis(status.goals, status.undecidable_count, words))}</p>{uncounted(status, words)}</header>"
    )


def verdict(goals: Sequence[Row], words: Words) -> str:
    """How many measures are overdue and delayed, of how many; what cannot be judged is neither well nor ill."""
    total, overdue, delayed = (summed(goals, name) for name in ("measure", "overdue", "delayed"))
    if not total:
        return words.t("status_page.nothing")
    judged = summed(goals, "judgeable")
    if not judged:
        return words.t("status_page.lead_unjudged", total=total)
    key = "worst" if overdue and delayed else "overdue" if overdue else "delayed" if delayed else "none"
    found = words.t(
        f"status_page.lead_{key}",
        overdue=number_word(overdue, words),
        delayed=number_word(delayed, words),
        total=total,
        judged=judged,
        count=overdue or delayed,
    )
    return capitalised(found)


def basis(goals: Sequence[Row], undecidable: int, words: Words) -> str:
    """How many measures cannot be judged, and what they lack; empty where there is no measure at all."""
    if not summed(goals, "measure"):
        return ""
    lacks = {
        "decision": summed(goals, "not_set"),
        "data": summed(goals, "no_data") - undecidable,
        "undecidable": undecidable,
    }
    unknown = sum(lacks.values())
    if not unknown:
        return words.t("status_page.lead_known")
    if unknown == summed(goals, "measure"):
        return words.t("status_page.lead_why")
    said = words.t(
        "status_page.lead_unknown", unknown=number_word(unknown, words), told=lacking(lacks, words)
    )
    return capitalised(said)


def lacking(counts: Mapping[str, int], words: Words) -> str:
    """What measures that cannot be judged lack, each need with its count; those that none has are left out."""
    return words.listed(
        [
            words.t(f"actions_page.lacking.{need}", count=count, number=number_word(count, words))
            for need, count in counts.items()
            if count
        ]
    )


def uncounted(status: Status, words: Words) -> str:
    """How many of all measures are judged, and which are not, with the reason; empty where all are."""
    if not status.uncounted:
        return ""
    counted = summed(status.goals, "measure")
    names = [
        words.t(f"status_page.uncounted.{measure['reason']}", name=pick(measure, "short"))
        for measure in status.uncounted
    ]
    said = words.t(
        "status_page.counted_of", counted=counted, all=counted + len(names), names=words.listed(names)
    )
    return f'<p class="status-second">{escape(said)} {sql_link("status_uncounted", words)}</p>'


def summed(goals: Sequence[Row], name: str) -> int:
    """A count over all goals and what runs across them."""
    return sum(int(goal[f"{name}_count"]) for goal in goals)


def number_word(number: int, words: Words) -> str:
    """A small number as a word, a larger one in digits."""
    written = words.t("status_page.numbers").split(",")
    return written[number] if number < len(written) else words.number(number)


def capitalised(sentence: str) -> str:
    """A sentence with its first letter large, the rest untouched."""
    return sentence[:1].upper() + sentence[1:]


def lowered(word: str) -> str:
    """A word or a sentence with its first letter small, the rest untouched."""
    return word[:1].lower() + word[1:]


def goal_rows(status: Status, words: Words) -> str:
    """A row per goal and one for what runs across: its sentence, its headline with the reason, its counts."""
    if not summed(status.goals, "measure"):
        return ""
    rows = "".join(goal_row(goal, status.across, words) for goal in status.goals if goal["measure_count"])
    return f'{sql_link("goal_headings", words)}<ul class="status-goals">{rows}</ul>'


def goal_row(goal: Row, across: Sequence[Row], words: Words) -> str:
    """One goal's row, a link to its screen."""
    measure = across[0] if goal["goal_id"] is None and len(across) == 1 else None
    name = goal_name(goal, words)
    sentence = pick(measure or goal, "text") or words.t("status_page.across_text")
    counted = coverage(measure, words) if measure and is_counted(measure) else counts(goal, words)
    return (
        f'<li class="status-goal"><h2><a href="{escape(address("mal", goal=goal["goal_id"] or ACROSS))}">'
        f"<small>{escape(name)}</small> <span>{escape(sentence)}</span></a></h2>"
        f'<div class="status-headline">{headline_mark(goal["headline"])}'
        f"<p>{escape(reason(goal, measure, words))}</p></div>"
        f'<div class="status-counts">{counted}</div></li>'
    )


def is_counted(measure: Row) -> bool:
    """Whether a measure is counted by unit and its source has told of them: silence is no missing unit."""
    return bool(measure["population_count"]) and measure["status"] != "no_data"


def goal_name(goal: Row, words: Words) -> str:
    """«Mål 1», or «På tvers av målene»."""
    if goal["goal_id"] is None:
        return words.t("status_page.across")
    return words.t("status_page.goal", number=goal["position"])


def reason(goal: Row, measure: Row | None, words: Words) -> str:
    """Why the headline says what it says."""
    if measure and is_counted(measure):
        return covered(measure, words)
    headline = goal["headline"]
    counted = {"needs_action": "overdue_count", "follow_up": "delayed_count"}.get(headline, "measure_count")
    return words.t(f"status_page.reason.{headline}", count=goal[counted], judgeable=goal["judgeable_count"])


def covered(measure: Row, words: Words) -> str:
    """«12 av 17 tjenesteområder, frist 31.12.2026»."""
    units = words.t(f"status_page.units.{measure['unit_kind']}")
    due_on = measure["next_due_on"]
    key = "status_page.covered" if due_on is None else "status_page.covered_due"
    return words.t(
        key,
        covered=measure["covered_count"],
        population=measure["population_count"],
        units=units,
        date=due_on,
    )


def coverage(measure: Row, words: Words) -> str:
    """One cell per unit of a coverage measure, and how many are missing."""
    found, population = measure["covered_count"], measure["population_count"]
    bar = coverage_bar(found, population, measure["required_count"], words)
    said = missing(population - found, measure, words) + "." if found < population else ""
    if measure["required_count"] and said:
        said += f" {words.t('measure.required', required=measure['required_count'])}"
    return f'{bar}<p class="status-second">{escape(said)}</p>'


def missing(count: int, measure: Row, words: Words) -> str:
    """«5 av 17 tjenesteområder mangler»."""
    units = words.t(f"status_page.units.{measure['unit_kind']}")
    return words.t("status_page.missing", count=count, population=measure["population_count"], units=units)


def counts(goal: Row, words: Words) -> str:
    """One block per measure, worst first, and under it the same counts in words."""
    found = [(status, int(goal[f"{status}_count"])) for status in STATUSES if goal[f"{status}_count"]]
    blocks = [status for status, count in found for _ in range(count)]
    bar = "".join(
        f'<span class="status-group">{"".join(block(status) for status in group)}</span>'
        for _, group in groupby(blocks)
    )
    legend = "".join(
        f"<li>{sign(status, 15)}<span>{escape(words.number(count))} "
        f"{escape(words.t(f'status.{status}'))}</span></li>"
        for status, count in found
    )
    return f'<div class="status-bar" aria-hidden="true">{bar}</div><ul class="status-legend">{legend}</ul>'
