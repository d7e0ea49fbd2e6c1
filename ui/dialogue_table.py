"""The table behind each chart of the dialogue screen: it opens under «Vis tallene», and on a phone its rows fold up."""

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.words import Words
from ui.page import escape


@dataclass(frozen=True, slots=True)
class NumberTable:
    """A table of numbers: its name, its caption, its headings, and its rows as texts, the first of each their heading.

    A row with two texts has one sentence in place of its cells. `is_named` shows the name where several stand together.
    """

    name: str
    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    is_named: bool = False


def opening_table(table: NumberTable, words: Words) -> str:
    """The table as HTML, closed until it is asked for."""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    body = "".join(table_row(row, table.heads) for row in table.rows)
    unseen = "" if table.is_named else ' class="unseen"'
    name = f"<span{unseen}>: {escape(table.name)}</span>"
    return (
        f'<details class="dialogue-table"><summary>{escape(words.t("dialogue_page.table"))}{name}</summary>'
        f'<table class="goal-records"><caption>{escape(table.caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></details>"
    )


def table_row(row: Sequence[str], heads: Sequence[str]) -> str:
    """One row; each cell carries its heading, which a phone shows before it."""
    start = f'<tr><th scope="row">{escape(row[0])}</th>'
    if len(row) == 2:
        return f'{start}<td colspan="{len(heads) - 1}">{escape(row[1])}</td></tr>'
    cells = zip(heads[1:], row[1:], strict=True)
    return (
        start
        + "".join(f'<td data-head="{escape(head)}">{escape(cell)}</td>' for head, cell in cells)
        + "</tr>"
    )
