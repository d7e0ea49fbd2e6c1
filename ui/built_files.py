"""Streamlit's own built scripts, whose names hold a hash: which file draws an element, and all that it needs."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import streamlit

STATIC = Path(streamlit.__file__).parent / "static"
FOLDER = "static/js"
# A built module names what it needs in its first lines: import{a as b}from"./other.js";import"./another.js";
NEEDS = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
FIRST_LINES = 20_000  # characters


@cache
def built_files(*elements: str, folder: Path = STATIC / FOLDER) -> tuple[str, ...]:
    """The names of these elements' scripts, then of every one they need; none where Streamlit keeps them otherwise."""
    found = [file.name for element in elements for file in sorted(folder.glob(f"{element}.*.js"))]
    for name in found:  # grows while it is read
        found += [other for other in needs(folder / name) if other not in found]
    return tuple(found)


def needs(file: Path) -> Sequence[str]:
    """The files that a module names, each once."""
    with file.open(encoding="utf-8") as opened:
        return list(dict.fromkeys(NEEDS.findall(opened.read(FIRST_LINES))))
