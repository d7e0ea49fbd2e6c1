"""The charts of the dialogue screen, in Plotly: one line of months each, drawn by the same few rules.

A missing month is a hatched gap, never a bridge. A line that is no series (target, the strategy's own value) is named
where it ends. An event is a dated letter on top; the letters are explained in words beneath the chart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from foundation.words import NO_BREAK_SPACE, Words
from ui.measures import Row, amount, rests_on

FONT = '"Source Sans 3", "Source Sans", system-ui, "Segoe UI", Roboto, Arial, sans-serif'
DAY_MS = 24 * 60 * 60 * 1000
MIDDLE_OF_MONTH = timedelta(days=14)
LABEL_PX = 36
RIGHT_PX = 86
TOP_PX = 24
BOTTOM_PX = 42
SIDE_SHARE = 0.08
EVENT_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Colours = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What one chart shows: the metric, a row per month, its targets, the events in sight, and its height in pixels."""

    metric: Row
    points: Sequence[Row]
    targets: Sequence[Row]
    events: Sequence[Row]
    height: int


@dataclass(frozen=True, slots=True)
class Label:
    """A name at the right edge: its height on the axis, its text and its colour token."""

    at: float
    text: str
    colour: str


def figure(drawing: Drawing, words: Words, colours: Colours) -> go.Figure:
    """One metric over the months: its points and intervals, targets, the strategy's value, gaps and events."""
    low, high = span(drawing)
    chart = go.Figure()
    chart.update_layout(**layout(drawing, words, colours))
    chart.update_yaxes(range=[low, high], **ticks(drawing, words))
    floor = max(low, 0.0)
    add_gaps(chart, drawing.points, (floor, high), colours)
    add_intervals(chart, drawing.points, colours)
    labels = [*add_targets(chart, drawing, words, colours), *add_reference(chart, drawing, words, colours)]
    labels += add_points(chart, drawing, words, colours)
    add_counts(chart, drawing, low, colours)
    add_events(chart, drawing.events, (floor, high), colours)
    add_labels(chart, labels, (high - low) * LABEL_PX / (drawing.height - TOP_PX - BOTTOM_PX), colours)
    return chart


def span(drawing: Drawing) -> tuple[float, float]:
    """The lowest and highest of the value axis: all of 0–100 % for a share, else what is drawn and a little air."""
    if is_share(drawing):
        return (-0.13 if shows_counts(drawing) else 0.0, 1.04)
    drawn = [point["value"] for point in drawing.points if point["value"] is not None]
    drawn += [target["value"] for target in drawing.targets]
    if drawing.metric["reference_value"] is not None:
        drawn.append(drawing.metric["reference_value"])
    if not drawn:
        return 0.0, 1.0
    air = max((max(drawn) - min(drawn)) * 0.12, abs(max(drawn)) * 0.005, 1.0)
    return min(drawn) - air, max(drawn) + air


def is_share(drawing: Drawing) -> bool:
    """Whether the metric is a share, drawn on the whole of 0–100 %."""
    return bool(drawing.metric["unit"] == "share")


def shows_counts(drawing: Drawing) -> bool:
    """Whether there is room for n under each month."""
    return is_share(drawing) and len(drawing.points) <= 12


def middle(point: Row) -> date:
    """Where a month's point stands on the axis."""
    month: date = point["month_on"]
    return month + MIDDLE_OF_MONTH


def layout(drawing: Drawing, words: Words, colours: Colours) -> dict[str, Any]:
    """The frame every chart shares: no legend, no zoom, no vertical lines, transparent ground."""
    first, last = drawing.points[0]["month_on"], drawing.points[-1]["month_on"]
    axis = {"fixedrange": True, "zeroline": False, "showline": False, "tickfont": {"color": colours["muted"]}}
    return {
        "height": drawing.height,
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
            "type": "date", "range": [first, last + timedelta(days=31)], "showgrid": False,
            "tickformat": "%b\n%Y", "ticklabelmode": "period", "minor": {"dtick": "M1"},
        },
        "yaxis": axis | {"gridcolor": colours["rule"], "gridwidth": 1},
    }  # fmt: skip


def ticks(drawing: Drawing, words: Words) -> dict[str, Any]:
    """At most five horizontal hairlines."""
    if is_share(drawing):
        levels = [0, 0.25, 0.5, 0.75, 1]
        return {"tickvals": levels, "ticktext": [words.share(level) for level in levels]}
    return {"nticks": 4, "tickformat": ",.0f"}


def add_gaps(chart: go.Figure, points: Sequence[Row], ends: tuple[float, float], colours: Colours) -> None:
    """A hatched stretch for each missing month between the first and the last that has a value."""
    gaps = [middle(point) for point in missing(points)]
    if gaps:
        chart.add_bar(
            x=gaps, y=[ends[1] - ends[0]] * len(gaps), base=[ends[0]] * len(gaps), width=[26 * DAY_MS] * len(gaps),
            marker={"color": "rgba(0,0,0,0)", "line": {"width": 0},
                    "pattern": {"shape": "/", "fgcolor": colours["edge"], "size": 7, "solidity": 0.12}},
            hoverinfo="skip",
        )  # fmt: skip


def missing(points: Sequence[Row]) -> list[Row]:
    """The months without a value that lie between the first and the last month that has one."""
    filled = [place for place, point in enumerate(points) if point["value"] is not None]
    return [point for point in points[filled[0] : filled[-1]] if point["value"] is None] if filled else []


