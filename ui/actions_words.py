"""What a line says in words: how long it is over, who answers, what is missing by name, and the next step."""

from collections.abc import Sequence

from foundation.words import Words
from ui.actions_data import Actions
from ui.data import Row
from ui.marks import STATUSES
from ui.measures import away, name_of, names_said, period_name
from ui.status import capitalised


def answer(actions: Actions, words: Words) -> str:
    """How many measures need somebody, by word, and the one that is most days over."""
    if not actions.lines:
        return words.t("actions_page.none")
    found = actions.by_status
    told = [
        words.t(f"actions_page.counted.{status}", count=found[status]) for status in STATUSES if found[status]
    ]
    said = words.t("actions_page.lead", count=len(actions.lines), told=words.listed(told))
    oldest = actions.oldest
    if oldest is None:
        return said
    longest = words.t("actions_page.longest", name=name_of(oldest, "short", words), count=oldest["days_over"])
    return f"{said} {longest}"


def days(line: Row, actions: Actions, words: Words) -> tuple[str, str]:
    """The number to read first, and the words after it: days over, days left, or why there is none."""
    if line["days_over"] is not None:
        return words.number(line["days_over"]), words.t("actions_page.days_over", count=line["days_over"])
    if line["need"] == "soon" and line["next_due_on"] is not None:
        left = (line["next_due_on"] - actions.as_of).days
        return words.number(left), words.t("actions_page.days_left", count=left)
    return "", words.t(f"actions_page.no_days.{line['need']}")


def answers(line: Row, words: Words) -> str:
    """The one role that answers for a measure; that nobody does."""
    if not line["roles"]:
        return words.t("actions_page.nobody")
    return capitalised(name_of(line["roles"][0], "name", words))


def missing(line: Row, actions: Actions, words: Words) -> str:
    """What is missing by name: periods, units, a milestone, a date or data."""
    if line["need"] == "decision":
        return words.t("actions_page.missing.decision")
    if line["need"] == "data":
        return missing_data(line, words)
    if line["need"] == "soon":
        return dated_step(line, actions, words)
    said = [
        *periods(line["missed"], words),
        *milestones(line["missed"], words),
        *units(line, words),
    ]
    return " ".join(said) or words.t("actions_page.missing.target")


def missing_data(line: Row, words: Words) -> str:
    """Why a measure cannot be judged: no value, no source, or a source that is old."""
    if line["kind"] == "continuous":
        return words.t("actions_page.missing.value")
    if line["data_through_on"] is None:
        return words.t("actions_page.missing.source")
    return words.t("actions_page.missing.reading", date=line["data_through_on"])


def dated_step(line: Row, actions: Actions, words: Words) -> str:
    """The next milestone with its date and how far away it is."""
    return words.t(
        "actions_page.missing.step",
        name=name_of(line, "step", words),
        date=line["next_due_on"],
        far=away(line["next_due_on"], actions.as_of, words),
    )


def periods(missed: Sequence[Row], words: Words) -> list[str]:
    """The periods that are not registered, and those that still may be."""
    said = []
    for outcome in ("missed", "in_grace"):
        names = [
            period_name(one, words) for one in missed if one["what"] == "period" and one["outcome"] == outcome
        ]
        if names:
            said.append(words.t(f"measure.which_{outcome}", periods=words.listed(names)))
    return said


def milestones(missed: Sequence[Row], words: Words) -> list[str]:
    """The milestones that are over their date."""
    return [
        words.t("actions_page.missing.milestone", name=name_of(one, "name", words), date=one["due_on"])
        for one in missed
        if one["what"] == "milestone"
    ]


def units(line: Row, words: Words) -> list[str]:
    """How many units are missing of how many, and their names."""
    if line["kind"] != "coverage":
        return []
    count = words.t(
        "actions_page.missing.units", missing=len(line["units"]), population=line["population_count"]
    )
    return [count, *names_said("missing", line["units"], words)]


def next_step(line: Row, words: Words) -> str:
    """What should be done next, as a sentence that blames nobody."""
    key = step_key(line)
    due = [
        period_name(one, words) if one["what"] == "period" else name_of(one, "name", words)
        for one in line["missed"]
    ]
    return words.t(
        f"actions_page.step.{key}",
        names=words.listed(due),
        date=max((one["closes_on"] for one in line["missed"]), default=""),
        name=name_of(line, "step", words),
        count=max((line["required_count"] or 0) - (line["covered_count"] or 0), 0),
    )


def step_key(line: Row) -> str:
    """Which sentence says the next step: by what is needed, and by the kind of measure."""
    if line["need"] == "data":
        if line["kind"] == "continuous":
            return "measure_again"
        return "find_source" if line["data_through_on"] is None else "read_again"
    if line["need"] == "decision":
        return "decide_target" if line["kind"] == "continuous" else "decide"
    if line["need"] == "soon":
        return "start"
    if line["kind"] == "coverage":
        return "cover" if line["unit_kind"] == "service_area" else "cover_event"
    if line["kind"] == "recurring":
        can_wait = all(one["outcome"] == "in_grace" for one in line["missed"])
        return "register_by" if can_wait else "register"
    return "finish" if line["kind"] == "one_off" else "reach"
