"""Marks: the sign of each status, always with its word, as an image that needs neither scripts nor colour."""

import base64
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ui.page import escape
from ui.text import t
from ui.theme import colours

DRAWINGS = Path(__file__).parent / "marks"
# Worst first: the order of every list, bar and count of statuses.
STATUSES = (
    "overdue", "delayed", "due_soon", "no_data", "not_set", "not_started", "on_track", "completed",
)  # fmt: skip
HEADLINE_SIGNS: Mapping[str, str] = {
    "needs_action": "overdue",
    "follow_up": "delayed",
    "too_little_basis": "no_data",
    "on_track": "on_track",
}


def mark(status: str) -> str:
    """A status as HTML: its sign and its word in the reader's language."""
    return f'<span class="mark">{sign(status)}<span>{escape(t(f"status.{status}"))}</span></span>'


def headline_mark(headline: str) -> str:
    """A goal's headline as HTML: a large sign and the headline's words."""
    return (
        f'<span class="headline headline-{escape(headline)}">{sign(HEADLINE_SIGNS[headline], 32)}'
        f"<span>{escape(t(f'headline.{headline}'))}</span></span>"
    )


def sign(status: str, size: int = 16, label: str = "") -> str:
    """A status's sign alone, in pixels. `label` is its text alternative, empty where the word stands beside it."""
    return picture(drawing(status), (size, size), "sign-image", label)


def block(status: str) -> str:
    """One measure in a count bar: the status's filling, 40 by 16."""
    return picture(drawing(f"block_{status}"), (40, 16), "block", "")


def picture(svg: str, size: tuple[int, int], kind: str, label: str) -> str:
    """A drawing as an image element, in the colours of the reader's theme."""
    source = encoded(svg, tuple(colours().items()))
    width, height = size
    return f'<img class="{kind}" src="{source}" width="{width}" height="{height}" alt="{escape(label)}">'


@cache
def encoded(svg: str, tokens: tuple[tuple[str, str], ...]) -> str:
    """A drawing as a data address, every var(--name) replaced by its colour: an image sees no style sheet."""
    by_name = dict(tokens)
    painted = re.sub(r"var\(--([\w-]+)\)", lambda found: by_name[found[1]], svg)
    return "data:image/svg+xml;base64," + base64.b64encode(painted.encode()).decode()


@cache
def drawing(name: str) -> str:
    """The SVG in ui/marks/<name>.svg."""
    return (DRAWINGS / f"{name}.svg").read_text(encoding="utf-8")
