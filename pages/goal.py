"""The goal screen: one goal, or what runs across, with what was said, what is done and what it rests on."""

import streamlit as st

from ui.frame import as_of
from ui.goal import activity, approaches, heading, outcome
from ui.goal_assessment import assessment
from ui.goal_choices import choose
from ui.goal_data import ACROSS, AUDIENCES, goal_ids, read_goal
from ui.page import draw
from ui.text import words_here

day, words = as_of(), words_here()

# choose
with st.container(horizontal=True, horizontal_alignment="distribute"):
    names = {
        goal: words.t("goal_page.across")
        if goal == ACROSS
        else words.t("goal_page.number", number=goal.lstrip("G"))
        for goal in goal_ids(day)
    }
    chosen = choose("goal", names, words.t("goal_page.choose"))
    # read
    goal = read_goal(chosen, day)
    judged = [measure for measure in goal.measures if measure.row["lane"] == "activity"]
    found = {
        audience: [each for each in judged if each.row["audience"] == audience] for audience in AUDIENCES
    }
    lists = {"all": judged, **found}
    counted = {name: words.t(f"goal_page.{name}", number=len(measures)) for name, measures in lists.items()}
    audience = choose("audience", counted, words.t("goal_page.audience"))

# draw
draw(
    heading(goal, words)
    + assessment(goal, words)
    + activity(lists[audience], day, words)
    + outcome(goal, words)
    + approaches(goal, words)
)
