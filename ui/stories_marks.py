"""The stories screen's drawings: a dot per story, a group's months as dots on a line, and a difference's interval."""

from collections import Counter
from collections.abc import Sequence

from foundation.words import Words
from ui.data import Row
from ui.page import escape
from ui.stories_words import level, signed, told

MOST_DOTS = 4
PLACES = 40
DOT_PX = 12


def stories_told(row: Row, words: Words) -> str:
    """A month's stories: a dot for each, a ring for none, a question mark where it is not known."""
    count = row["story_count"]
    if count is None:
        drawn = "?"
    elif not count:
        drawn = '<i class="stories-ring"></i>'
    elif count <= MOST_DOTS:
        drawn = '<i class="stories-told"></i>' * int(count)
    else:
        drawn = f'<i class="stories-told"></i> × {words.number(int(count))}'
    return f'<span class="stories-sign" role="img" aria-label="{escape(told(row, words))}">{drawn}</span>'


def key(words: Words, *, has_letters: bool) -> str:
    """What the marks of a month stand for; the letter only where one is drawn."""
    marks = {"told": '<i class="stories-told"></i>', "ring": '<i class="stories-ring"></i>'}
    if has_letters:
        marks["letter"] = '<b class="stories-letter">A</b>'
    items = "".join(
        f"<li>{mark} {escape(words.t(f'stories_page.key_{name}'))}</li>" for name, mark in marks.items()
    )
    return f'<ul class="stories-key">{items}</ul>'


def dots(
    values: Sequence[float], median: float | None, everything: Sequence[float], kind: str, words: Words
) -> str:
    """One dot per month on a line that both groups share, equals on top of each other, with a stroke at the median.

    Empty without months. The line's two ends are written under it.
    """
    if median is None:
        return ""
    low, high = min(everything), max(everything)
    stacks = Counter(step(value, low, high) for value in values)
    drawn = "".join(dot(at, layer) for at, count in stacks.items() for layer in range(count))
    stroke = f'<span class="stories-stroke" style="left:{step(median, low, high):.1%}"></span>'
    label = words.t(
        "stories_page.dots", low=level(min(values), kind, words), high=level(max(values), kind, words),
        median=level(median, kind, words), count=len(values),
    )  # fmt: skip
    height = DOT_PX * max(stacks.values()) + 14
    return (
        f'<div class="stories-line" role="img" aria-label="{escape(label)}" style="height:{height}px">'
        f"{drawn}{stroke}</div>{ends(level(low, kind, words), level(high, kind, words))}"
    )


def dot(at: float, layer: int = 0) -> str:
    """A dot so far along its line, on top of so many others."""
    return f'<span class="stories-dot" style="left:{at:.1%};bottom:{layer * DOT_PX - 6}px"></span>'


def ends(low: str, high: str) -> str:
    """What a line's two ends stand for; once in the middle where they are the same."""
    found = dict.fromkeys((low, high))
    said = "".join(f"<span>{escape(each)}</span>" for each in found)
    return f'<p class="stories-ends{" stories-alike" * (len(found) == 1)}" aria-hidden="true">{said}</p>'


def interval(row: Row, words: Words) -> str:
    """The interval as a bar, its middle as a dot, and a stroke at no difference; empty where there is no interval."""
    if row["low"] is None:
        return ""
    low, high = min(row["low"], 0.0), max(row["high"], 0.0)
    start, end = place(row["low"], low, high), place(row["high"], low, high)
    label = words.t(
        "stories_page.interval", difference=signed(row["difference"], words), low=signed(row["low"], words),
        high=signed(row["high"], words),
    )  # fmt: skip
    return (
        f'<div class="stories-line stories-interval" role="img" aria-label="{escape(label)}">'
        f'<span class="stories-band" style="left:{start:.1%};width:{end - start:.1%}"></span>'
        f"{dot(place(row['difference'], low, high))}"
        f'<span class="stories-stroke" style="left:{place(0, low, high):.1%}"></span></div>'
        f'{ends(signed(low, words), signed(high, words))}<p class="stories-second">{escape(label)}</p>'
    )


def step(value: float, low: float, high: float) -> float:
    """The nearest of the places that a dot may take, so that dots stand beside or on top of each other."""
    return round(place(value, low, high) * PLACES) / PLACES


def place(value: float, low: float, high: float) -> float:
    """Where a value lies between two others, as a share; the middle where they are the same."""
    return 0.5 if high == low else (value - low) / (high - low)
