"""Lays out a new database: tables with their comments, then the rules."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

SCHEMA = Path(__file__).parent / "schema.sql"
RULES = Path(__file__).parent / "rules"

TABLE_LINE = re.compile(r"^create table (?P<name>\w+) \(\s*-- (?P<comment>.+)$")
# A macro is bound when it is created, so what it calls stands before it.
RULE_ORDER: tuple[str, ...] = ()
COLUMN_LINE = re.compile(r"^    (?P<name>\w+) .*?-- (?P<comment>.+)$")

Row = Mapping[str, object]


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every table of schema.sql, each with its comments in the database."""
    schema = SCHEMA.read_text(encoding="utf-8")
    connection.execute(schema)
    for subject, comment in comments(schema):
        connection.execute(f"comment on {subject} is '{comment.replace(chr(39), chr(39) * 2)}'")


def comments(schema: str) -> Iterator[tuple[str, str]]:
    """The comments of schema.sql as («table goal» or «column goal.text_nb», sentence), in their order."""
    table = ""
    for line in schema.splitlines():
        if opened := TABLE_LINE.match(line):
            table = opened["name"]
            yield f"table {table}", opened["comment"]
        elif column := COLUMN_LINE.match(line):
            yield f"column {table}.{column['name']}", column["comment"]


def create_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every macro in rules/, each with its rule as its comment in the database."""
    for name in RULE_ORDER:
        connection.execute((RULES / f"{name}.sql").read_text(encoding="utf-8"))


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Insert rows by column name into a table of schema.sql; a column that a row does not name is null."""
    columns = [
        name
        for (name,) in connection.execute(
            "select column_name from duckdb_columns() where table_name = ? order by column_index", [table]
        ).fetchall()
    ]
    unknown = {name for row in rows for name in row} - set(columns)
    if unknown:
        raise KeyError(f"{table} has no column {', '.join(sorted(unknown))}")
    if rows:
        places = ", ".join("?" * len(columns))
        values = [[row.get(name) for name in columns] for row in rows]
        connection.executemany(f"insert into {table} values ({places})", values)  # noqa: S608 - a name of ours
