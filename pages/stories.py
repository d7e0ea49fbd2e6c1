"""The stories' screen: are the page's numbers another in months with a story, and before and after an event?"""

import streamlit as st

from ui.frame import as_of
from ui.page import draw
from ui.stories import caution, event, events_title, groups, heading, months
from ui.stories_choices import choose_event, choose_metric
from ui.stories_data import read_stories
from ui.text import words_here

day, words = as_of(), words_here()

# read
stories = read_stories(day)

# choose: the answer stands above the choice and follows it
answer = st.container()
row = stories.differences[choose_metric(stories, words)] if stories.differences else None

# draw
with answer:
    draw(heading(stories, row, words))
if row is not None:
    draw(months(stories, row, words) + groups(stories, row, words))
    draw(events_title(words))
    metric_id = str(row["metric_id"])
    chosen = None
    if stories.events[metric_id]:
        chosen = stories.event(metric_id, choose_event(stories, metric_id, words))
    draw(event(chosen, str(row["kind"]), words) + caution(stories, words))
