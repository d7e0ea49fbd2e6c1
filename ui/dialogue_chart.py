"""Puts the dialogue screen's charts where they stand: each under its finding, with its newest value beside it."""

import streamlit as st

from foundation.words import NO_BREAK_SPACE, Words
from ui.canvas import Canvas
from ui.chart_frame import Span
from ui.charts import Drawing, figure
from ui.dialogue import above_chart, filled, summary, under_chart
from ui.dialogue_data import Dialogue, Series
from ui.dialogue_run import above_run, beside_run, run_summary, under_run
from ui.dialogue_side import beside_chart
from ui.page import draw
from ui.run_chart import RunDrawing, changed, run_figure
from ui.theme import colours, is_dark

PAPER = '<style>@media print{[data-testid="stPlotlyChart"]{filter:invert(1) hue-rotate(180deg)}}</style>'
ONLY_WITH_VALUES = ("response_rate_own", "followers_daily")


def draw_series(dialogue: Dialogue, name: str, height: int, words: Words) -> None:
    """Draw a metric's part of the screen; nothing of one that only some have, where there is nothing to draw."""
    series = dialogue.series.get(name)
    if series is None or (name in ONLY_WITH_VALUES and not has_line(series)):
        return
    left, right = st.columns([3, 1], gap="medium")
    with left:
        draw(above_chart(series, words))
        if has_line(series):
            before = [(old.metric, old.points) for old in series.before]
            drawing = Drawing(series.metric, series.points, series.targets, dialogue.events, height, before)
            show(figure(drawing, words, colours()), name, summary(series, words), config(words))
            draw(under_chart(series, words))
    with right:
        draw(beside_chart(series, words, is_drawn=has_line(series)))


def has_line(series: Series) -> bool:
    """Whether a metric, or one that it took over from, has a value in the months shown."""
    return any(filled(one) for one in (series, *series.before))


def draw_changes(dialogue: Dialogue, height: int, words: Words) -> None:
    """Draw the months' changes as a still picture: all that could be pointed at is named, or stands in the table."""
    months = dialogue.changes
    name = months[-1]["metric_id"] if months else "followers"
    if name not in dialogue.series:
        return
    series = dialogue.series[name]
    left, right = st.columns([3, 1], gap="medium")
    with left:
        draw(above_run(months, series.metric, words))
        if changed(months):
            shown = Span(series.points[0]["month_on"], series.points[-1]["month_on"], height)
            chart = run_figure(RunDrawing(months, dialogue.events, shown), words, colours())
            show(chart, "run", run_summary(months, words), {**config(words), "staticPlot": True})
            draw(under_run(months, series.metric, words))
    with right:
        draw(beside_run(months, words))


def draw_for_paper() -> None:
    """Turn the charts of a dark screen light on paper; their colours are drawn into them."""
    if is_dark():
        draw(PAPER)


def show(chart: Canvas, name: str, alternative: str, settings: dict[str, object]) -> None:
    """A chart with its text alternative."""
    st.plotly_chart(chart, key=f"chart_{name}", theme=None, config=settings, alt=alternative)


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
