"""The script in the page that opens the websocket and asks for the screen before Streamlit's own scripts have come."""

import re
from functools import cache
from pathlib import Path

SCRIPT = Path(__file__).parent / "scripts" / "early.js"
COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
INDENT = re.compile(r"^\s+", re.MULTILINE)


@cache
def early() -> str:
    """The script, without comments and indents: it comes with every page."""
    return INDENT.sub("", COMMENT.sub("", SCRIPT.read_text(encoding="utf-8")))
