"""What the owner of the strategy has not decided, in plain sentences: on the screen, and as files for a meeting."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from foundation.words import Words
from ui.csv_download import csv_bytes
from ui.data import Row
from ui.measures import amount, name_of
from ui.method import title
from ui.method_data import Method
from ui.page import escape

COLUMNS = ("goal", "about", "question", "today", "answers", "decision", "decided")


class Point(NamedTuple):
    """One thing to decide: under which goal, about what, the question, how it stands, and who answers for it."""

    goal: str
    about: str
    question: str
    today: str
    answers: str


def points(undecided: Sequence[Row], words: Words) -> list[Point]:
    """The rows of method_undecided as sentences, in their order: by goal, then by question."""
    return [
        Point(
            goal_said(row, words),
            about(row, words),
            words.t(f"method_page.ask.{row['kind']}"),
            today(row, words),
            name_of(row, "answers", words),
        )
        for row in undecided
    ]


def goal_said(row: Row, words: Words) -> str:
    """The goal that a point concerns, or that it is about more than one."""
    if row["goal_id"] is None:
        return words.t("method_page.whole")
    return words.t("method_page.goal", number=row["goal_position"], short=name_of(row, "goal", words))


def about(row: Row, words: Words) -> str:
    """What a point is about: a measure, a number, a population, or a passage that is unclear."""
    subject = row["subject_id"]
    if row["kind"] == "target":
        return name_of(row, "metric", words)
    if row["kind"] == "units":
        return words.t(f"method_page.units.{subject}")
    if row["kind"] == "reading":
        touched = row["measure_ids"]
        key = "reading_of" if touched else "reading_whole"
        return words.t(f"method_page.{key}", point=subject, measures=words.listed(list(touched or ())))
    return f"{subject} {name_of(row, 'short', words)}"


def today(row: Row, words: Words) -> str:
    """How a point stands until somebody decides it: what is proposed, or that nothing is."""
    said = {
        "plan": plan_said,
        "target": target_said,
        "role": role_said,
        "units": units_said,
        "reading": reading_said,
    }
    return said[row["kind"]](row, words)


def plan_said(row: Row, words: Words) -> str:
    """When a measure is proposed to be done, or that nobody has said."""
    note = unended(name_of(row, "plan", words) or words.t("method_page.no_note"))
    key = "plan_optional" if row["is_optional"] else f"plan_{row['basis']}"
    return words.t(f"method_page.{key}", note=note)


def target_said(row: Row, words: Words) -> str:
    """Which level is proposed, and why."""
    return words.t(
        f"method_page.target.{row['target_kind']}",
        level=amount(row["target_value"], row["unit"], words),
        date=row["target_due_on"] or "",
        note=unended(name_of(row, "target", words) or words.t("method_page.no_note")),
    )


def role_said(row: Row, words: Words) -> str:
    """Who is proposed to answer for a measure."""
    return words.t("method_page.role", role=name_of(row, "role", words))


def units_said(row: Row, words: Words) -> str:
    """How many members of a population are to be confirmed."""
    return words.t("method_page.units_said", count=int(row["unit_count"]))


def reading_said(row: Row, words: Words) -> str:
    """What is unclear, how it is read, and how sure that is."""
    sure = words.t(f"measure.sure.{row['confidence']}")
    return f"{name_of(row, 'reading', words)} ({sure})"


def unended(note: str) -> str:
    """A note without its full stop, for the middle of a sentence."""
    return note.rstrip(". ")


def none_undecided(method: Method) -> str:
    """The key of what is said where no point is open: all is decided, or there is no strategy yet."""
    return "method_page.undecided_none" if method.has_strategy else "strategy_page.nothing"


def undecided_title(method: Method, words: Words) -> str:
    """The heading, what the list is for, and whether any of it is invented."""
    if not method.undecided:
        return title("undecided", words.t(none_undecided(method)), words)
    sample = words.t("method_page.undecided_sample") if method.is_any_sample else ""
    return title("undecided", f"{words.t('method_page.undecided_intro')} {sample}".rstrip(), words)


def undecided_list(method: Method, words: Words) -> str:
    """The points as HTML: under each goal the questions, under each question its points."""
    return "".join(
        f'<section class="method-goal"><h3>{escape(goal)} <span class="method-count">'
        f"{escape(words.t('method_page.points', count=len(found)))}</span></h3>{questions(found, words)}</section>"
        for goal, found in gathered(points(method.undecided, words), "goal")
    )


def questions(found: Sequence[Point], words: Words) -> str:
    """The questions of one goal with their points."""
    return "".join(
        f"<h4>{escape(question)}</h4><dl>" + "".join(point(each, words) for each in asked) + "</dl>"
        for question, asked in gathered(found, "question")
    )


def point(each: Point, words: Words) -> str:
    """One point: what it is about, how it stands, and who answers for it where the strategy says so."""
    role = escape(words.t("method_page.answers", role=each.answers))
    who = f'<dd class="method-who">{role}</dd>' if each.answers else ""
    return f"<div><dt>{escape(each.about)}</dt><dd>{escape(each.today)}</dd>{who}</div>"


def gathered(found: Sequence[Point], column: str) -> Iterator[tuple[str, list[Point]]]:
    """Points that follow each other with the same value of a column."""
    for value, same in groupby(found, key=lambda point: str(getattr(point, column))):
        yield value, list(same)


def undecided_table(method: Method, words: Words) -> bytes:
    """The points as a CSV file with empty columns for what is decided and when."""
    headings = [words.t("method_page.column_" + name) for name in COLUMNS]
    lines = [(*point, None, None) for point in points(method.undecided, words)]
    return csv_bytes(headings, lines, words)


def undecided_text(method: Method, organisation: str, words: Words) -> bytes:
    """The points as a text to print, with a line for each decision; UTF-8, so marked that Windows reads it right."""
    found = points(method.undecided, words)
    lines = [
        words.t("method_page.list_title"),
        words.t("method_page.list_under", organisation=organisation, date=method.as_of, count=len(found)),
    ]
    if method.is_any_sample:
        lines.append(words.t("method_page.undecided_sample"))
    for goal, under_goal in gathered(found, "goal"):
        lines += ["", "", goal, "=" * len(goal)]
        for question, asked in gathered(under_goal, "question"):
            lines += ["", question]
            lines += [line for each in asked for line in point_lines(each, words)]
    return ("\ufeff" + "\r\n".join([*lines, ""])).encode()


def point_lines(each: Point, words: Words) -> list[str]:
    """One point as lines of text, the last one to write the decision on."""
    who = [words.t("method_page.answers", role=each.answers)] if each.answers else []
    said = [each.about, each.today, *who, words.t("method_page.decision_line")]
    return ["", *(f"  {line}" for line in said)]
