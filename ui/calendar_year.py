"""The year as a table of countable marks: a row per measure, twelve months, planned and done side by side."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from foundation.words import Words
from ui.behind import sql_link
from ui.calendar_data import Calendar, goal_name
from ui.calendar_words import detail_of, month_said, outcome_word, said, year_said
from ui.data import Row
from ui.frame import address
from ui.measures import name_of
from ui.page import escape
from ui.strips import outcome_sign

MONTHS = range(1, 13)
NOTHING_YET = ("open", "upcoming")
OUTCOMES = ("on_time", "late", "in_grace", "missed", "unknown")


def year_table(calendar: Calendar, words: Words) -> str:
    """The year: its counts in a sentence, the table with a line at the as-of date, and what its marks mean."""
    year = sorted(calendar.year, key=lambda row: (row["place"], row["due_on"]))
    title, under = (
        words.t(f"calendar_page.{key}", year=str(calendar.as_of.year)) for key in ("year", "year_under")
    )
    counts = year_said(year, words)
    head = "".join(f'<th scope="col">{escape(words.month(month))}</th>' for month in MONTHS)
    goals = "".join(goal_rows(goal, list(due), calendar, words) for goal, due in groupby(year, goal_of))
    return (
        f'<section class="cal-year">{sql_link("calendar_deadlines", words)}'
        f"<h2>{escape(title)} <span>{escape(under)}</span></h2>"
        f'<p class="cal-said" aria-hidden="true">{escape(counts)}</p>'
        f'<div class="cal-chart"><table><caption class="unseen">{escape(counts)}</caption>'
        f'<thead><tr><th scope="col">{escape(words.t("calendar_page.measure"))}</th>{head}</tr></thead>'
        f"{goals}{foot(year, words)}</table>{now_line(calendar.as_of, words)}</div>{key(year, words)}</section>"
    )


def goal_of(row: Row) -> str:
    """The goal that a deadline's measure serves."""
    return str(row["goal"])


def goal_rows(goal: str, due: Sequence[Row], calendar: Calendar, words: Words) -> str:
    """A goal's measures, a row each, under the goal's name."""
    link = f'<a href="{escape(address("mal", goal=goal))}">{escape(goal_name(goal, words))}</a>'
    measures = "".join(
        measure_row(list(of_measure), calendar, words)
        for _, of_measure in groupby(due, lambda row: row["measure_id"])
    )
    short = f"<span>{escape(name_of(due[0], 'goal_short', words))}</span>"
    return f'<tbody><tr class="cal-goal"><th scope="rowgroup" colspan="13">{link} {short}</th></tr>{measures}</tbody>'


def measure_row(due: Sequence[Row], calendar: Calendar, words: Words) -> str:
    """One measure: its name, and what is due and done in each month."""
    cells = "".join(f"<td>{pairs(due, month, calendar, words)}</td>" for month in MONTHS)
    return f'<tr><th scope="row">{escape(name_of(due[0], "short", words))}</th>{cells}</tr>'


def pairs(due: Sequence[Row], month: int, calendar: Calendar, words: Words) -> str:
    """A month's deadlines of one measure: for each, the mark of the plan beside the mark of what came of it."""
    return "".join(pair(row, calendar, words) for row in due if row["due_on"].month == month)


def pair(row: Row, calendar: Calendar, words: Words) -> str:
    """One deadline: planned and done. What is to come has nothing beside it; the words are there to be read aloud."""
    outcome = row["outcome"]
    done = '<span class="cal-nothing"></span>' if outcome in NOTHING_YET else outcome_sign(outcome)
    told = words.t(
        "calendar_page.cell", what=detail_of(row, words), date=row["due_on"],
        outcome=outcome_word(outcome, words), said=said(row, calendar.as_of, words),
    )  # fmt: skip
    return f'<span class="cal-pair">{planned(row["basis"])}{done}<span class="unseen">{escape(told)}</span></span>'


def planned(basis: str) -> str:
    """The mark of a plan: an empty box, dashed where the date is only proposed."""
    return f'<span class="cal-plan{" cal-proposed" if basis == "proposed" else ""}"></span>'


def foot(year: Sequence[Row], words: Words) -> str:
    """How many of each month's deadlines are done."""
    cells = "".join(
        f"<td>{escape(month_said('foot', due, words)) if due else ''}</td>"
        for month in MONTHS
        for due in [[row for row in year if row["due_on"].month == month]]
    )
    title = escape(words.t("calendar_page.foot"))
    return f'<tfoot><tr><th scope="row">{title}</th>{cells}</tr></tfoot>'


def now_line(as_of: date, words: Words) -> str:
    """The line at the as-of date, as far along the twelve months as the day is; the list of months says it in words."""
    place = year_share(as_of)
    left = f"calc(var(--cal-name) + (100% - var(--cal-name)) * {place:.4f})"
    side = " cal-now-late" if place > 0.5 else ""
    label = escape(words.t("calendar_page.here", date=as_of))
    return f'<div class="cal-now{side}" style="left:{left}" aria-hidden="true"><span>{label}</span></div>'


def year_share(day: date) -> float:
    """How far along twelve equally wide months a day is, from 0 to 1."""
    return (day.month - 1 + (day.day - 0.5) / monthrange(day.year, day.month)[1]) / 12


def key(year: Sequence[Row], words: Words) -> str:
    """The marks in words: those that are drawn, and no others."""
    bases = {"proposed" if row["basis"] == "proposed" else "set" for row in year}
    outcomes = {row["outcome"] for row in year}
    marks: Mapping[str, str] = {
        **{f"calendar_page.plan_{basis}": planned(basis) for basis in ("set", "proposed") if basis in bases},
        **{
            f"calendar_page.outcome.{outcome}": outcome_sign(outcome)
            for outcome in OUTCOMES
            if outcome in outcomes
        },
    }
    items = "".join(f"<li>{mark} {escape(words.t(name))}</li>" for name, mark in marks.items())
    return f'<ul class="cal-key">{items}</ul>'
