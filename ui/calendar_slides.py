"""The yearly calendar in a meeting: how much comes and how much slipped, then what, a line each."""

from datetime import date

from foundation.words import Words
from ui.calendar_choices import asked_choice
from ui.calendar_data import DAYS_AHEAD, Calendar, read_calendar
from ui.calendar_words import answers, said, title
from ui.data import Row
from ui.measures import away
from ui.meeting import Line, Slide, in_pages

SIGNS = {"missed": "overdue", "in_grace": "delayed"}


def calendar_slides(as_of: date, since: date, words: Words) -> list[Slide]:  # noqa: ARG001 - every screen is asked alike
    """The counts in large type, what is due in the days ahead, and what slipped, narrowed as the address asks."""
    whole = read_calendar(as_of)
    calendar = whole.narrowed(asked_choice(whole, words))
    ahead = words.t("calendar_page.next", days=DAYS_AHEAD)
    none_ahead = words.t("calendar_page.next_none", date=calendar.until)
    coming = [coming_line(row, as_of, words) for row in calendar.next]
    slipped = [slipped_line(row, as_of, words) for row in calendar.past]
    return [
        Slide(words.t("calendar_page.question", days=DAYS_AHEAD), counts(calendar, words), is_large=True),
        *in_pages(ahead, coming, none_ahead),
        *in_pages(words.t("calendar_page.past"), slipped, words.t("calendar_page.slipped_none")),
    ]


def counts(calendar: Calendar, words: Words) -> list[Line]:
    """How much comes and when it begins, how much slipped or still can be recorded, and how much nobody can judge."""
    due, slipped, can_still, unknown = calendar.next, calendar.slipped, calendar.can_still, calendar.unknown
    first = words.t("calendar_page.slide_first", date=due[0]["due_on"]) if due else ""
    lines = [
        Line("due_soon", words.t("calendar_page.next", days=DAYS_AHEAD), words.number(len(due)), first),
        Line(
            "overdue" if slipped else "on_track",
            words.t("calendar_page.slipped"),
            words.number(len(slipped)),
            is_alarm=bool(slipped),
        ),  # fmt: skip
    ]
    if can_still:
        lines.append(Line("delayed", words.t("calendar_page.slide_can_still"), words.number(len(can_still))))
    if unknown:
        lines.append(Line("no_data", words.t("calendar_page.slide_unknown"), words.number(len(unknown))))
    return lines


def coming_line(row: Row, as_of: date, words: Words) -> Line:
    """One deadline to come, and the role that answers for it."""
    when = f"{words.date(row['due_on'])} · {away(row['due_on'], as_of, words)}"
    return Line("", title(row, words), answers(row, words), with_tag(when, row, words))


def slipped_line(row: Row, as_of: date, words: Words) -> Line:
    """One deadline that slipped, the role that answers for it, and how it stands."""
    stands = f"{words.date(row['due_on'])} · {said(row, as_of, words)}"
    return Line(SIGNS[row["outcome"]], title(row, words), answers(row, words), with_tag(stands, row, words))


def with_tag(told: str, row: Row, words: Words) -> str:
    """A sentence with «forslag» after it where the deadline is only proposed."""
    return f"{told} ({words.t('calendar_page.proposed')})" if row["basis"] == "proposed" else told
