"""Puts a chart on the screen, in the theme's colours, with the chart's sentence as its text alternative."""

import streamlit as st

from foundation.words import NO_BREAK_SPACE, Words
from ui.charts import Drawing, figure
from ui.theme import colours


def draw_chart(drawing: Drawing, alternative: str, words: Words) -> None:
    """Draw one metric's chart; nothing is shown only on hover, so `alternative` says in words what it shows."""
    st.plotly_chart(
        figure(drawing, words, colours()),
        key=f"chart_{drawing.metric['metric_id']}",
        theme=None,
        config=config(words),
        alt=alternative,
    )


def config(words: Words) -> dict[str, object]:
    """Plotly's settings: no tool bar, and months and figures as the reader's language writes them."""
    months = words.t("form.months").split(",")
    months = [month.capitalize() for month in months] if words.language == "en" else months
    spoken = {
        "dictionary": {},
        "format": {
            "months": months, "shortMonths": months, "days": [""] * 7, "shortDays": [""] * 7,
            "date": "%d.%m.%Y", "decimal": ",", "thousands": NO_BREAK_SPACE,
        },
    }  # fmt: skip
    return {"displayModeBar": False, "scrollZoom": False, "locale": "screen", "locales": {"screen": spoken}}
