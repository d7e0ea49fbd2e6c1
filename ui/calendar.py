"""The yearly calendar as HTML: the answer, what comes and what slipped, and the whole year month by month."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from foundation.words import Words
from ui.behind import sql_link
from ui.calendar_data import DAYS_AHEAD, Calendar
from ui.calendar_words import (
    answers,
    detail_of,
    lead,
    month_name,
    month_said,
    outcome_word,
    said,
    undated_said,
    unknown_said,
)
from ui.data import Row
from ui.frame import address
from ui.measures import away, name_of
from ui.page import escape
from ui.status import capitalised
from ui.strips import outcome_sign

MONTHS = range(1, 13)
SHOWN_SLIPPED = 8


def heading(calendar: Calendar, words: Words) -> str:
    """The screen's question, and its answer in a sentence made from the deadlines."""
    coming, slipped = lead(calendar, words)
    return (
        f'<header class="cal-head"><h1>{escape(words.t("calendar_page.question", days=DAYS_AHEAD))}</h1>'
        f'<p class="cal-lead"><b>{escape(coming)}</b> {escape(slipped)}</p></header>'
    )


def nothing(calendar: Calendar, words: Words, *, is_narrowed: bool) -> str:
    """What to do where there is no deadline: choose again, or set one."""
    if is_narrowed:
        again = f'<a href="{escape(address("arshjul"))}">{escape(words.t("calendar_page.nothing_chosen_link"))}</a>'
        return f'<p class="cal-note">{escape(words.t("calendar_page.nothing_chosen"))} {again}</p>'
    return f'<p class="cal-note">{escape(words.t("calendar_page.nothing_set"))}</p>{notes(calendar, words)}'


def lists(calendar: Calendar, words: Words) -> str:
    """What is due in the days ahead, by day; and what slipped, the latest first."""
    return f'<div class="cal-two">{coming(calendar, words)}{slipped(calendar, words)}</div>{notes(calendar, words)}'


def coming(calendar: Calendar, words: Words) -> str:
    """What is due in the days ahead, each day once."""
    title = words.t("calendar_page.next", days=DAYS_AHEAD)
    days = "".join(
        f'<li><p class="cal-day"><b>{escape(words.date(day))}</b> {escape(away(day, calendar.as_of, words))}</p>'
        f"<ul>{''.join(item(row, '', words) for row in due)}</ul></li>"
        for day, due in groupby(calendar.next, key=lambda row: row["due_on"])
    )
    body = (
        f"<ol>{days}</ol>"
        if days
        else f"<p>{escape(words.t('calendar_page.next_none', date=calendar.until))}</p>"
    )
    link = sql_link("calendar_deadlines", words)
    return f'<section class="cal-list">{link}<h2>{escape(title)}</h2>{body}</section>'


def slipped(calendar: Calendar, words: Words) -> str:
    """What passed its date undone, each with how it stands; the older ones behind a line that opens."""
    items = [slipped_item(row, calendar, words) for row in calendar.past]
    shown, rest = items[:SHOWN_SLIPPED], items[SHOWN_SLIPPED:]
    body = (
        f"<ol>{''.join(shown)}</ol>" if shown else f"<p>{escape(words.t('calendar_page.slipped_none'))}</p>"
    )
    if rest:
        more = escape(words.t("calendar_page.slipped_more", count=len(rest)))
        body += f"<details><summary>{more}</summary><ol>{''.join(rest)}</ol></details>"
    title, link = words.t("calendar_page.past"), sql_link("calendar_deadlines", words)
    return f'<section class="cal-list">{link}<h2>{escape(title)}</h2>{body}</section>'


def slipped_item(row: Row, calendar: Calendar, words: Words) -> str:
    """One deadline that slipped, by its day."""
    far = away(row["due_on"], calendar.as_of, words)
    return (
        f'<li><p class="cal-day"><b>{escape(words.date(row["due_on"]))}</b> {escape(far)}</p>'
        f"<ul>{item(row, second(row, calendar, words), words)}</ul></li>"
    )


