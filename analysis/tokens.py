"""A statement's tokens as DuckDB's own tokenizer sees them: what is a word, and what only looks like one."""

import re
from dataclasses import dataclass

import duckdb

WORD = re.compile(r"\w+|.", re.DOTALL)
OPENING, CLOSING = tuple("([{"), tuple(")]}")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: where it starts in the text, its word in lower case, and how many brackets it stands in."""

    start: int
    word: str
    depth: int


def tokens(text: str) -> list[Token]:
    """The tokens of a text in their order; comments are none. Works on texts that are not valid SQL, too."""
    encoded = text.encode("utf-8")  # the tokenizer counts bytes
    starts = [start for start, kind in duckdb.tokenize(text) if kind != duckdb.token_type.comment]
    found: list[Token] = []
    depth = 0
    for start in starts:
        place = len(encoded[:start].decode("utf-8", "replace"))
        word = WORD.match(text, place)
        said = word.group().lower() if word else ""
        depth -= said in CLOSING
        found.append(Token(place, said, depth))
        depth += said in OPENING
    return found
