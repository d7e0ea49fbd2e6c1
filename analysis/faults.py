"""What DuckDB says about a statement it cannot run, taken apart: its sentence, its hint, and the line and column."""

import re

import duckdb

from foundation.errors import AnalysisError, StatementError, StoppedError

PLACE = re.compile(r"^LINE (?P<line>\d+): (?P<shown>.*)$", re.MULTILINE)
PATH = re.compile(r"(?:/[^\s\"'/]+){2,}|[A-Za-z]:\\[^\s\"']+")
LONGEST = 600


def told(error: duckdb.Error, text: str) -> AnalysisError:
    """An engine's error as one of ours. Paths are taken out of its words: they tell of the machine."""
    if isinstance(error, duckdb.OutOfMemoryException):
        return StoppedError("gate.stopped_memory")
    said = str(error)
    sentence = said.partition("\n")[0]
    place = PLACE.search(said)
    hints = said[len(sentence) : place.start() if place else None].strip()
    line, column = (int(place["line"]), column_of(said, place, text)) if place else (0, 0)
    return StatementError(
        "gate.fault", line=line, column=column, found=without_paths(sentence), hint=without_paths(hints)
    )


def column_of(said: str, place: re.Match[str], text: str) -> int:
    """The column, from 1, that the engine's caret stands under; 0 when it does not tell.

    The engine cuts long lines and marks the cut, so the shown piece is looked up in the line it is from.
    """
    caret = said[place.end() :].lstrip("\n").partition("\n")[0]
    if caret.strip() != "^":
        return 0
    offset = caret.index("^") - len(f"LINE {place['line']}: ")
    shown = place["shown"]
    piece = shown.removeprefix("...").removesuffix("...")
    lines = text.split("\n")
    whole = lines[int(place["line"]) - 1] if int(place["line"]) <= len(lines) else ""
    return max(whole.find(piece), 0) + offset - (len(shown) - len(shown.removeprefix("..."))) + 1


def without_paths(sentence: str) -> str:
    """A sentence of the engine's, cut to a readable length, with every path on the machine left out."""
    return PATH.sub("…", sentence)[:LONGEST]
