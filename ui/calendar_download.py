"""The button that hands the chosen deadlines over as a calendar file."""

import streamlit as st

from foundation.words import Words
from ui.calendar_data import ALL, Calendar, Choice, role_names
from ui.calendar_file import Origin, calendar_file
from ui.data import settings
from ui.freshness import read_sources


def download(calendar: Calendar, choice: Choice, words: Words) -> None:
    """A button for the file of what is shown: of one role, of a narrower choice, or of everything.

    The file is made when it is asked for: few who look at the year take it with them.
    """
    organisation = settings().organisation
    origin = Origin(
        municipality=organisation.municipality_number or organisation.name,
        name=organisation.name,
        as_of=calendar.as_of,
        is_sample=any(source["is_sample"] for source in read_sources(calendar.as_of)),
    )
    st.download_button(
        words.t("calendar_page.download", whose=whose(calendar, choice, words)),
        lambda: calendar_file(calendar.deadlines, origin, words),
        file_name=file_name(calendar, choice),
        mime="text/calendar",
        on_click="ignore",
    )


def whose(calendar: Calendar, choice: Choice, words: Words) -> str:
    """Whose deadlines are in the file: everybody's, one role's, or those of the choice."""
    if choice.is_everything:
        return words.t("calendar_page.download_all")
    if choice == Choice(role=choice.role):
        return role_names(calendar, words)[choice.role]
    return words.t("calendar_page.download_chosen")


def file_name(calendar: Calendar, choice: Choice) -> str:
    """«arshjul-2026-servicetorget.ics»."""
    parts = [part for part in (choice.goal, choice.channel, choice.role) if part != ALL]
    return "-".join(["arshjul", str(calendar.as_of.year), *parts]) + ".ics"
