"""A chart built without Plotly's checks is the chart that Plotly would have built."""

import json
from datetime import date
from typing import Any

import plotly.graph_objects as go
import plotly.io
from streamlit.testing.v1 import AppTest

from ui.canvas import Canvas

POINTS: dict[str, Any] = {
    "x": [date(2026, 1, 15), date(2026, 2, 14)],
    "y": [8.5, None],
    "marker": {"size": [7, 12]},
}
BARS: dict[str, Any] = {"x": [date(2026, 1, 15)], "y": [3], "width": [86_400_000]}
LINE: dict[str, Any] = {"type": "line", "x0": 0, "x1": 1, "y0": 0, "y1": 1}
LAYOUT: dict[str, Any] = {"height": 300, "yaxis": {"zeroline": False}}


def build(chart: Any) -> Any:
    """The same steps on a canvas and on a figure of Plotly's."""
    chart.update_layout(**LAYOUT)
    chart.update_yaxes(range=[0, 10], nticks=4)
    chart.add_scatter(**POINTS)
    chart.add_bar(**BARS)
    chart.add_shape(**LINE)
    chart.add_annotation(text="A", x=1, y=1)
    chart.add_annotation(text="B", x=0, y=0)
    return chart


def sent(chart: Any) -> dict[str, Any]:
    """A chart as it goes to the browser."""
    found: dict[str, Any] = json.loads(plotly.io.to_json(chart, validate=False))
    return found


def test_the_same_steps_give_what_plotly_would_send() -> None:
    assert sent(build(Canvas())) == sent(build(go.Figure()))


def test_streamlit_sends_the_canvas_as_it_is() -> None:
    def page(chart) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - run from a file of its own, where no name is known
        import streamlit as st  # noqa: PLC0415 - the function is run from a file of its own

        st.plotly_chart(chart, key="chart", theme=None)

    (chart,) = AppTest.from_function(page, args=(build(Canvas()),)).run().get("plotly_chart")
    assert json.loads(chart.proto.spec) == sent(build(go.Figure()))
