"""What every chart of a screen shares: its frame and months, hatched gaps, dated marks, and names at the right edge.

A line that is no series is named where it ends. An event is a dated letter on top; the letters are explained in words
beneath the charts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from foundation.words import NO_BREAK_SPACE, Words
from ui.canvas import Canvas
from ui.measures import Row

FONT = '"Dashboard Sans", "Source Sans 3", system-ui, "Segoe UI", Roboto, Arial, sans-serif'
DAY_MS = 24 * 60 * 60 * 1000
MONTH = timedelta(days=31)
MIDDLE_OF_MONTH = timedelta(days=14)
LABEL_PX = 36
RIGHT_PX = 86
TOP_PX = 24
BOTTOM_PX = 42
Colours = Mapping[str, str]
Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A name at the right edge: its height on the axis, its text and its colour token."""

    at: float
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Break:
    """Where a line ends for good, or begins anew, and what is said there."""

    at: date
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """The months a chart shows, by the first day of the first and of the last, and its height in pixels."""

    first: date
    last: date
    height: int

    @property
    def end(self) -> date:
        """The right edge."""
        return self.last + MONTH

    def is_late(self, day: date) -> bool:
        """Whether words beside a day have more room before it than after it."""
        return (day - self.first) > (self.end - self.first) * 0.6

    def is_beside(self, day: date, other: date) -> bool:
        """Whether another day lies where the words beside a day stand."""
        ahead = (day - other) if self.is_late(day) else (other - day)
        return timedelta(0) <= ahead < (self.end - self.first) / 4

    def gap(self, ends: Ends) -> float:
        """How far apart two names must stand on a value axis with these ends."""
        return (ends[1] - ends[0]) * LABEL_PX / (self.height - TOP_PX - BOTTOM_PX)


def middle(point: Row) -> date:
    """Where a month's point stands on the axis."""
    month: date = point["month_on"]
    return month + MIDDLE_OF_MONTH


def layout(shown: Span, words: Words, colours: Colours) -> dict[str, Any]:
    """The frame: no legend, no zoom, no vertical lines, transparent ground."""
    axis = {"fixedrange": True, "zeroline": False, "showline": False, "tickfont": {"color": colours["muted"]}}
    return {
        "height": shown.height,
        "margin": {"l": 46, "r": RIGHT_PX, "t": TOP_PX, "b": BOTTOM_PX},
        "font": {"family": FONT, "size": 14, "color": colours["ink"]},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "barmode": "overlay",
        "separators": f",{NO_BREAK_SPACE}" if words.language != "en" else ".,",
        "hoverlabel": {
            "bgcolor": colours["surface"], "bordercolor": colours["edge"],
            "font": {"family": FONT, "size": 14, "color": colours["ink"]},
        },
        "xaxis": axis | {
            "type": "date", "range": [shown.first, shown.end], "showgrid": False,
            "tickformat": "%b\n%Y", "ticklabelmode": "period", "minor": {"dtick": "M1"},
        },
        "yaxis": axis | {"gridcolor": colours["rule"], "gridwidth": 1},
    }  # fmt: skip


def add_gaps(chart: Canvas, months: Sequence[Row], ends: Ends, colours: Colours) -> None:
    """A hatched stretch for each of these months."""
    gaps = [middle(month) for month in months]
    if gaps:
        chart.add_bar(
            x=gaps, y=[ends[1] - ends[0]] * len(gaps), base=[ends[0]] * len(gaps), width=[26 * DAY_MS] * len(gaps),
            marker={"color": "rgba(0,0,0,0)", "line": {"width": 0},
                    "pattern": {"shape": "/", "fgcolor": colours["edge"], "size": 7, "solidity": 0.12}},
            hoverinfo="skip",
        )  # fmt: skip


def add_events(chart: Canvas, events: Sequence[Row], ends: Ends, colours: Colours) -> None:
    """A dotted upright with its letter on top for each event: a date beside the numbers, never their cause."""
    for event in events:
        chart.add_shape(
            type="line", x0=event["occurred_on"], x1=event["occurred_on"], y0=ends[0], y1=ends[1], layer="below",
            line={"color": colours["edge"], "width": 1, "dash": "dot"},
        )  # fmt: skip
        chart.add_annotation(
            x=event["occurred_on"], y=1, yref="paper", yanchor="bottom", showarrow=False,
            text=f"<b>{event['letter']}</b>", font={"size": 13, "color": colours["muted"]},
        )  # fmt: skip


def add_break(chart: Canvas, one: Break, shown: Span, colours: Colours, *, is_high: bool) -> None:
    """An upright at a break, with its words on the side that has room, at its foot or, where `is_high`, at its head."""
    side, away = ("right", -5) if shown.is_late(one.at) else ("left", 5)
    chart.add_shape(
        type="line", x0=one.at, x1=one.at, y0=0, y1=1, yref="paper", layer="below",
        line={"color": colours["ink"], "width": 1.2},
    )  # fmt: skip
    chart.add_annotation(
        x=one.at, xanchor=side, xshift=away, y=0.99 if is_high else 0.02, yref="paper",
        yanchor="top" if is_high else "bottom", align=side, text=one.text, showarrow=False, bgcolor=colours["paper"],
        font={"size": 13, "color": colours["ink"]},
    )  # fmt: skip


def add_labels(chart: Canvas, labels: Sequence[Label], gap: float, colours: Colours) -> None:
    """The names at the right edge, moved apart where they would touch."""
    for label, height in zip(labels, spread([label.at for label in labels], gap), strict=True):
        chart.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=6, y=height, yanchor="middle", align="left", text=label.text,
            showarrow=False, font={"size": 13, "color": colours[label.colour]},
        )  # fmt: skip


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """The heights, in the order given, moved as little as needed so that any two are at least `gap` apart."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    blocks: list[list[int]] = []
    middles: list[float] = []
    for place in order:
        blocks.append([place])
        middles.append(heights[place])
        while (
            len(blocks) > 1
            and middles[-1] - middles[-2] < gap * (len(blocks[-1]) + len(blocks[-2])) / 2 - 1e-9
        ):
            blocks[-2:] = [[*blocks[-2], *blocks[-1]]]
            middles[-2:] = [sum(heights[member] for member in blocks[-1]) / len(blocks[-1])]
    moved = list(heights)
    for block, centre in zip(blocks, middles, strict=True):
        for step, member in enumerate(block):
            moved[member] = centre + gap * (step - (len(block) - 1) / 2)
    return moved
