"""Puts HTML of ours on the screen: the one place that does, and the one escaping of everything from data."""

import html
from typing import Literal

import streamlit as st


def draw(body: str, width: Literal["stretch", "content"] = "stretch") -> None:
    """Show a block of HTML, as wide as the page or as its content; nothing where there is nothing to show.

    Streamlit's cleaner drops scripts and inline SVG; the caller has escaped what comes from data.
    """
    if body:
        st.html(body, width=width)


def escape(text: object) -> str:
    """Text from data, safe between tags and inside a quoted attribute."""
    return html.escape(str(text), quote=True)
