"""The meeting to look back to: a choice among the register's meetings, which sets the day that is compared with."""

from datetime import date

import streamlit as st

from foundation.words import Words
from ui.data import Row, rows
from ui.measures import name_of

NO_MEETING = ""


def meeting_picker(as_of: date, since: date, words: Words) -> None:
    """A choice among the register's meetings before the as-of day; it writes the meeting's day to the address."""
    meetings = {meeting["held_on"].isoformat(): meeting for meeting in rows("frame_meetings", as_of=as_of)}
    chosen = since.isoformat() if since.isoformat() in meetings else NO_MEETING
    st.session_state["picked_meeting"] = chosen
    st.selectbox(
        words.t("changed.meeting"),
        [NO_MEETING, *sorted(meetings, reverse=True)] if chosen == NO_MEETING else sorted(meetings, reverse=True),
        format_func=lambda day: meeting_name(meetings.get(day), words),
        key="picked_meeting", on_change=pick_meeting, label_visibility="collapsed", width=230,
    )  # fmt: skip


def meeting_name(meeting: Row | None, words: Words) -> str:
    """A meeting's name and day; that none is chosen where the earlier day is no meeting's."""
    if meeting is None:
        return words.t("changed.no_meeting")
    return f"{name_of(meeting, 'name', words)} {words.date(meeting['held_on'])}"


def pick_meeting() -> None:
    """Write the picked meeting's day to the address."""
    if st.session_state["picked_meeting"]:
        st.query_params["since"] = st.session_state["picked_meeting"]
