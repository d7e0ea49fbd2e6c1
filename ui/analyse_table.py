"""An answer as a table: its first rows as a table that can be read, printed and heard, all of them in a grid."""

import re
from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import streamlit as st

from analysis.answer import Answer
from foundation.words import MINUS, Words
from ui.page import draw, escape

FIRST_ROWS = 50
LONGEST_TEXT = 1_000
NUMBER = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL\(.*\)|DOUBLE|FLOAT")


def table(answer: Answer, words: Words) -> None:
    """The answer's first rows; where there are more, a switch that shows them all."""
    if len(answer.rows) > FIRST_ROWS and st.toggle(
        words.t("analyse_page.all_rows", count=len(answer.rows)), key="analyse-all"
    ):
        st.dataframe(frame(answer, words), hide_index=True, width="stretch", height=480)
        return
    draw(as_html(answer, words))


def as_html(answer: Answer, words: Words) -> str:
    """The first rows as an HTML table that scrolls sideways inside its own box."""
    numeric = [is_number(kind) for kind in answer.types]
    heads = "".join(
        f'<th scope="col"{right(is_right)}>{escape(name)}<span>{escape(kind.lower())}</span></th>'
        for name, kind, is_right in zip(answer.columns, answer.types, numeric, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{right(is_right)}>{said(value, words)}</td>"
            for value, is_right in zip(row, numeric, strict=True)
        )
        + "</tr>"
        for row in answer.rows[:FIRST_ROWS]
    )
    caption = escape(words.t("analyse_page.table", count=min(len(answer.rows), FIRST_ROWS)))
    return (
        f'<div class="analyse-scroll" role="region" aria-label="{caption}" tabindex="0"><table class="analyse-table">'
        f"<caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def right(is_right: bool) -> str:
    """The attribute of a cell that stands at the right, as numbers do."""
    return ' class="analyse-number"' if is_right else ""


def is_number(kind: str) -> bool:
    """Whether a column of DuckDB's holds numbers."""
    return NUMBER.fullmatch(kind) is not None


def said(value: object, words: Words) -> str:
    """A value as the reader's language writes it, escaped; nothing is said to be NULL, and is never an empty cell."""
    if value is None:
        return '<span class="analyse-null">NULL</span>'
    return escape(plain(value, words))


def plain(value: object, words: Words) -> str:
    """A value as text: no thousands apart, since a year and an id are numbers too; the files have long texts whole."""
    if isinstance(value, bool):
        return words.t("csv_download.yes" if value else "csv_download.no")
    if isinstance(value, int | float | Decimal):
        text = number_said(value).replace("-", MINUS)
        return text if words.language == "en" else text.replace(".", ",")
    if isinstance(value, datetime):
        return words.moment(value)
    text = words.date(value) if isinstance(value, date) else str(value)
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]} …"


def number_said(value: float | Decimal) -> str:
    """A number with at most six decimals; the files have them all."""
    if not isinstance(value, float) or value - value != 0 or abs(value) >= 1e15:
        return str(value)
    return f"{value:.6f}".rstrip("0").rstrip(".")


def frame(answer: Answer, words: Words) -> pd.DataFrame:
    """The answer for the grid: numbers stay numbers, so that it sorts them right; all else as text."""
    columns = {
        name: [value if is_number(kind) or value is None else plain(value, words) for value in values]
        for name, kind, values in zip(
            unique(answer.columns), answer.types, zip(*answer.rows, strict=True), strict=False
        )
    }
    return pd.DataFrame(columns)


def unique(names: tuple[str, ...]) -> list[str]:
    """Column names, told apart where a statement gives two the same."""
    return [
        name if names.index(name) == place else f"{name} ({names[:place].count(name) + 1})"
        for place, name in enumerate(names)
    ]
