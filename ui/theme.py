"""The colours, light and dark, for everything that draws: style sheets, marks and charts."""

from collections.abc import Mapping

import streamlit as st

LIGHT: Mapping[str, str] = {
    "paper": "#FBFCFB", "surface": "#FFFFFF", "wash": "#EEF2F1", "ink": "#14211F", "muted": "#465552",
    "rule": "#D6DEDB", "edge": "#6F7F7B", "accent": "#0B5C7A", "completed": "#0B6B78", "on-track": "#2F7D4C",
    "due-soon": "#A86400", "delayed": "#B86E00", "overdue": "#9C1B30", "none": "#66756F",
    "sample": "#FFF1CC", "sample-ink": "#4A3500",
}  # fmt: skip
DARK: Mapping[str, str] = {
    "paper": "#0F1819", "surface": "#162224", "wash": "#1D2B2D", "ink": "#E8EFED", "muted": "#AAB9B5",
    "rule": "#2D3D3F", "edge": "#7C908C", "accent": "#7CC4E0", "completed": "#5CC0CB", "on-track": "#7FCF9A",
    "due-soon": "#F0B64F", "delayed": "#E9A23B", "overdue": "#FF7A70", "none": "#93A5A0",
    "sample": "#33290F", "sample-ink": "#FFE3A1",
}  # fmt: skip
# What is read at four metres is darker on white.
MEETING: Mapping[str, str] = {
    **LIGHT,
    "paper": "#FFFFFF", "ink": "#0B1514", "muted": "#36433F", "accent": "#094A63", "completed": "#0A4F59",
    "on-track": "#1C5A34", "due-soon": "#744400", "delayed": "#744400", "overdue": "#86132A", "none": "#46534F",
}  # fmt: skip
VIEW = "view"


def is_meeting() -> bool:
    """Whether the address asks for the meeting view."""
    return bool(st.query_params.get(VIEW) == "meeting")


def is_dark() -> bool:
    """Whether the reader sees the dark theme."""
    return st.context.theme.type == "dark"


def colours() -> Mapping[str, str]:
    """The colours of the reader's theme by name; a meeting has its own."""
    if is_meeting():
        return MEETING
    return DARK if is_dark() else LIGHT


def tokens(chosen: Mapping[str, str]) -> str:
    """The colours as CSS variables."""
    return "".join(f"--{name}:{value};" for name, value in chosen.items())
