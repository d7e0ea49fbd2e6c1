"""The yearly calendar: what comes in the next days and what slipped, the year's deadlines, and a file of them."""

import streamlit as st

from ui.calendar import heading, lists, months, nothing
from ui.calendar_choices import choose_from
from ui.calendar_data import read_calendar
from ui.calendar_download import download
from ui.calendar_year import year_table
from ui.frame import as_of
from ui.page import draw
from ui.printing import said
from ui.text import words_here

day, words = as_of(), words_here()

# read
whole = read_calendar(day)

# choose: the answer stands above the choices and follows them
answer = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", key="calendar-choices"):
    choice, choice_said = choose_from(whole, words)
    chosen = whole.narrowed(choice)
    if chosen.deadlines:
        download(chosen, choice, words)

# draw
with answer:
    draw(heading(chosen, words))
    draw(said(choice_said))
if chosen.deadlines:
    draw(lists(chosen, words) + year_table(chosen, words) + months(chosen, words))
else:
    draw(nothing(chosen, words, is_narrowed=not choice.is_everything))
