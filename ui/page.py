"""Puts HTML of ours on the screen: the one place that does, and the one escaping of everything from data."""

import html
from dataclasses import dataclass
from typing import Literal

import streamlit as st


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML that says it is HTML: Streamlit takes it as it is, where it would search a text line by line."""

    body: str

    def _repr_html_(self) -> str:
        return self.body


def draw(body: str, width: Literal["stretch", "content"] = "stretch") -> None:
    """Show a block of HTML, as wide as the page or as its content; nothing where there is nothing to show.

    Streamlit's cleaner drops scripts and inline SVG; the caller has escaped what comes from data.
    """
    if body:
        st.html(Markup(body), width=width)


def escape(text: object) -> str:
    """Text from data, safe between tags and inside a quoted attribute."""
    return html.escape(str(text), quote=True)
