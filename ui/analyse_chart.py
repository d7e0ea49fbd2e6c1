"""An answer as a chart: a first guess from the columns' types, which the reader can change."""

from collections.abc import Mapping
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from analysis.answer import Answer
from foundation.words import Words
from ui.analyse_table import is_number, plain, unique
from ui.chart_frame import FONT, Colours
from ui.dialogue_chart import config
from ui.page import draw, escape
from ui.theme import colours

HEIGHT = 340
MOST_BARS = 40
MOST_SERIES = 4
KINDS = ("line", "bar")
DASHES = ("solid", "dash", "dot", "dashdot")
SERIES = ("accent", "ink", "muted", "edge")


@dataclass(frozen=True, slots=True)
class Guess:
    """How an answer could be drawn: as line or bar, along which column, and which numbers."""

    kind: str
    along: str
    numbers: tuple[str, ...]


def guess(answer: Answer) -> Guess | None:
    """A sensible first chart: a line along the first date, else bars along the first text; None without numbers."""
    names = unique(answer.columns)
    kinds = dict(zip(names, answer.types, strict=True))
    numbers = [name for name in names if is_number(kinds[name])]
    days = [name for name in names if kinds[name].startswith(("DATE", "TIMESTAMP"))]
    others = [name for name in names if name not in numbers and name not in days]
    along = (days or others or numbers)[:1]
    drawn = [name for name in numbers if name not in along][:1]
    if not along or not drawn or len(answer.rows) < 2:
        return None
    return Guess("line" if days else "bar", along[0], tuple(drawn))


def chart(answer: Answer, words: Words) -> None:
    """The chart of an answer that has numbers, under choices of its kind, its axis and its numbers."""
    first = guess(answer)
    if first is None:
        return
    draw(f'<h2 class="analyse-title">{escape(words.t("analyse_page.chart"))}</h2>')
    chosen = choices(answer, first, words)
    if not chosen.numbers:
        draw(f'<p class="analyse-quiet">{escape(words.t("analyse_page.choose_number"))}</p>')
        return
    said = sentence(answer, chosen, words)
    draw(f'<p class="analyse-quiet">{escape(said)}</p>')
    st.plotly_chart(
        figure(answer, chosen, words, colours()),
        key="analyse-chart",
        theme=None,
        config=config(words),
        alt=said,
    )


def choices(answer: Answer, first: Guess, words: Words) -> Guess:
    """What the reader has chosen to draw; the guess until something else is chosen."""
    names = unique(answer.columns)
    numbers = [name for name, kind in zip(names, answer.types, strict=True) if is_number(kind)]
    mark = "|".join(answer.columns)  # another answer begins with its own guess
    with st.container(horizontal=True, vertical_alignment="bottom", key="analyse-chart-choices"):
        kind = st.selectbox(
            words.t("analyse_page.chart_kind"), KINDS, index=KINDS.index(first.kind), width=160,
            format_func=lambda one: words.t(f"analyse_page.chart_{one}"), key=f"analyse-kind-{mark}",
        )  # fmt: skip
        along = st.selectbox(
            words.t("analyse_page.chart_along"), names, index=names.index(first.along), width=220,
            key=f"analyse-along-{mark}",
        )  # fmt: skip
        drawn = st.multiselect(
            words.t("analyse_page.chart_numbers"), numbers, default=list(first.numbers), width=320,
            max_selections=MOST_SERIES, key=f"analyse-numbers-{mark}",
        )  # fmt: skip
    return Guess(str(kind), str(along), tuple(drawn))


def series(answer: Answer, name: str) -> list[object]:
    """The values of one column."""
    place = unique(answer.columns).index(name)
    return [row[place] for row in answer.rows]


def figure(answer: Answer, chosen: Guess, words: Words, palette: Colours) -> go.Figure:
    """The chart: lines told apart by dashes, bars by their pattern, each with its name in the legend."""
    limit = MOST_BARS if chosen.kind == "bar" else len(answer.rows)
    along = series(answer, chosen.along)[:limit]
    drawn = go.Figure()
    drawn.update_layout(**frame(chosen, words, palette))
    for place, name in enumerate(chosen.numbers):
        values = [None if value is None else float(str(value)) for value in series(answer, name)[:limit]]
        colour = palette[SERIES[place]]
        if chosen.kind == "line":
            drawn.add_scatter(
                x=along, y=values, name=name, mode="lines+markers", connectgaps=False,
                line={"color": colour, "width": 2, "dash": DASHES[place]}, marker={"size": 5},
            )  # fmt: skip
        else:
            labels = [plain(value, words) if value is not None else "NULL" for value in along]
            drawn.add_bar(
                x=labels, y=values, name=name,
                marker={"color": colour, "pattern": {"shape": ("", "/", ".", "x")[place], "fgcolor": palette["paper"]}},
            )  # fmt: skip
    return drawn


def frame(chosen: Guess, words: Words, palette: Colours) -> Mapping[str, object]:
    """The chart's frame in the colours and the language of the page."""
    axis = {"fixedrange": True, "tickfont": {"color": palette["muted"]}, "zeroline": False}
    return {
        "height": HEIGHT,
        "margin": {"l": 60, "r": 16, "t": 16, "b": 60},
        "font": {"family": FONT, "size": 14, "color": palette["ink"]},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": ".," if words.language == "en" else ", ",
        "showlegend": len(chosen.numbers) > 1,
        "legend": {"orientation": "h", "y": 1.12},
        "dragmode": False,
        "xaxis": axis
        | {"title": {"text": chosen.along}, "type": None if chosen.kind == "line" else "category"},
        "yaxis": axis
        | {"gridcolor": palette["rule"], "rangemode": "tozero" if chosen.kind == "bar" else "normal"},
    }


def sentence(answer: Answer, chosen: Guess, words: Words) -> str:
    """What the chart shows, from its data: the numbers, their least and greatest, and what was left out."""
    parts = []
    for name in chosen.numbers:
        values = [float(str(value)) for value in series(answer, name) if value is not None]
        if values:
            parts.append(words.t("analyse_page.chart_span", name=name, least=min(values), most=max(values)))
    said = words.t("analyse_page.chart_said", numbers=words.listed(parts), along=chosen.along)
    if chosen.kind == "bar" and len(answer.rows) > MOST_BARS:
        said += " " + words.t("analyse_page.chart_first", count=MOST_BARS)
    return said
