"""Writes docs/data_dictionary.md from the database itself: every table, column and rule with its comment."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import duckdb

from warehouse.build import create_rules, create_tables

DICTIONARY = Path(__file__).parent.parent / "docs" / "data_dictionary.md"
QUERIES = Path(__file__).parent / "queries"
HEAD = """# Data dictionary

Every table, column and rule of the warehouse. Written by `make docs` from `warehouse/schema/` and
`warehouse/rules/`; a test holds the three together.

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
    """A section per table, a line per column."""
    yield "## Tables\n"
    rows = connection.execute((QUERIES / "dictionary_columns.sql").read_text(encoding="utf-8")).fetchall()
    for (name, comment), columns in groupby(rows, key=lambda row: row[:2]):
        yield f"### {name}\n\n{comment}\n\n| Column | Type | Meaning |\n| --- | --- | --- |"
        yield from (f"| `{column}` | {kind} | {meaning} |" for _, _, column, kind, meaning in columns)
        yield ""


def rule_lines(connection: duckdb.DuckDBPyConnection) -> Iterable[str]:
    """A section per rule: how it is called, what it means, and the columns it gives."""
    yield "## Rules\n"
    rows = connection.execute((QUERIES / "dictionary_rules.sql").read_text(encoding="utf-8")).fetchall()
    for name, parameters, is_table, comment in rows:
        yield f"### {name}({', '.join(parameters)})\n\n{comment}\n"
        if is_table:
            yield columns_line(connection, name, len(parameters)) + "\n"


def columns_line(connection: duckdb.DuckDBPyConnection, name: str, parameter_count: int) -> str:
    """The columns that a table macro gives."""
    days = ", ".join(["date '2026-01-01'"] * parameter_count)
    described = connection.execute(f"describe from {name}({days})").fetchall()  # noqa: S608 - a name of ours
    return "Columns: " + ", ".join(f"`{column[0]}`" for column in described) + "."


if __name__ == "__main__":
    DICTIONARY.write_text(dictionary(), encoding="utf-8")
