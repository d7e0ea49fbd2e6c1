"""The analysis screen: what does the data say to a question of one's own; SQL on the published tables and rules."""

import streamlit as st

from ui.analyse import heading, link_said
from ui.analyse_data import sandbox
from ui.analyse_editor import editor
from ui.analyse_run import outcome
from ui.analyse_saved import questions
from ui.analyse_schema import schema
from ui.analyse_state import open_address
from ui.page import draw
from ui.text import words_here

words = words_here()

# choose: the address may hold a statement, which is shown and never run by itself
open_address()
sandbox().warm()  # so that the first answer does not wait for a process to start

# draw: the statement and its answer, and beside them what there is to ask for
draw(heading(words))
left, right = st.columns([2, 1], gap="large")
with left:
    editor(words)
    outcome(words)
    draw(link_said(words))
with right:
    questions(words)
    schema(words)
