"""What needs somebody, in a meeting: the counts in large type, then a line per measure with its role and next step."""

from datetime import date

from foundation.words import Words
from ui.actions_choices import asked_choice, asked_rows
from ui.actions_data import Actions, read_actions
from ui.actions_words import answers, days, next_step, nothing_said, unjudged_said
from ui.data import Row
from ui.marks import STATUSES
from ui.measures import name_of
from ui.meeting import Line, Slide, in_pages
from ui.status import capitalised

MOST_LINES = 5  # a next step may take three lines of its own


def actions_slides(as_of: date, since: date, words: Words) -> list[Slide]:  # noqa: ARG001 - every screen is asked alike
    """How many need somebody, by word; then each, the oldest first, as many and as narrowed as the address asks."""
    whole = read_actions(as_of)
    actions = whole.narrowed(asked_choice(whole, words))
    question = words.t("actions_page.question")
    told = [line(row, actions, words) for row in actions.lines[: asked_rows(actions)]]
    return [
        Slide(question, counts(actions, words), is_large=True, empty=nothing_said(actions, words)),
        *(in_pages(question, told, "", MOST_LINES) if told else ()),
    ]


def counts(actions: Actions, words: Words) -> list[Line]:
    """How many lines each status has, the worst first, and in a sentence how many cannot be judged."""
    found = actions.by_status
    lines = [
        Line(
            status,
            words.t(f"status.{status}"),
            words.number(found[status]),
            is_alarm=status == "overdue",
        )
        for status in STATUSES
        if found[status]
    ]
    unjudged = unjudged_said(actions, words)
    return [*lines, Line("", unjudged, "")] if lines and unjudged else lines


def line(row: Row, actions: Actions, words: Words) -> Line:
    """One measure: the role that answers, how long it is over, and the next step."""
    number, said = days(row, actions, words)
    over = capitalised(f"{number} {said}".strip())
    return Line(
        row["status"], name_of(row, "short", words), answers(row, words), f"{over}. {next_step(row, words)}"
    )
