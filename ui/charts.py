"""The charts of the dialogue screen that show a metric as it was: one line of months each, drawn by the same few rules.

A missing month is a hatched gap, never a bridge, and a line ends where its origin changes or the number died.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from foundation.words import Words
from ui.canvas import Canvas
from ui.chart_frame import (
    DAY_MS,
    Break,
    Colours,
    Label,
    Span,
    add_break,
    add_events,
    add_gaps,
    add_labels,
    layout,
    middle,
)
from ui.measures import Row, amount, name_of, rests_on
from ui.page import escape


@dataclass(frozen=True, slots=True)
class Drawing:
    """What one chart shows: the metric, a row per month, its targets, the events in sight, and its height in pixels.

    `before` are the numbers that this one took over from, each as its metric and its months.
    """

    metric: Row
    points: Sequence[Row]
    targets: Sequence[Row]
    events: Sequence[Row]
    height: int
    before: Sequence[tuple[Row, Sequence[Row]]] = ()

    @property
    def shown(self) -> Span:
        """The months of the chart."""
        return Span(self.points[0]["month_on"], self.points[-1]["month_on"], self.height)


def figure(drawing: Drawing, words: Words, colours: Colours) -> Canvas:
    """One metric over the months: its points and intervals, targets, the strategy's value, gaps and events."""
    low, high = span(drawing)
    chart = Canvas()
    chart.update_layout(**layout(drawing.shown, words, colours))
    chart.update_yaxes(range=[low, high], **ticks(drawing, words))
    floor = max(low, 0.0)
    add_gaps(chart, missing(drawing.points), (floor, high), colours)
    add_intervals(chart, drawing.points, colours)
    labels = [*add_targets(chart, drawing, words, colours), *add_reference(chart, drawing, words, colours)]
    add_before(chart, drawing, words, colours)
    labels += add_points(chart, drawing, words, colours)
    add_counts(chart, drawing, low, colours)
    add_events(chart, drawing.events, (floor, high), colours)
    add_breaks(chart, drawing, words, colours)
    add_labels(chart, labels, drawing.shown.gap((low, high)), colours)
    return chart


def span(drawing: Drawing) -> tuple[float, float]:
    """The lowest and highest of the value axis: all of 0–100 % for a share, else what is drawn and a little air."""
    if is_share(drawing):
        return (-0.13 if shows_counts(drawing) else 0.0, 1.04)
    lines = [drawing.points, *(points for _, points in drawing.before)]
    drawn = [point["value"] for points in lines for point in points if point["value"] is not None]
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


def ticks(drawing: Drawing, words: Words) -> dict[str, Any]:
    """At most five horizontal hairlines."""
    if is_share(drawing):
        levels = [0, 0.25, 0.5, 0.75, 1]
        return {"tickvals": levels, "ticktext": [words.share(level) for level in levels]}
    return {"nticks": 4, "tickformat": ",.0f"}


def missing(points: Sequence[Row]) -> list[Row]:
    """The months without a value that lie between the first and the last month that has one."""
    filled = [place for place, point in enumerate(points) if point["value"] is not None]
    return [point for point in points[filled[0] : filled[-1]] if point["value"] is None] if filled else []


def add_intervals(chart: Canvas, points: Sequence[Row], colours: Colours) -> None:
    """One band per point: where the true share lies with 95 % certainty."""
    known = [point for point in points if point["low"] is not None and point["high"] is not None]
    if known:
        chart.add_bar(
            x=[middle(point) for point in known], base=[point["low"] for point in known],
            y=[point["high"] - point["low"] for point in known], width=[11 * DAY_MS] * len(known),
            marker={"color": colours["accent"], "opacity": 0.22, "line": {"width": 0}, "cornerradius": 2},
            hoverinfo="skip",
        )  # fmt: skip


def add_targets(chart: Canvas, drawing: Drawing, words: Words, colours: Colours) -> list[Label]:
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


def add_reference(chart: Canvas, drawing: Drawing, words: Words, colours: Colours) -> list[Label]:
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


def add_points(chart: Canvas, drawing: Drawing, words: Words, colours: Colours) -> list[Label]:
    """The series: a line that breaks where a month is missing, the last point large. Gives the last point's name."""
    points = drawing.points
    filled = [place for place, point in enumerate(points) if point["value"] is not None]
    if not filled:
        return []
    last = points[filled[-1]]
    add_line(chart, drawing.metric, points, words, (colours["accent"], colours["paper"]))
    unit = drawing.metric["unit"]
    rests = rests_on(last["value"], last["n"], unit, words) or words.date(last["observed_on"])
    return [Label(last["value"], f"<b>{amount(last['value'], unit, words)}</b><br>{rests}", "accent")]


def add_line(
    chart: Canvas, metric: Row, points: Sequence[Row], words: Words, colour_and_paper: tuple[str, str]
) -> None:
    """A line of months that breaks where one is missing and where another origin begins; its last point is large."""
    colour, paper = colour_and_paper
    drawn = apart(points)
    last = max(place for place, point in enumerate(drawn) if point["value"] is not None)
    sizes = [12 if place == last else 7 for place in range(len(drawn))]
    chart.add_scatter(
        x=[middle(point) for point in drawn], y=[point["value"] for point in drawn], connectgaps=False,
        mode="lines+markers", line={"color": colour, "width": 2},
        marker={"color": colour, "size": sizes, "opacity": 1, "line": {"color": paper, "width": 1.5}},
        text=[told(point, metric, words) for point in drawn], hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip


def apart(points: Sequence[Row]) -> list[Row]:
    """The months, with an empty place before each one where a new origin begins, so that no line is drawn to it."""
    return [
        one
        for point in points
        for one in ([{**point, "value": None}] if point["is_new_origin"] else []) + [point]
    ]


def add_before(chart: Canvas, drawing: Drawing, words: Words, colours: Colours) -> None:
    """The lines of the numbers that this one took over from, each a line of its own."""
    for metric, points in seen_before(drawing):
        add_line(chart, metric, points, words, (colours["muted"], colours["paper"]))


def seen_before(drawing: Drawing) -> list[tuple[Row, Sequence[Row]]]:
    """The numbers that this one took over from and that have a value in the months shown."""
    return [one for one in drawing.before if any(point["value"] is not None for point in one[1])]


def add_breaks(chart: Canvas, drawing: Drawing, words: Words, colours: Colours) -> None:
    """A mark where a number died, and where the origin of the next ones is another."""
    shown = drawing.shown
    found = [
        Break(
            metric["valid_to"],
            words.t(
                "dialogue_run.ended_mark",
                name=escape(name_of(metric, "name", words)),
                date=metric["valid_to"],
            ),
        )
        for metric in (drawing.metric, *(metric for metric, _ in seen_before(drawing)))
        if metric["is_ended"] and shown.first <= metric["valid_to"] < shown.end
    ]
    found += [
        Break(point["month_on"], words.t(f"dialogue_run.origin_mark.{point['value_basis']}"))
        for point in drawing.points
        if point["is_new_origin"]
    ]
    low, high = span(drawing)
    for one in found:
        near = [
            point["value"]
            for point in drawing.points
            if point["value"] is not None and shown.is_beside(one.at, middle(point))
        ]
        is_low = bool(near) and sum(near) / len(near) < (low + high) / 2
        add_break(chart, one, shown, colours, is_high=is_low)


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


def add_counts(chart: Canvas, drawing: Drawing, low: float, colours: Colours) -> None:
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
