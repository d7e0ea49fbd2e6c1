"""What a line says in words: how long it is over, who answers, what is missing by name, and the next step."""

from collections import Counter
from collections.abc import Sequence

from foundation.words import Words
from ui.actions_data import UNJUDGED, Actions
from ui.data import Row
from ui.marks import STATUSES
from ui.measures import amount, away, name_of, names_said, period_name, rests_on
from ui.status import capitalised, lacking, lowered, number_word


def answer(actions: Actions, words: Words) -> str:
    """How many measures need somebody, by word and by role, and the one that is most days over."""
    if not actions.lines:
        return nothing_said(actions, words)
    found = actions.by_status
    told = [
        words.t(
            f"actions_page.counted.{status}", count=found[status], number=number_word(found[status], words)
        )
        for status in STATUSES
        if found[status]
    ]
    total = len(actions.lines)
    lead = words.t(
        "actions_page.lead", count=total, number=number_word(total, words), told=words.listed(told)
    )
    said = [lead, who(actions, words)]
    oldest = actions.oldest
    if oldest is not None:
        name = name_of(oldest, "short", words)
        said.append(words.t("actions_page.longest", name=name, count=oldest["days_over"]))
    return " ".join(capitalised(sentence) for sentence in said)


def who(actions: Actions, words: Words) -> str:
    """How many lines each role answers for, the most first."""
    counted = Counter(answers(line, words) for line in actions.lines)
    nobody = words.t("actions_page.not_settled")
    told = [
        words.t(
            "actions_page.who_each",
            role=lowered(role) if role == nobody else role,
            number=number_word(count, words),
        )
        for role, count in counted.most_common()
    ]
    return words.t("actions_page.who", told=words.listed(told))


def nothing_said(actions: Actions, words: Words) -> str:
    """Why there is no line: no measure, none that can be judged, or none of those judged needs anybody."""
    total, unjudged = len(actions.counted), len(actions.unjudged)
    if not total:
        return words.t("actions_page.none_counted")
    if unjudged >= total:
        return words.t("actions_page.none_judged", count=total)
    return words.t("actions_page.none", count=total - unjudged)


def unjudged_said(actions: Actions, words: Words) -> str:
    """How many measures cannot be judged, and what they lack; empty where all can."""
    found = Counter(str(row["need"]) for row in actions.unjudged)
    if not found:
        return ""
    told = lacking({need: found[need] for need in UNJUDGED}, words)
    count = sum(found.values())
    return capitalised(
        words.t("actions_page.unjudged", count=count, number=number_word(count, words), told=told)
    )


def meeting_said(actions: Actions, words: Words) -> str:
    """When the next meeting is; empty where none is planned."""
    meeting = actions.meeting
    if meeting is None:
        return ""
    name = name_of(meeting, "name", words)
    return words.t(
        "actions_page.meeting",
        name=name[:1].lower() + name[1:],
        date=meeting["held_on"],
        far=away(meeting["held_on"], actions.as_of, words),
    )


def days(line: Row, actions: Actions, words: Words) -> tuple[str, str]:
    """The number to read first, and the words after it: days over, days left, or that there is no date."""
    if line["days_over"] is not None:
        return words.number(line["days_over"]), words.t("actions_page.days_over", count=line["days_over"])
    if line["need"] == "soon" and line["next_due_on"] is not None:
        left = (line["next_due_on"] - actions.as_of).days
        return words.number(left), words.t("actions_page.days_left", count=left)
    return "", words.t("actions_page.no_days")


def answers(row: Row, words: Words) -> str:
    """The one role that answers for a measure; that it is not settled."""
    return capitalised(name_of(row, "role", words)) if row["role_id"] else words.t("actions_page.not_settled")


def candidates(line: Row, words: Words) -> str:
    """Whom the strategy names where it is not settled who answers; empty where that is settled, or nobody is named."""
    names = [name_of(role, "name", words) for role in line["named"]]
    if line["role_id"] or not names:
        return ""
    return words.t("actions_page.candidates", names=words.listed(names))


def missing(line: Row, actions: Actions, words: Words) -> str:
    """What is missing by name: periods, units, a milestone or a value."""
    if line["need"] == "soon":
        return dated_step(line, actions, words)
    if line["kind"] == "continuous":
        return level(line, words)
    said = [*periods(line["missed"], words), *milestones(line["missed"], words), *units(line, words)]
    return " ".join(said)


def level(line: Row, words: Words) -> str:
    """The value of a continuous measure, what it rests on, and the level that it is to have."""
    rests = rests_on(line["value"], line["n"], line["unit"], words)
    return words.t(
        "actions_page.missing.level",
        name=name_of(line, "metric", words),
        value=amount(line["value"], line["unit"], words),
        rests=f" ({rests})" if rests else "",
        level=amount(line["target_value"], line["unit"], words),
    )


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
    """How many units are covered of how many, how many are required now, and the names of those that are not."""
    if line["kind"] != "coverage":
        return []
    key = "units" if line["unit_kind"] == "service_area" else "events"
    count = words.t(
        f"actions_page.missing.{key}",
        covered=line["covered_count"],
        population=line["population_count"],
        required=line["required_count"],
    )
    return [count, *names_said("missing", line["units"], words)]


def next_step(line: Row, words: Words) -> str:
    """What should be done next, as a sentence that blames nobody."""
    due = [
        period_name(one, words) if one["what"] == "period" else name_of(one, "name", words)
        for one in line["missed"]
    ]
    left = len(line["units"])
    count = min(max((line["required_count"] or 0) - (line["covered_count"] or 0), 0), left)
    return words.t(
        f"actions_page.step.{step_key(line)}",
        names=words.listed(due),
        date=max((one["closes_on"] for one in line["missed"]), default=""),
        name=name_of(line, "step", words),
        some=number_word(count, words),
        all=number_word(left, words),
        count=left,
    )


def step_key(line: Row) -> str:
    """Which sentence says the next step: by what is needed, and by the kind of measure."""
    if line["need"] == "soon":
        return "start"
    if line["kind"] == "coverage":
        if line["unit_kind"] != "service_area":
            return "cover_event"
        required = (line["required_count"] or 0) - (line["covered_count"] or 0)
        return "cover_some" if required < len(line["units"]) else "cover_all"
    if line["kind"] == "recurring":
        can_wait = all(one["outcome"] == "in_grace" for one in line["missed"])
        return "register_by" if can_wait else "register"
    return "finish" if line["kind"] == "one_off" else "reach"
