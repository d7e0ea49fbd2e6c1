"""The screen of what needs somebody as HTML: the answer, and a line per measure with who, what is missing and next."""

from collections.abc import Sequence

from foundation.words import Words
from ui.actions_data import Actions
from ui.actions_words import (
    answer,
    answers,
    candidates,
    days,
    meeting_said,
    missing,
    next_step,
    unjudged_said,
)
from ui.behind import sql_link
from ui.calendar_data import goal_name
from ui.data import Row
from ui.frame import address
from ui.marks import sign
from ui.measures import name_of
from ui.page import escape

COLUMNS = ("days", "measure", "who", "missing", "step")


def heading(actions: Actions, words: Words, *, is_narrowed: bool) -> str:
    """The question, its answer from the counts, and when the next meeting is."""
    said = (
        words.t("actions_page.nothing_chosen")
        if is_narrowed and not actions.lines
        else answer(actions, words)
    )
    return (
        f'<header class="actions-head"><h1>{escape(words.t("actions_page.question"))}</h1>'
        f'<p class="actions-answer">{escape(said)}</p>'
        f'<p class="actions-note">{escape(meeting_said(actions, words))}</p></header>'
    )


def nothing(actions: Actions, words: Words, *, is_narrowed: bool) -> str:
    """Where there is no line: a way back to all of them, or what to do; and what cannot be judged."""
    if is_narrowed:
        link = f'<a href="{escape(address("handling"))}">{escape(words.t("actions_page.everything"))}</a>'
        return f'<p class="actions-nothing">{link}</p>{unjudged(actions, words)}'
    key = "nothing" if len(actions.unjudged) < len(actions.counted) else "nothing_judged"
    key = key if actions.counted else "nothing_counted"
    return (
        f'<p class="actions-nothing">{escape(words.t(f"actions_page.{key}"))}</p>{unjudged(actions, words)}'
    )


def lines(actions: Actions, shown: int, words: Words) -> str:
    """The lines as a table, what is due soon apart, and under it what is left out and what cannot be judged."""
    heads = "".join(f'<th scope="col">{column(name, words)}</th>' for name in COLUMNS)
    drawn = actions.lines[:shown]
    behind = [row for row in drawn if row["need"] == "behind"]
    soon = [row for row in drawn if row["need"] == "soon"]
    caption = escape(words.t("actions_page.caption", date=actions.as_of))
    return (
        f'{sql_link("actions_lines", words)}<table class="actions-table"><caption>{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead>"
        f"{body('', behind, actions, words)}{body('soon', soon, actions, words)}</table>"
        f"{notes(actions, shown, words)}{unjudged(actions, words)}"
    )


def body(group: str, drawn: Sequence[Row], actions: Actions, words: Words) -> str:
    """Some of the lines, under a title of their own where they are a group apart."""
    if not drawn:
        return ""
    title = ""
    if group:
        said = escape(words.t(f"actions_page.group.{group}"))
        title = f'<tr><th scope="rowgroup" colspan="{len(COLUMNS)}" class="actions-group">{said}</th></tr>'
    return f"<tbody>{title}{''.join(line(row, actions, words) for row in drawn)}</tbody>"


def notes(actions: Actions, shown: int, words: Words) -> str:
    """How many lines are not shown, and what is only proposed."""
    said = []
    rest = len(actions.lines) - shown
    if rest > 0:
        said.append(words.t("actions_page.rest", count=rest))
    if any(row["basis"] == "proposed" or row["is_role_proposed"] for row in actions.lines[:shown]):
        said.append(words.t("actions_page.proposed_note"))
    return "".join(f'<p class="actions-note">{escape(each)}</p>' for each in said)


def unjudged(actions: Actions, words: Words) -> str:
    """How many measures cannot be judged, with a link to where what nobody has decided stands as a list."""
    said = unjudged_said(actions, words)
    if not said:
        return ""
    link = f'<a href="{escape(address("data"))}#method-undecided">{escape(words.t("actions_page.undecided"))}</a>'
    return f'<p class="actions-note">{escape(said)} {link}</p>'


def line(row: Row, actions: Actions, words: Words) -> str:
    """One measure: how long it is over, who answers, what is missing, and the next step."""
    found = {
        "measure": measure_cell(row, words),
        "who": who_cell(row, words),
        "missing": escape(missing(row, actions, words)),
        "step": escape(next_step(row, words)),
    }
    cells = "".join(
        f'<td class="actions-{name}"><span class="actions-label">{column(name, words)}: </span>{inside}</td>'
        for name, inside in found.items()
    )
    return f'<tr><th scope="row" class="actions-days">{days_cell(row, actions, words)}</th>{cells}</tr>'


def days_cell(row: Row, actions: Actions, words: Words) -> str:
    """The measure's mark and word, and under it the days."""
    number, said = days(row, actions, words)
    large = f"<b>{escape(number)}</b> " if number else ""
    word = escape(words.t(f"status.{row['status']}"))
    return (
        f'<span class="mark">{sign(row["status"], 18)}<span>{word}</span></span>'
        f'<span class="actions-count">{large}{escape(said)}</span>'
    )


def measure_cell(row: Row, words: Words) -> str:
    """A measure's name, a link to its goal; its number, its goal, and whether its date is only proposed."""
    goal = str(row["goal"])
    tag = proposed(words) if row["basis"] == "proposed" else ""
    link = escape(address("mal", goal=goal))
    return (
        f'<a href="{link}">{escape(name_of(row, "short", words))}</a>'
        f'<span class="actions-second">{escape(row["measure_id"])} · {escape(goal_name(goal, words))}{tag}</span>'
    )


def who_cell(row: Row, words: Words) -> str:
    """The one role that answers, whether it is only proposed, and whom the strategy names where none is settled."""
    tag = proposed(words) if row["is_role_proposed"] else ""
    second = candidates(row, words)
    told = f'<span class="actions-second">{escape(second)}</span>' if second else ""
    return f"<b>{escape(answers(row, words))}</b>{tag}{told}"


def proposed(words: Words) -> str:
    """A dashed tag: this is proposed and not decided."""
    return f' <span class="actions-tag">{escape(words.t("actions_page.proposed"))}</span>'


def column(name: str, words: Words) -> str:
    """What a column is called."""
    return escape(words.t(f"actions_page.column_{name}"))
