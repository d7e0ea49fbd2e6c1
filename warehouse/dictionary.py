"""Writes docs/data_dictionary.md from the database itself: every table, column and rule with its comment."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import duckdb

from warehouse.build import LAYERS, create_rules, create_tables

DICTIONARY = Path(__file__).parent.parent / "docs" / "data_dictionary.md"
QUERIES = Path(__file__).parent / "queries"
COLUMNS = "| Column | Type | Betydning | Meaning |\n| --- | --- | --- | --- |"
HEAD = """# Data dictionary

Every table, column and rule of the warehouse, in bokmål and English as the database itself has it. Written by
`make docs` from `warehouse/schema/`, `warehouse/rules/` and `warehouse/comments/`; a test holds them together.

The comment of a table begins with the layer it belongs to: *Register* is the strategy and what is decided around it,
as `data/strategy/` holds it; *Levert* (delivered) is what the sources have said, each version with the days it was
known; *Drift* (operation) is the sources themselves and what the runs did. The rules judge, and are called with a day.

Open `data/warehouse/analyse.duckdb` in your own tool; it is replaced each time a run publishes, and nothing you do
there touches the screens. `select * from measure_status(date '2026-11-20')` gives what the screens show for that day.

"""


def dictionary() -> str:
    """The data dictionary as Markdown."""
    with duckdb.connect() as connection:
        create_tables(connection)
        create_rules(connection)
        return HEAD + "\n".join([*table_lines(connection), *rule_lines(connection)]) + "\n"


def table_lines(connection: duckdb.DuckDBPyConnection) -> Iterable[str]:
    """A chapter per layer, a section per table, a line per column."""
    rows = connection.execute((QUERIES / "dictionary_columns.sql").read_text(encoding="utf-8")).fetchall()
    for layer in LAYERS:
        yield f"## {layer} tables\n"
        # As its comment says, so that what is read here is what a tool shows.
        said = [row for row in rows if row[2].startswith(f"{layer} – ")]
        for (name, bokmal, english), columns in groupby(said, key=lambda row: row[:3]):
            yield f"### {name}\n\n{bokmal}\n\n*{english}*\n\n{COLUMNS}"
            yield from ("| `{}` | {} | {} | {} |".format(*column[3:]) for column in columns)
            yield ""


def rule_lines(connection: duckdb.DuckDBPyConnection) -> Iterable[str]:
    """A section per rule: how it is called, what it means, and the columns it gives."""
    yield "## Rules\n"
    rows = connection.execute((QUERIES / "dictionary_rules.sql").read_text(encoding="utf-8")).fetchall()
    for name, parameters, is_table, bokmal, english in rows:
        yield f"### {name}({', '.join(parameters)})\n\n{bokmal}\n\n*{english}*\n"
        if is_table:
            yield columns_line(connection, name, len(parameters)) + "\n"


def columns_line(connection: duckdb.DuckDBPyConnection, name: str, parameter_count: int) -> str:
    """The columns that a table macro gives."""
    days = ", ".join(["date '2026-01-01'"] * parameter_count)
    described = connection.execute(f"describe from {name}({days})").fetchall()  # noqa: S608 - a name of ours
    return "Columns: " + ", ".join(f"`{column[0]}`" for column in described) + "."


if __name__ == "__main__":
    DICTIONARY.write_text(dictionary(), encoding="utf-8")
