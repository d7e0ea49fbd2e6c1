"""The question in the address: its SQL packed small, a screen's own query by name, or one of the ready questions."""

import base64
import binascii
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from analysis.tokens import tokens
from warehouse.read import QUERIES, query_text

READY = Path(__file__).parent.parent / "analysis" / "questions"
ADDRESS = ("sql", "query", "ready")
LONGEST_PACKED = 6_000
LONGEST_UNPACKED = 20_000
TIMES = ("as_of", "since", "from_date", "to_date", "day")
NUMBERS = ("days", "months", "row_limit", "number", "limit")
LISTS = ("metrics", "worst_first")
PREFIX = "p."


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a statement asks for: its name, and the kind of value it looks like."""

    name: str
    kind: str  # date, integer, number, text, truth or list


def packed(statement: str) -> str | None:
    """A statement as a short text for an address; None when it is too long for one."""
    text = base64.urlsafe_b64encode(zlib.compress(statement.encode("utf-8"), 9)).decode("ascii").rstrip("=")
    return text if len(text) <= LONGEST_PACKED else None


def unpacked(text: str) -> str:
    """The statement in an address; empty when there is none that can be read."""
    try:
        raw = base64.urlsafe_b64decode(text[:LONGEST_PACKED] + "=" * (-len(text[:LONGEST_PACKED]) % 4))
        return zlib.decompressobj().decompress(raw, LONGEST_UNPACKED).decode("utf-8")
    except (binascii.Error, zlib.error, UnicodeDecodeError, ValueError):
        return ""


def asked_for(address: Mapping[str, str]) -> str:
    """The statement that the parameters of an address ask for; empty when they ask for none."""
    if "sql" in address:
        return unpacked(address["sql"])
    name, folder = (address["query"], QUERIES) if "query" in address else (address.get("ready", ""), READY)
    known = {file.stem for file in folder.glob("*.sql")}
    return (folder / f"{name}.sql").read_text(encoding="utf-8").strip() if name in known else ""


@cache
def ready_questions() -> tuple[str, ...]:
    """The names of the ready questions, in their order."""
    return tuple(sorted(file.stem for file in READY.glob("*.sql")))


def parameters_of(statement: str) -> list[Parameter]:
    """The values that a statement asks for with $name, in their order, each once."""
    found = tokens(statement)
    names = [
        after.word
        for token, after in zip(found, found[1:], strict=False)
        if token.word == "$" and after.start == token.start + 1 and after.word.isidentifier()
    ]
    return [Parameter(name, kind_of(name)) for name in dict.fromkeys(names)]


def kind_of(name: str) -> str:
    """The kind of value that a parameter's name tells of, by the names of the house; text where it tells nothing."""
    if name in TIMES or name.endswith("_on"):
        return "date"
    if name in LISTS:
        return "list"
    if name.startswith(("is_", "has_")):
        return "truth"
    return "integer" if name in NUMBERS or name.endswith("_count") else "text"


def query_address(query: str, parameters: Mapping[str, object], kept: Mapping[str, str]) -> str:
    """The address of the screen «Analyse» with a screen's query, the values it was asked with, and what is kept."""
    values = {f"{PREFIX}{name}": written(value) for name, value in parameters.items()}
    return "analyse?" + urlencode({"query": query, **values, **kept})


def written(value: object) -> str:
    """A parameter's value as it stands in an address."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


__all__ = [
    "ADDRESS", "PREFIX", "Parameter", "asked_for", "packed", "parameters_of", "query_address", "query_text",
    "ready_questions", "unpacked",
]  # fmt: skip
