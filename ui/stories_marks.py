"""The stories screen's two drawings: the months of a group as dots on a line, and an interval around no difference."""

from collections.abc import Sequence

from foundation.words import Words
from ui.data import Row
from ui.page import escape
from ui.stories_words import signed


def dots(values: Sequence[float], median: float | None, everything: Sequence[float], words: Words) -> str:
    """One dot per month on a line that both groups share, with a stroke at the median; empty without months."""
    if median is None:
        return ""
    low, high = min(everything), max(everything)
    drawn = "".join(
        f'<span class="stories-dot" style="left:{place(value, low, high):.1%}"></span>' for value in values
    )
    stroke = f'<span class="stories-stroke" style="left:{place(median, low, high):.1%}"></span>'
    told = words.t(
        "stories_page.dots", low=signed(min(values), words), high=signed(max(values), words),
        median=signed(median, words),
    )  # fmt: skip
    return f'<div class="stories-line" role="img" aria-label="{escape(told)}">{drawn}{stroke}</div>'


def interval(row: Row, words: Words) -> str:
    """The interval as a bar, its middle as a dot, and a stroke at no difference; empty where there is no interval."""
    if row["low"] is None:
        return ""
    low, high = min(row["low"], 0.0), max(row["high"], 0.0)
    start, end = place(row["low"], low, high), place(row["high"], low, high)
    told = words.t(
        "stories_page.interval", difference=signed(row["difference"], words), low=signed(row["low"], words),
        high=signed(row["high"], words),
    )  # fmt: skip
    return (
        f'<div class="stories-line stories-interval" role="img" aria-label="{escape(told)}">'
        f'<span class="stories-band" style="left:{start:.1%};width:{end - start:.1%}"></span>'
        f'<span class="stories-dot" style="left:{place(row["difference"], low, high):.1%}"></span>'
        f'<span class="stories-zero" style="left:{place(0, low, high):.1%}"></span></div>'
        f'<p class="stories-second">{escape(told)}</p>'
    )


def place(value: float, low: float, high: float) -> float:
    """Where a value lies between two others, as a share; the middle where they are the same."""
    return 0.5 if high == low else (value - low) / (high - low)
