"""What every table, column and rule of the database means, in two lines: bokmål first, then English."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from foundation.words import flat

BOKMAL = Path(__file__).parent / "comments" / "nb.toml"
TABLE_LINE = re.compile(r"^create table (?P<name>\w+) \(\s*-- (?P<comment>.+)$")
COLUMN_LINE = re.compile(r"^    (?P<name>\w+) .*?-- (?P<comment>.+)$")

Comment = tuple[str, str]  # what «comment on» is to be said of, such as «table goal», and what


@cache
def bokmal(file: Path = BOKMAL) -> Mapping[str, str]:
    """Every bokmål text under its key: «layer.Register», «table.goal», «column.goal.goal_id», «macro.deadline»."""
    return flat(tomllib.loads(file.read_text(encoding="utf-8")))


def both(key: str, english: str, layer: str = "", file: Path = BOKMAL) -> str:
    """The two lines of a comment, each opened by the layer's name where one is given.

    Raises KeyError with the key of the text, such as «column.goal.goal_id», where the bokmål is missing.
    """
    if not layer:
        return f"{bokmal(file)[key]}\n{english}"
    return f"{bokmal(file)[f'layer.{layer}']} – {bokmal(file)[key]}\n{layer} – {english}"


def table_comments(layer: str, schema: str, file: Path = BOKMAL) -> Iterator[Comment]:
    """The comments of a layer's tables and their columns, in the order of the SQL that lays them out.

    `file` holds their bokmål.
    """
    table = ""
    for line in schema.splitlines():
        if opened := TABLE_LINE.match(line):
            table = opened["name"]
            yield f"table {table}", both(f"table.{table}", opened["comment"], layer, file)
        elif column := COLUMN_LINE.match(line):
            name = f"{table}.{column['name']}"
            yield f"column {name}", both(f"column.{name}", column["comment"], file=file)


def rule_comment(name: str, text: str, english: str) -> Comment:
    """The comment of a macro, `text` being the SQL that creates it."""
    kind = "macro table" if " as table" in text else "macro"
    return f"{kind} {name}", both(f"macro.{name}", english)
