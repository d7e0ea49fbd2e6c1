"""The dialogue screen: do we answer people, and do we reach more? Followers, likes and response rate over time."""

import streamlit as st

from ui.charts import Drawing
from ui.dialogue import above_chart, events, filled, heading, summary, under_chart
from ui.dialogue_chart import draw_chart
from ui.dialogue_data import MONTH_CHOICES, read_dialogue
from ui.dialogue_side import beside_chart, volume
from ui.frame import as_of
from ui.goal_choices import choose
from ui.page import draw
from ui.text import words_here

HEIGHTS = {
    "response_rate": 310, "response_rate_own": 280, "followers": 240, "followers_daily": 240, "likes": 200,
}  # fmt: skip
ONLY_WITH_VALUES = ("response_rate_own", "followers_daily")

day, words = as_of(), words_here()

# choose
names = {str(number): words.t("dialogue_page.months_choice", number=number) for number in MONTH_CHOICES}
months = int(choose("months", names, words.t("dialogue_page.months")))

# read
dialogue = read_dialogue(day, months)

# draw
draw(heading(dialogue, words))
draw(volume(dialogue, words))
for metric_id, height in HEIGHTS.items():
    series = dialogue.series.get(metric_id)
    if series is None or (metric_id in ONLY_WITH_VALUES and not filled(series)):
        continue
    left, right = st.columns([3, 1], gap="medium")
    with left:
        draw(above_chart(series, words))
        if filled(series):
            drawing = Drawing(series.metric, series.points, series.targets, dialogue.events, height)
            draw_chart(drawing, summary(series, words), words)
            draw(under_chart(series, words))
    with right:
        draw(beside_chart(series, words))
draw(events(dialogue.events, words))
