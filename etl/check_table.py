"""The table of `python -m etl check`: a row for each thing that was tried, in words that need no colour."""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TextIO

from etl.report import say
from foundation.words import Words

Mark = Literal["well", "warning", "unknown", "failed"]
MARKS: Sequence[Mark] = ("failed", "warning", "unknown", "well")
HEADINGS = ("check.mark", "check.source", "check.what", "check.found")
GAP = "  "
WIDEST_WHAT = 28  # on a terminal, so that the widest column is what was found
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


class Row(NamedTuple):
    """One thing that was tried, as a reader meets it. `advice` is what to do about it, if anything."""

    mark: Mark
    source: str
    what: str
    found: str
    advice: str = ""


def is_well(rows: Sequence[Row]) -> bool:
    """Whether nothing failed. What only warns, or could not be known, is well."""
    return all(row.mark != "failed" for row in rows)


def show(rows: Sequence[Row], words: Words, stream: TextIO | None = None) -> None:
    """Write the table: with lines around it on a terminal, aligned without them elsewhere; then the count."""
    place = stream or sys.stdout
    rows = [Row(row.mark, *(UNPRINTABLE.sub(" ", text) for text in row[1:])) for row in rows]
    if place.isatty():
        show_framed(rows, words, place)
    else:
        for line in plain_lines(rows, words):
            say(line, place)
    say(summary(rows, words), place)


def summary(rows: Sequence[Row], words: Words) -> str:
    """How many rows ended how: 12 linjer: 1 feil, 2 ukjente, 9 i orden."""
    counts = Counter(row.mark for row in rows)
    parts = [words.t(f"check.count_{mark}", count=counts[mark]) for mark in MARKS if counts[mark]]
    return words.t("check.summary", rows=len(rows), parts=", ".join(parts))


def word(mark: Mark, words: Words) -> str:
    """A mark as a word."""
    return words.t(f"check.mark_{mark}")


def cells(row: Row, words: Words) -> tuple[str, ...]:
    """A row's first cells; advice stands below what was found."""
    return word(row.mark, words), row.source, row.what, row.found


def advice_of(row: Row, words: Words) -> str:
    """What to do, as it stands below what was found."""
    return words.t("check.advice", advice=row.advice) if row.advice else ""


def plain_lines(rows: Sequence[Row], words: Words) -> Iterator[str]:
    """The table as lines; every column but the last is as wide as its longest cell."""
    table = [tuple(words.t(key) for key in HEADINGS), *(cells(row, words) for row in rows)]
    widths = [max(len(line[column]) for line in table) for column in range(len(HEADINGS) - 1)]
    indent = " " * (sum(widths) + len(GAP) * len(widths))
    for line, row in zip(table, (None, *rows), strict=True):
        start = [cell.ljust(width) for cell, width in zip(line, widths, strict=False)]
        yield GAP.join([*start, line[-1]]).rstrip()
        if row is not None and row.advice:
            yield indent + advice_of(row, words)


def show_framed(rows: Sequence[Row], words: Words, stream: TextIO) -> None:
    """The table on a terminal, as wide as it is."""
    # Imported here: a check without a terminal starts a tenth of a second sooner.
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*(words.t(key) for key in HEADINGS), box=SIMPLE)
    table.columns[2].max_width = WIDEST_WHAT
    for row in rows:
        mark, source, what, found = cells(row, words)
        below = "\n".join(filter(None, (found, advice_of(row, words))))
        stress = "" if row.mark == "well" else "bold"
        # As Text: what stands in a cell is never read as markup.
        table.add_row(Text(mark, stress), Text(source), Text(what), Text(below))
    Console(file=stream).print(table)
