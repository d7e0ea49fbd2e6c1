"""Deadlines as a calendar file for Outlook and Google: what it says of each, and the id it keeps for ever."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid5

from foundation.words import Words
from ui.calendar_data import goal_name
from ui.calendar_words import answers, title
from ui.data import Row
from ui.ics import Day, calendar
from ui.measures import name_of

# Ours, drawn once: a deadline's id is made from it, the municipality and the deadline's own id, and from nothing else.
NAMESPACE = UUID("5d8f2c0e-9a34-4c52-8f0b-6f6f1c1a7e43")


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose deadlines they are, as known when, and whether they are invented."""

    municipality: str
    name: str
    as_of: date
    is_sample: bool


def calendar_file(deadlines: Iterable[Row], origin: Origin, words: Words) -> bytes:
    """The deadlines as an iCalendar file. The same view gives the same bytes: its time stamp is the as-of date."""
    name = words.t("calendar_page.file_title", organisation=origin.name)
    if origin.is_sample:
        name = f"{name} ({words.t('calendar_page.file_sample')})"
    stamp = datetime.combine(origin.as_of, time(), UTC)
    return calendar(name, (day_of(row, origin, words) for row in deadlines), stamp)


def day_of(row: Row, origin: Origin, words: Words) -> Day:
    """One deadline as a day in a calendar. Roles, never persons."""
    is_proposed = row["basis"] == "proposed"
    summary = words.t("calendar_page.file_summary", what=title(row, words))
    return Day(
        uid=uid(row["deadline_id"], origin.municipality),
        on=row["due_on"],
        summary=f"{summary} ({words.t('calendar_page.proposed')})" if is_proposed else summary,
        description="\n".join(description(row, origin, words)),
        categories=(words.t("app.title"), goal_name(row["goal"], words)),
        is_tentative=is_proposed,
    )


def uid(deadline_id: str, municipality: str) -> UUID:
    """A deadline's id in every calendar: the same over time, in every language and when the date moves."""
    return uuid5(NAMESPACE, f"{municipality}/{deadline_id}")


def description(row: Row, origin: Origin, words: Words) -> list[str]:
    """The strategy's own sentence and the measure's number, the roles, how it stands, and what is not real."""
    measure = words.t("calendar_page.file_measure", id=row["measure_id"], text=name_of(row, "text", words))
    lines = [measure, words.t("calendar_page.file_role", role=answers(row, words))]
    others = [name_of(role, "name", words) for role in row["roles"][1:]]
    if others:
        lines.append(words.t("calendar_page.file_others", roles=words.listed(others)))
    if row["done_on"] is not None:
        lines.append(words.t("calendar_page.file_done", date=row["done_on"]))
    if row["basis"] == "proposed":
        lines.append(words.t("calendar_page.proposed_note"))
    if origin.is_sample:
        lines.append(words.t("frame.sample"))
    return [*lines, words.t("calendar_page.file_as_of", date=origin.as_of)]
