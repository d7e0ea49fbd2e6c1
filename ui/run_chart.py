"""The run chart in Plotly: each month's change, the mean, the limits of ordinary variation, and what is beyond them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from math import ceil, floor, log10
from typing import Any

from foundation.words import Words
from ui.canvas import Canvas
from ui.chart_frame import Colours, Ends, Label, Span, add_events, add_gaps, add_labels, layout, middle
from ui.measures import Row

MOST_TICKS = 5
AIR = 0.2


@dataclass(frozen=True, slots=True)
class RunDrawing:
    """What a run chart shows: a row per month that is over (dialogue_changes), the events, and the months in sight."""

    months: Sequence[Row]
    events: Sequence[Row]
    shown: Span


def run_figure(drawing: RunDrawing, words: Words, colours: Colours) -> Canvas:
    """The months' changes; with limits, signals and their names where the rule judges them."""
    ends = run_span(drawing.months)
    chart = Canvas()
    chart.update_layout(**layout(drawing.shown, words, colours))
    chart.update_yaxes(range=list(ends), **ticks(ends, words))
    add_gaps(chart, unknown(drawing.months), ends, colours)
    labels = add_limits(chart, drawing, words, colours)
    labels.append(add_changes(chart, drawing.months, words, colours))
    add_outside(chart, drawing, words, colours)
    for run in runs(drawing.months):
        add_run(chart, run, ends, words, colours)
    add_events(chart, drawing.events, ends, colours)
    add_labels(chart, labels, drawing.shown.gap(ends), colours)
    return chart


def changed(months: Sequence[Row]) -> list[Row]:
    """The months that have a change."""
    return [month for month in months if month["change"] is not None]


def unknown(months: Sequence[Row]) -> list[Row]:
    """The months without a change that lie between two that have one."""
    known = [place for place, month in enumerate(months) if month["change"] is not None]
    return [month for month in months[known[0] : known[-1]] if month["change"] is None] if known else []


def runs(months: Sequence[Row]) -> list[list[Row]]:
    """The stretches of eight months or more on one side of the mean, as far as they are shown."""
    stretches = groupby(months, key=lambda month: (month["run_of_eight"], month["run_first_on"]))
    return [list(stretch) for (side, _), stretch in stretches if side is not None]


def run_span(months: Sequence[Row]) -> Ends:
    """The lowest and highest of the value axis: zero, all changes and both limits, and room for names."""
    drawn = [0.0, *(month["change"] for month in changed(months))]
    drawn += [months[-1][limit] for limit in ("low", "high") if months[-1]["is_judged"]]
    air = max((max(drawn) - min(drawn)) * AIR, 1.0)
    return min(drawn) - air, max(drawn) + air


def ticks(ends: Ends, words: Words) -> dict[str, Any]:
    """At most five horizontal hairlines at round numbers, named with their sign."""
    rough = (ends[1] - ends[0]) / MOST_TICKS
    base = 10.0 ** floor(log10(rough))
    step = max(next(base * times for times in (1, 2, 2.5, 5, 10) if base * times >= rough), 1)
    levels = [step * place for place in range(ceil(ends[0] / step), floor(ends[1] / step) + 1)]
    return {"tickvals": levels, "ticktext": [words.number(level, signed=True) for level in levels]}


def add_limits(chart: Canvas, drawing: RunDrawing, words: Words, colours: Colours) -> list[Label]:
    """The mean solid, the limits dashed, the ordinary shaded. Gives their names; none before they are known."""
    last, shown = drawing.months[-1], drawing.shown
    if not last["is_judged"]:
        return []
    chart.add_shape(
        type="rect", x0=shown.first, x1=shown.end, y0=last["low"], y1=last["high"], layer="below",
        fillcolor=colours["accent"], opacity=0.08, line={"width": 0},
    )  # fmt: skip
    for name, dash in (("low", "dash"), ("high", "dash"), ("mean", "solid")):
        chart.add_scatter(
            x=[shown.first, shown.end], y=[last[name]] * 2, mode="lines", hoverinfo="skip",
            line={"color": colours["edge"], "width": 1.5, "dash": dash},
        )  # fmt: skip
    return [
        Label(last[name], words.t(f"dialogue_run.line_{name}", value=signed(last[name], words, 1)), "muted")
        for name in ("low", "mean", "high")
    ]


def signed(value: float, words: Words, decimals: int = 0) -> str:
    """A change with its sign: +8, −17,7."""
    return words.number(value, decimals, signed=True)


def add_changes(chart: Canvas, months: Sequence[Row], words: Words, colours: Colours) -> Label:
    """The line of changes, broken where a month has none; large where it is a signal. Gives the newest's name."""
    last = changed(months)[-1]
    sizes = [12 if month["is_outside"] or month is last else 7 for month in months]
    chart.add_scatter(
        x=[middle(month) for month in months], y=[month["change"] for month in months], connectgaps=False,
        mode="lines+markers", line={"color": colours["accent"], "width": 2}, hoverinfo="skip",
        marker={"color": colours["accent"], "size": sizes, "opacity": 1,
                "line": {"color": colours["paper"], "width": 1.5}},
    )  # fmt: skip
    name = f"<b>{signed(last['change'], words)}</b><br>{short_month(last, words)}"
    return Label(last["change"], name, "accent")


def short_month(month: Row, words: Words) -> str:
    """A month and its year in few letters: okt 2026."""
    return f"{words.month(month['month_on'].month)} {month['month_on'].year}"


def add_outside(chart: Canvas, drawing: RunDrawing, words: Words, colours: Colours) -> None:
    """The name of each month outside the limits, but for the newest, which is named at the right edge."""
    known = changed(drawing.months)
    for month in known[:-1]:
        if month["is_outside"]:
            is_high = month["change"] > month["mean"]
            is_early = middle(month) - drawing.shown.first < timedelta(days=60)
            chart.add_annotation(
                x=middle(month), y=month["change"], yanchor="bottom" if is_high else "top", yshift=8 if is_high else -8,
                xanchor="left" if is_early else "center", showarrow=False,
                text=f"<b>{signed(month['change'], words)}</b> {short_month(month, words)}",
                bgcolor=colours["paper"], font={"size": 13, "color": colours["ink"]},
            )  # fmt: skip


def add_run(chart: Canvas, run: Sequence[Row], ends: Ends, words: Words, colours: Colours) -> None:
    """A bracket along a run of eight or more, and how long it is."""
    is_above = run[0]["run_of_eight"] == "above"
    room = (ends[1] - ends[0]) * 0.06
    changes = [month["change"] for month in run]
    height = max(changes) + room if is_above else min(changes) - room
    chart.add_shape(
        type="line", x0=middle(run[0]), x1=middle(run[-1]), y0=height, y1=height,
        line={"color": colours["ink"], "width": 1.5},
    )  # fmt: skip
    between = middle(run[0]) + (middle(run[-1]) - middle(run[0])) / 2
    side = run[0]["run_of_eight"]
    chart.add_annotation(
        x=between, y=height, yanchor="bottom" if is_above else "top", showarrow=False,
        text=words.t(f"dialogue_run.row_{side}", count=run[0]["run_count"]),
        font={"size": 13, "color": colours["ink"]},
    )  # fmt: skip
