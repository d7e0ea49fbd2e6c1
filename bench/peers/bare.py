"""The board in Streamlit as most would write it: `streamlit run bare.py`, its own elements, st.cache_data."""

import streamlit as st
from board import COLOURS, MENU, WORDS, Board, first_days, read, word

STRIPES = {"#9C1B30": "red", "#A86400": "orange", "#66756F": "gray", "#2F7D4C": "green", "#0B6B78": "blue"}


@st.cache_data
def days() -> tuple:
    return first_days()


@st.cache_data
def board(as_of, since) -> Board:
    return read(as_of, since)


def square(status: str) -> str:
    return f":{STRIPES[COLOURS[status]]}[■]"


def front() -> None:
    as_of, since = days()
    known = board(as_of, since)
    st.warning(known.ribbon)
    name, first, second, third = st.columns([3, 1, 1, 2], vertical_alignment="center")
    name.markdown(f"**{known.name}**")
    as_of = first.date_input("Per", as_of, format="DD.MM.YYYY")
    since = second.date_input("mot", since, format="DD.MM.YYYY")
    third.selectbox("Møte", known.meetings)
    shown = board(as_of, since)
    st.title(shown.question)
    st.markdown(shown.answer)
    for goal in shown.goals:
        text, headline, counts = st.columns(3)
        text.markdown(f"**{goal.name}** \n{goal.text}")
        headline.subheader(goal.headline)
        headline.caption(goal.reason)
        counts.markdown(" ".join(square(status) * count for status, count in goal.counts))
        counts.caption(" · ".join(f"{count} {word(status)}" for status, count in goal.counts))
        st.divider()
    left, right = st.columns(2)
    left.subheader(WORDS.t("status_page.deadlines"))
    for status, role, what, when in shown.deadlines:
        left.markdown(f"{square(status)} **{role}** {what}")
        left.caption(when)
    right.subheader(WORDS.t("status_page.changes_title", date=since))
    for before, after, what in shown.changes:
        right.markdown(f"{square(before)} → {square(after)} {what}")
        right.caption(f"{word(before)} → {word(after)}")
    st.subheader(WORDS.t("status_page.page_numbers"))
    for column, (label, value, measured) in zip(st.columns(3), shown.numbers, strict=True):
        column.metric(label, value)
        column.caption(measured)
    st.caption(shown.foot)


def another() -> None:
    st.title("…")


st.set_page_config(page_title="Status", layout="wide")
titles = [WORDS.t(key) for key in MENU]
pages = [st.Page(front, title=titles[0], default=True)]
pages += [st.Page(another, title=title, url_path=f"page{number}") for number, title in enumerate(titles[1:])]
st.navigation(pages, position="top").run()