def add_intervals(chart: go.Figure, points: Sequence[Row], colours: Colours) -> None:
    """One band per point: where the true share lies with 95 % certainty."""
    known = [point for point in points if point["low"] is not None and point["high"] is not None]
    if known:
        chart.add_bar(
            x=[middle(point) for point in known], base=[point["low"] for point in known],
            y=[point["high"] - point["low"] for point in known], width=[11 * DAY_MS] * len(known),
            marker={"color": colours["accent"], "opacity": 0.22, "line": {"width": 0}, "cornerradius": 2},
            hoverinfo="skip",
        )  # fmt: skip


def add_targets(chart: go.Figure, drawing: Drawing, words: Words, colours: Colours) -> list[Label]:
    """Each target from the day it applies: solid once decided, dashed while proposed. Gives their names."""
    first, last = drawing.points[0]["month_on"], drawing.points[-1]["month_on"] + timedelta(days=31)
    labels = []
    for target in drawing.targets:
        since = target["decided_on"] or target["valid_from"] or first
        start, end = max(since, first), min(target["valid_to"] or last, last)
        is_proposed = target["basis"] == "proposed"
        chart.add_scatter(
            x=[start, end], y=[target["value"]] * 2, mode="lines", hoverinfo="skip",
            line={"color": colours["ink"], "width": 1.8, "dash": "dash" if is_proposed else "solid"},
        )  # fmt: skip
        if since > first:
            chart.add_scatter(
                x=[start], y=[target["value"]], mode="markers", hoverinfo="skip",
                marker={"symbol": "line-ns-open", "size": 11, "color": colours["ink"], "line": {"width": 1.8}},
            )  # fmt: skip
        if end == last:
            level = amount(target["value"], drawing.metric["unit"], words)
            key = "chart.target_proposed" if is_proposed else "chart.target"
            labels.append(Label(target["value"], words.t(key, level=level), "ink"))
    return labels


def add_reference(chart: go.Figure, drawing: Drawing, words: Words, colours: Colours) -> list[Label]:
    """The strategy's own value as a dotted line right across: it has no date, so it is no point."""
    value = drawing.metric["reference_value"]
    if value is None:
        return []
    chart.add_scatter(
        x=[drawing.points[0]["month_on"], drawing.points[-1]["month_on"] + timedelta(days=31)], y=[value] * 2,
        mode="lines", line={"color": colours["edge"], "width": 1.5, "dash": "dot"}, hoverinfo="skip",
    )  # fmt: skip
    level = amount(value, drawing.metric["unit"], words)
    return [Label(value, words.t("chart.reference", level=level), "muted")]


def add_points(chart: go.Figure, drawing: Drawing, words: Words, colours: Colours) -> list[Label]:
    """The series: a line that breaks where a month is missing, the last point large. Gives the last point's name."""
    points = drawing.points
    filled = [place for place, point in enumerate(points) if point["value"] is not None]
    if not filled:
        return []
    sizes = [12 if place == filled[-1] else 7 for place in range(len(points))]
    chart.add_scatter(
        x=[middle(point) for point in points], y=[point["value"] for point in points], connectgaps=False,
        mode="lines+markers", line={"color": colours["accent"], "width": 2},
        marker={"color": colours["accent"], "size": sizes, "opacity": 1,
                "line": {"color": colours["paper"], "width": 1.5}},
        text=[told(point, drawing.metric, words) for point in points], hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip
    last = points[filled[-1]]
    unit = drawing.metric["unit"]
    rests = rests_on(last["value"], last["n"], unit, words) or words.date(last["observed_on"])
    return [Label(last["value"], f"<b>{amount(last['value'], unit, words)}</b><br>{rests}", "accent")]


def told(point: Row, metric: Row, words: Words) -> str:
    """A point in words, for the pointer: value, what it rests on, interval and day."""
    if point["value"] is None:
        return ""
    unit = metric["unit"]
    lines = [
        f"<b>{amount(point['value'], unit, words)}</b> {rests_on(point['value'], point['n'], unit, words)}"
    ]
    if point["low"] is not None:
        low, high = amount(point["low"], unit, words), amount(point["high"], unit, words)
        lines.append(words.t("chart.interval", low=low, high=high))
    return "<br>".join([*lines, words.t("chart.measured", date=point["observed_on"])])


def add_counts(chart: go.Figure, drawing: Drawing, low: float, colours: Colours) -> None:
    """How many each share rests on, under its month."""
    if not shows_counts(drawing):
        return
    known = [point for point in drawing.points if point["n"] is not None]
    chart.add_scatter(
        x=[middle(point) for point in known], y=[low + 0.05] * len(known), mode="text", hoverinfo="skip",
        text=[str(int(point["n"])) for point in known], textfont={"size": 11, "color": colours["muted"]},
    )  # fmt: skip
    chart.add_annotation(
        x=0, xref="paper", xanchor="right", xshift=-6, y=low + 0.05, text="n", showarrow=False,
        font={"size": 12, "color": colours["muted"]},
    )  # fmt: skip


def add_events(chart: go.Figure, events: Sequence[Row], ends: tuple[float, float], colours: Colours) -> None:
    """A dotted upright with its letter on top for each event: a date beside the numbers, never their cause."""
    for letter, event in zip(EVENT_LETTERS, events, strict=False):
        chart.add_shape(
            type="line", x0=event["occurred_on"], x1=event["occurred_on"], y0=ends[0], y1=ends[1], layer="below",
            line={"color": colours["edge"], "width": 1, "dash": "dot"},
        )  # fmt: skip
        chart.add_annotation(
            x=event["occurred_on"], y=1, yref="paper", yanchor="bottom", text=f"<b>{letter}</b>", showarrow=False,
            font={"size": 13, "color": colours["muted"]},
        )  # fmt: skip


def add_labels(chart: go.Figure, labels: Sequence[Label], gap: float, colours: Colours) -> None:
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