def item(row: Row, after: str, words: Words) -> str:
    """A deadline in a list, with what stands `after` it (HTML), and the role that answers for it."""
    role = escape(answers(row, words))
    return f'<li><div>{named(row, words)} {tag(row, words)}{after}</div><p class="cal-role">{role}</p></li>'


def named(row: Row, words: Words) -> str:
    """A deadline by name: its measure, a link to the goal, and which one it is."""
    detail = detail_of(row, words)
    link = f'<a href="{escape(address("mal", goal=row["goal"]))}">{escape(name_of(row, "short", words))}</a>'
    return f"{link}, {escape(detail)}" if detail else link


def second(row: Row, calendar: Calendar, words: Words) -> str:
    """How a deadline that slipped stands, with the sign of it."""
    told = escape(said(row, calendar.as_of, words))
    return f'<p class="cal-second">{outcome_sign(row["outcome"])} {told}</p>'


def tag(row: Row, words: Words) -> str:
    """A dashed tag where the deadline is only proposed."""
    if row["basis"] != "proposed":
        return ""
    return f'<span class="cal-tag">{escape(words.t("calendar_page.proposed"))}</span>'


def notes(calendar: Calendar, words: Words) -> str:
    """What cannot be judged, what has no date, and what a proposal is."""
    found = [unknown_said(calendar, words), undated_said(calendar, words)]
    if any(row["basis"] == "proposed" for row in calendar.deadlines):
        found.append(words.t("calendar_page.proposed_note"))
    return "".join(f'<p class="cal-note">{escape(note)}</p>' for note in found if note)


def months(calendar: Calendar, words: Words) -> str:
    """The year's deadlines month by month: the same as the table of the year, in words."""
    by_month = {month: [row for row in calendar.year if row["due_on"].month == month] for month in MONTHS}
    listed = "".join(month_list(month, due, calendar, words) for month, due in by_month.items())
    title = words.t("calendar_page.months", year=str(calendar.as_of.year))
    return f'<section class="cal-months"><h2>{escape(title)}</h2><div class="cal-columns">{listed}</div></section>'


def month_list(month: int, due: Sequence[Row], calendar: Calendar, words: Words) -> str:
    """One month: how much of it is done, and its deadlines, with a line where the as-of date falls."""
    name, done = capitalised(month_name(month, words)), month_said("head", due, words)
    passed = [row for row in due if row["due_on"] < calendar.as_of]
    here = ""
    if month == calendar.as_of.month:
        here = f'<li class="cal-here">{escape(words.t("calendar_page.here", date=calendar.as_of))}</li>'
    items = f"{lines(passed, calendar, words)}{here}{lines(due[len(passed) :], calendar, words)}"
    head = f"<h3>{escape(name)} <span>{escape(done)}</span></h3>"
    return f'<section class="cal-month">{head}{f"<ol>{items}</ol>" if items else ""}</section>'


def lines(due: Iterable[Row], calendar: Calendar, words: Words) -> str:
    """Deadlines of a month, each with its day, what came of it in a word, and the day or count that tells it."""
    return "".join(
        f'<li><span class="cal-date">{escape(short_day(row, words))}</span>{outcome_sign(row["outcome"])}'
        f"<div>{named(row, words)}"
        f'<p class="cal-second">{escape(line_said(row, calendar, words))} {tag(row, words)}</p></div></li>'
        for row in due
    )


def short_day(row: Row, words: Words) -> str:
    """A deadline's day without its year: «30. nov»."""
    day = row["due_on"]
    return words.t("measure.day", day=str(day.day), month=words.month(day.month))


def line_said(row: Row, calendar: Calendar, words: Words) -> str:
    """«I tide, gjort 12.11.2026»."""
    word = outcome_word(row["outcome"], words)
    return f"{capitalised(word)}, {said(row, calendar.as_of, words)}"
