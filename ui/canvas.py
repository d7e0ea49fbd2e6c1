"""A chart that is being built: the few of Plotly's building steps that the screens use, without its looking things up.

Plotly's own figure looks every property up as it is set, and copies all of them each time the chart is sent: together
most of the time of a screen with charts. What is set here is fixed by this program; the tests let Plotly look it up.
"""

from functools import cache
from typing import Any

import plotly.io
from plotly.basedatatypes import BaseFigure

Properties = dict[str, Any]


# Plotly has no types.
class Canvas(BaseFigure):  # type: ignore[misc]
    """A chart by its traces and its layout, for `st.plotly_chart`; properties are nested as in Plotly's documents."""

    # Plotly's own beginning is what takes the time, so it is left out; to_dict is all that Streamlit asks of a figure.
    def __init__(self) -> None:
        self._traces: list[Properties] = []
        self._frame: Properties = {"template": template()}

    def add_scatter(self, **properties: Any) -> None:
        """Add points or a line."""
        self._traces.append({"type": "scatter", **properties})

    def add_bar(self, **properties: Any) -> None:
        """Add bars."""
        self._traces.append({"type": "bar", **properties})

    def add_shape(self, **properties: Any) -> None:
        """Add a line or an area that is no trace."""
        self._frame.setdefault("shapes", []).append(properties)

    def add_annotation(self, **properties: Any) -> None:
        """Add words."""
        self._frame.setdefault("annotations", []).append(properties)

    def update_layout(self, **properties: Any) -> None:
        """Set properties of the layout, each in place of what stood there."""
        self._frame.update(properties)

    def update_yaxes(self, **properties: Any) -> None:
        """Set properties of the value axis beside what it has."""
        self._frame["yaxis"] = {**self._frame.get("yaxis", {}), **properties}

    def to_dict(self) -> Properties:
        """The chart as Plotly's JSON has it."""
        return {"data": self._traces, "layout": self._frame}


@cache
def template() -> Properties:
    """What Plotly gives every figure that names nothing else."""
    found: Properties = plotly.io.templates[plotly.io.templates.default].to_plotly_json()
    return found
