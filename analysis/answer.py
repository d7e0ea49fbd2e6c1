"""An answer on its way between two processes: plain JSON, since nothing from the other side is trusted as code."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

Line = Mapping[str, Any]
PARAMETER_TYPES: Mapping[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "integer": int,
    "number": float,
    "text": str,
    "truth": lambda written: written == "true",
    "list": lambda written: [part.strip() for part in written.split(",") if part.strip()],
    "nothing": lambda _: None,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a statement gave: columns with DuckDB's types, the first rows, and whether there were more of them."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    is_cut: bool
    seconds: float
    version: str  # the published file it was read from


def line_of(content: Line | Sequence[object]) -> bytes:
    """A message as one line."""
    return json.dumps(content, ensure_ascii=True, default=plain).encode("ascii") + b"\n"


def plain(value: object) -> object:
    """A value that JSON does not know, as text or as a list."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    return str(value)


def cell(value: object) -> object:
    """A value as a cell carries it: nested values as JSON text, all else as it is."""
    if isinstance(value, dict | list | tuple):
        written = {str(key): inner for key, inner in value.items()} if isinstance(value, dict) else value
        return json.dumps(written, ensure_ascii=False, default=plain)
    return value


def answer_from(line: Line, version: str) -> Answer:
    """The answer in a message, its values as Python has them."""
    readers = [reader_of(str(kind)) for kind in line["types"]]
    rows = tuple(tuple(map(read, readers, row)) for row in line["rows"])
    return Answer(
        tuple(map(str, line["columns"])), tuple(map(str, line["types"])), rows, bool(line["is_cut"]),
        float(line["seconds"]), version,
    )  # fmt: skip


def read(reader: Callable[[Any], object] | None, value: object) -> object:
    """One value; text that its reader does not know, such as a date far outside the calendar, stays text."""
    if value is None or reader is None:
        return value
    try:
        return reader(value)
    except (TypeError, ValueError, ArithmeticError):
        return str(value)


def reader_of(kind: str) -> Callable[[Any], object] | None:
    """How a value of one of DuckDB's types is read from JSON; None where it is there already."""
    if kind == "DATE":
        return date.fromisoformat
    if kind.startswith("TIMESTAMP"):
        return datetime.fromisoformat
    if kind == "TIME":
        return time.fromisoformat
    return Decimal if kind.startswith("DECIMAL") and "[" not in kind else None


def parameters_line(parameters: Mapping[str, tuple[str, str]]) -> Line:
    """Parameters as a message holds them: by name, its type and its value as text."""
    return {name: list(pair) for name, pair in parameters.items()}


def parameters_from(line: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """The parameters in a message, as values to bind. ValueError when one is not of its type."""
    return {name: PARAMETER_TYPES[kind](written) for name, (kind, written) in line.items()}
