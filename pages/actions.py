"""The screen of what needs somebody: who must do what before the next meeting, the oldest first."""

import streamlit as st

from ui.actions import heading, lines, nothing
from ui.actions_choices import choose_from, choose_rows
from ui.actions_data import Choice, read_actions
from ui.frame import as_of
from ui.page import draw
from ui.printing import said
from ui.text import words_here

day, words = as_of(), words_here()

# read
whole = read_actions(day)

# choose: the answer stands above the choices and follows them
answer = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", key="actions-choices"):
    choice, choice_said = choose_from(whole, words)
    chosen = whole.narrowed(choice)
    shown = choose_rows(chosen, words)

# draw
is_narrowed = choice != Choice()
with answer:
    draw(heading(chosen, words, is_narrowed=is_narrowed))
    draw(said(choice_said))
if chosen.lines:
    draw(lines(chosen, shown, words))
else:
    draw(nothing(chosen, words, is_narrowed=is_narrowed))
