"""The words' font: one family of a small file, with the letters in use here, and the whole one for all other letters.

A browser fetches the whole one, Streamlit's own, when such a letter is shown. ui/fonts/make.py made the small one.
"""

import hashlib
import re
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.responses import Response

FOLDER = Path(__file__).parent / "fonts"
SMALL, FACES = FOLDER / "dashboard_sans.woff2", FOLDER / "dashboard_sans.css"
FAMILY = "Dashboard Sans"
# Streamlit has its own font fetched by every page.
WHOLE = re.compile(r'<link\s[^>]*rel="preload"\s[^>]*href="([^"]+)"\s[^>]*as="font"[^>]*>')
# Otherwise Streamlit writes its first words in a font of its own, before it knows of ours.
EVERYWHERE = "html body{font-family:%s}"
FOR_GOOD = "public, immutable, max-age=31536000"


def with_words_font(page: str) -> str:
    """A page that has the small file fetched after all else, and knows where the whole one is.

    As it is where Streamlit's settings name another font.
    """
    found, chosen = WHOLE.search(page), str(st.get_option("theme.font"))
    if not found or FAMILY not in chosen:
        return page
    small = f"./static/media/{name()}"
    faces = FACES.read_text(encoding="utf-8").partition("*/\n")[2]
    faces = faces.replace("WHOLE", found[1]).replace("SMALL", small)
    everywhere = EVERYWHERE % chosen
    link = f'<link fetchpriority="low" rel="preload" href="{small}" as="font" type="font/woff2" crossorigin>'
    return WHOLE.sub("", page).replace("</head>", f"<style>{faces}{everywhere}</style>{link}</head>", 1)


@cache
def name() -> str:
    """The small file's name, which changes with what is in it."""
    return f"dashboard_sans.{hashlib.sha256(SMALL.read_bytes()).hexdigest()[:8]}.woff2"


def is_asked_for(path: str) -> bool:
    """Whether a request is for the small file, at whatever address the dashboard lives."""
    return path.endswith(f"/{name()}")


def font() -> Response:
    """The small file."""
    return Response(SMALL.read_bytes(), media_type="font/woff2", headers={"cache-control": FOR_GOOD})
