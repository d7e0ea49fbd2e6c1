"""The service areas' screen: who has not been reached, measure by measure, and the missing names to take away."""

import streamlit as st

from ui.coverage import events, heading, measures
from ui.coverage_choices import choose_areas, choose_measure
from ui.coverage_data import read_coverage
from ui.coverage_download import take_away
from ui.coverage_table import areas_table
from ui.frame import as_of
from ui.page import draw
from ui.text import words_here

day, words = as_of(), words_here()

# read
whole = read_coverage(day)

# choose: the answer stands above the choices and follows them
answer = st.container()
chosen, areas = whole, list(whole.areas)
if areas:
    with st.container(horizontal=True, horizontal_alignment="distribute", key="coverage-choices"):
        chosen = whole.narrowed(choose_measure(whole, words))
        areas = list(choose_areas(chosen, words))

# draw
with answer:
    draw(heading(chosen, words))
draw(measures(chosen, words))
if chosen.areas:
    draw(areas_table(chosen, areas, words))
    take_away(chosen, words)
draw(events(chosen, words))
