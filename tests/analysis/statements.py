"""The statements that the wall is tried with, from statements.toml, with this test's own files in their places."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

FILE = Path(__file__).parent / "statements.toml"
LONG_ONES = {
    "{SUM}": "select " + "1+" * 20_000 + "1",
    "{BRACKETS}": "select " + "(" * 3_000 + "1" + ")" * 3_000,
    "{LONG}": "select " + "1 + " * 6_000 + "1",
}


def statements(must: str) -> list[tuple[str, str]]:
    """Kind and text of every statement that must be refused, bounded or allowed."""
    kinds: Mapping[str, list[str]] = tomllib.loads(FILE.read_text(encoding="utf-8"))[must]
    return [(kind, LONG_ONES.get(text, text)) for kind, texts in kinds.items() for text in texts]


def placed(text: str, folder: Path) -> str:
    """A statement with a test's own files for its placeholders."""
    files = {"{CANARY}": "canary.csv", "{DIR}": "", "{DB}": "k1.duckdb", "{OTHER}": "other.duckdb"}
    for name, file in files.items():
        text = text.replace(name, str(folder / file))
    return text


def names(must: str) -> Iterator[str]:
    """A short name for each statement, for a report."""
    yield from (f"{kind}: {text[:60]}" for kind, text in statements(must))
