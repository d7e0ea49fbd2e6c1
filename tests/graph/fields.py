"""Reads the `fields` of a question: `id,messages.limit(20){created_time,from}`."""

import re
from dataclasses import dataclass, field

from tests.graph.reply import RefusedError, bad_parameter

WORD = re.compile(r"\s*([A-Za-z_]+)((?:\.[a-z_]+\([^()]*\))*)\s*")
LIMIT = re.compile(r"\.limit\((\d+)\)")


@dataclass(frozen=True, slots=True)
class Field:
    """A wanted field, how many it wants of it (None: not said), and its own fields."""

    name: str
    limit: int | None = None
    inner: tuple["Field", ...] = field(default_factory=tuple)


def wanted(text: str) -> tuple[Field, ...]:
    """The fields of a text. RefusedError when it cannot be read."""
    fields, rest = parsed(text, text)
    if rest:
        raise RefusedError(bad_parameter("fields", text))
    return tuple(fields)


def parsed(rest: str, whole: str) -> tuple[list[Field], str]:
    """Fields from the start of a text, and what is left of it."""
    found: list[Field] = []
    while True:
        word = WORD.match(rest)
        if word is None:
            raise RefusedError(bad_parameter("fields", whole))
        rest, inner = rest[word.end() :], list[Field]()
        if rest.startswith("{"):
            inner, rest = parsed(rest[1:], whole)
            if not rest.startswith("}"):
                raise RefusedError(bad_parameter("fields", whole))
            rest = rest[1:].lstrip()
        limit = LIMIT.search(word[2])
        found.append(Field(word[1], int(limit[1]) if limit else None, tuple(inner)))
        if not rest.startswith(","):
            return found, rest
        rest = rest[1:]
