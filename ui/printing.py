"""What is printed beside the screen itself: margins with whose it is, which screen, which day, and page numbers."""

from datetime import date

from foundation.words import Words
from ui.page import escape

MARGINS = "18mm 14mm 16mm"


def paper(organisation: str, title: str, as_of: date, words: Words) -> str:
    """The style of an A4 page with its margins filled in. The texts are quoted as CSS strings."""
    left = quoted(f"{organisation} · {title}")
    right = quoted(words.t("meeting.as_of", date=as_of))
    page = quoted(words.t("print.page"))
    return (
        f"@page{{size:A4;margin:{MARGINS};"
        f"@top-left{{content:{left};{SMALL}}}@top-right{{content:{right};{SMALL}}}"
        f"@bottom-right{{content:{page} ' ' counter(page) ' / ' counter(pages);{SMALL}}}}}"
    )


SMALL = "font:9pt 'Dashboard Sans',system-ui,sans-serif;color:#465552"


def quoted(text: str) -> str:
    """A text as a CSS string that can end neither itself nor the style element around it."""
    safe = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ").replace("<", "\\3c ")
    return f"'{safe}'"


def said(parts: list[str]) -> str:
    """What a reader chose, in words, for paper only."""
    return f'<p class="frame-print">{escape(" · ".join(part for part in parts if part))}</p>'
