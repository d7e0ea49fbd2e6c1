"""The files of Streamlit's that every screen needs, found where it keeps them, so that a page can name them at once.

Streamlit's client asks for an element's script when the first such element arrives, over the websocket, and a browser
then has all the round trips before it once more.
"""

import re
from functools import cache
from pathlib import Path

import streamlit

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
ELEMENTS = (
    "Html",
    "DateInput",
    "Selectbox",
)  # what stands on every screen: words and marks, days, the meeting
IMPORTED = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')

WORDS_FONT = re.compile(r'<link\s[^>]*rel="preload"\s[^>]*as="font"[^>]*>')


@cache
def first_files() -> tuple[str, ...]:
    """The names of those elements' scripts, with all that they import; none where Streamlit keeps them otherwise."""
    found = [file.name for element in ELEMENTS for file in sorted(SCRIPTS.glob(f"{element}.*.js"))]
    for name in found:
        imported = IMPORTED.findall((SCRIPTS / name).read_text(encoding="utf-8"))
        found += dict.fromkeys(one for one in imported if one not in found)
    return tuple(found)


def with_first_files(page: str) -> str:
    """A page that names those files in its head, but for those that it names already, and then the words' font.

    Streamlit names the font first; but the scripts are what a reader waits for.
    """
    font = "".join(WORDS_FONT.findall(page)).replace("<link", '<link fetchpriority="low"')
    links = "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">'
        for name in first_files()
        if f"/{name}" not in page
    )
    return WORDS_FONT.sub("", page).replace("</head>", f"{links}{font}</head>", 1)
