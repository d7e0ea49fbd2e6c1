"""Keeps what the screens read as new as the lake that hosts share, where config.toml names one."""

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from foundation.errors import DashboardError
from ui.data import settings, today
from ui.page import draw, escape
from ui.text import t
from warehouse.lake.following import Follower
from warehouse.publish import pointed_at


def follow() -> DashboardError | None:
    """Take in what was published in the lake since the last look; why that could not be done, if so.

    Nothing without a lake. Raises ConfigurationError, and the reason itself where there is no copy to show instead.
    """
    paths = settings().paths
    if paths.lake is None:
        return None
    follower = open_follower(paths.lake, settings().organisation.municipality_number, str(paths.warehouse))
    trouble = follower.follow(datetime.now(UTC), today())
    if trouble is not None and pointed_at(paths.warehouse) is None:
        raise trouble
    return trouble


def draw_trouble(trouble: DashboardError | None) -> None:
    """Say above the first number that the copy shown may be older than what others see."""
    if trouble is not None:
        said = escape(t(trouble.key, **trouble.values))
        draw(f'<ul class="frame-notes"><li>{said}</li></ul>')


@st.cache_resource(max_entries=2, show_spinner=False, on_release=lambda follower: follower.close())
def open_follower(address: str, municipality_number: str | None, folder: str) -> Follower:
    """The follower of a lake, shared by all sessions."""
    return Follower(address, municipality_number, Path(folder))
