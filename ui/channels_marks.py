"""Countable cells: one per record, in tens; filled where the record names its channel, open where the plan does."""

from collections.abc import Sequence

from foundation.words import Words
from ui.page import escape

MOST_CELLS = 120
GROUP = 10


def step_of(counts: Sequence[int]) -> int:
    """How many records one cell stands for: one while they can be counted, else ten, a hundred …"""
    step = 1
    while max(counts, default=0) > MOST_CELLS * step:
        step *= 10
    return step


def cells(count: int, basis: str, step: int, words: Words) -> str:
    """The cells of a count, its last one standing for what is left; one picture to a screen reader."""
    drawn = -(-count // step)
    groups = "".join(
        f"<span>{cell(basis) * min(GROUP, drawn - start)}</span>" for start in range(0, drawn, GROUP)
    )
    told = words.t(f"channels_page.cells_{basis}", count=count)
    return f'<span class="channels-cells" role="img" aria-label="{escape(told)}">{groups}</span>'


def cell(basis: str) -> str:
    """One cell."""
    return f'<i class="channels-{"filled" if basis == "registered" else "open"}"></i>'


def key(step: int, *, has_plan: bool, words: Words) -> str:
    """What a cell stands for; the open one only where one is drawn."""
    bases = ("registered", "by_plan") if has_plan else ("registered",)
    size = "one" if step == 1 else "many"
    items = "".join(
        f"<li>{cell(basis)} {escape(words.t(f'channels_page.key_{basis}_{size}', step=step))}</li>"
        for basis in bases
    )
    return f'<ul class="channels-key">{items}</ul>'
