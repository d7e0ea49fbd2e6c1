"""The screen of what needs somebody as HTML: the answer, and a line per measure with who, what is missing and next."""

from foundation.words import Words
from ui.actions_data import Actions
from ui.actions_words import answer, answers, days, missing, next_step
from ui.calendar_data import goal_name
from ui.data import Row
from ui.frame import address
from ui.marks import sign
from ui.measures import name_of
from ui.page import escape

COLUMNS = ("days", "measure", "who", "missing", "step")


def heading(actions: Actions, words: Words) -> str:
    """The question, and its answer from the counts."""
    return (
        f'<header class="actions-head"><h1>{escape(words.t("actions_page.question"))}</h1>'
        f'<p class="actions-answer">{escape(answer(actions, words))}</p></header>'
    )


def nothing(words: Words, *, is_narrowed: bool) -> str:
    """Where there is no line: that nothing needs anybody, or that the choice leaves nothing."""
    key = "nothing_chosen" if is_narrowed else "nothing"
    return f'<p class="actions-nothing">{escape(words.t(f"actions_page.{key}"))}</p>'


def lines(actions: Actions, shown: int, words: Words) -> str:
    """The lines as a table, and under it what is left out and what «forslag» means."""
    heads = "".join(f'<th scope="col">{column(name, words)}</th>' for name in COLUMNS)
    body = "".join(line(row, actions, words) for row in actions.lines[:shown])
    caption = escape(words.t("actions_page.caption", date=actions.as_of))
    return (
        f'<table class="actions-table"><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table>{notes(actions, shown, words)}"
    )


def notes(actions: Actions, shown: int, words: Words) -> str:
    """How many lines are not shown, what is only proposed, and where what nobody has decided stands as a list."""
    said = []
    rest = len(actions.lines) - shown
    if rest > 0:
        said.append(escape(words.t("actions_page.rest", count=rest)))
    if any(row["basis"] == "proposed" for row in actions.lines[:shown]):
        said.append(escape(words.t("actions_page.proposed_note")))
    link = f'<a href="{escape(address("data"))}#method-undecided">{escape(words.t("actions_page.undecided"))}</a>'
    return "".join(f'<p class="actions-note">{each}</p>' for each in (*said, link))


def line(row: Row, actions: Actions, words: Words) -> str:
    """One measure: how long it is over, who answers, what is missing, and the next step."""
    found = {
        "measure": measure_cell(row, words),
        "who": f"<b>{escape(answers(row, words))}</b>",
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
    tag = ""
    if row["basis"] == "proposed":
        tag = f' <span class="actions-tag">{escape(words.t("actions_page.proposed"))}</span>'
    link = escape(address("mal", goal=goal))
    return (
        f'<a href="{link}">{escape(name_of(row, "short", words))}</a>'
        f'<span class="actions-second">{escape(row["measure_id"])} · {escape(goal_name(goal, words))}{tag}</span>'
    )


def column(name: str, words: Words) -> str:
    """What a column is called."""
    return escape(words.t(f"actions_page.column_{name}"))
