"""Lays out a lake: once for all, then a schema for each municipality with the tables and rules of the warehouse."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from warehouse.bilingual import Comment, table_comments
from warehouse.build import LAYERS, RULE_ORDER, RULES, quoted
from warehouse.lake.connection import CATALOG, answering, open_lake, transaction
from warehouse.lake.upkeep import WEEK, set_age

SHARED = Path(__file__).parent / "shared.sql"
BOKMAL = Path(__file__).parent / "shared_nb.toml"
BLOBS = "landed_file"  # never kept in the catalog itself, however few


def create_lake(address: str, files: str) -> None:
    """Make a lake at an empty PostgreSQL database, its files kept under `files`: a folder, or s3://bucket/place/.

    One that is there already stays as it is. Raises LakeError when it does not answer, or keeps its files elsewhere.
    """
    with open_lake(address, files=files) as lake, answering():
        set_age(lake, WEEK)


def schema_of(municipality_number: str | None) -> str:
    """The schema of a municipality in the lake, such as k3427."""
    return f"k{municipality_number}"


@answering()
def enter(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Make a municipality's schema the current one, laid out first where it is not there yet.

    Two hosts that do so at once get the one that came first. Raises LakeError when it cannot be done.
    """
    if not has_schema(connection, schema):
        lay_out_first(connection, schema)
    connection.execute(f"use {CATALOG}.{schema}")


def has_schema(connection: duckdb.DuckDBPyConnection, schema: str) -> bool:
    """Whether a municipality is in the lake."""
    found = connection.execute(
        "select count(*) from duckdb_schemas() where database_name = ? and schema_name = ?", [CATALOG, schema]
    ).fetchall()
    return found != [(0,)]


def lay_out_first(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    """A municipality's own schema with everything in it, empty."""
    try:
        with transaction(connection):
            connection.execute(f"create schema {CATALOG}.{schema}")
            connection.execute(f"use {CATALOG}.{schema}")
            create_shared_tables(connection)
            create_published(connection)
            connection.execute("insert into publication values (0, '', null, ?)", [program()])
    except duckdb.TransactionException:
        if not has_schema(connection, schema):
            raise
        return
    connection.execute(
        f"call {CATALOG}.set_option('data_inlining_row_limit', 0, schema => '{schema}', table_name => '{BLOBS}')"
    )


def create_shared_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """The tables that only the lake has, in the current schema."""
    text = SHARED.read_text(encoding="utf-8")
    connection.execute(text)
    say(connection, table_comments("Shared", text, BOKMAL))


def create_published(connection: duckdb.DuckDBPyConnection) -> None:
    """The warehouse's tables and rules in the current schema."""
    schemas = list(table_schemas())
    for _, text in schemas:
        connection.execute(text)
    say(connection, (one for layer, text in schemas for one in table_comments(layer, text)))
    for name in RULE_ORDER:
        connection.execute((RULES / f"{name}.sql").read_text(encoding="utf-8"))


def current_schema(connection: duckdb.DuckDBPyConnection) -> str:
    """The schema that the connection is in."""
    return str(connection.execute("select current_schema()").fetchall()[0][0])


def drop_published(connection: duckdb.DuckDBPyConnection) -> None:
    """Take the warehouse's tables away, so that another version of the program lays out its own; rules are replaced."""
    for name in published_tables(connection):
        connection.execute(f"drop table {name}")
    connection.execute("delete from published_table")


def published_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables of the current schema that every warehouse has, by name."""
    found = connection.execute(
        "select table_name from duckdb_tables() where database_name = ? and schema_name = current_schema() "
        "order by all",
        [CATALOG],
    ).fetchall()
    return [name for (name,) in found if name not in shared_tables()]


@cache
def shared_tables() -> frozenset[str]:
    """The names of the tables that only the lake has."""
    return frozenset(re.findall(r"(?m)^create table (\w+)", SHARED.read_text(encoding="utf-8")))


def table_schemas() -> Iterator[tuple[str, str]]:
    """The schema files by layer as a lake takes them: it knows no keys, and the only writer keeps them."""
    for layer, file in LAYERS.items():
        yield layer, file.read_text(encoding="utf-8").replace(" primary key", " not null")


def say(connection: duckdb.DuckDBPyConnection, comments: Iterable[Comment]) -> None:
    """Put the comments of tables and columns into the current transaction; a lake takes none on rules."""
    connection.execute(";".join(f"comment on {subject} is {quoted(text)}" for subject, text in comments))


@cache
def program() -> str:
    """The fingerprint of the tables and rules as this version of the program has them."""
    texts = [
        file.read_bytes() for file in (*LAYERS.values(), *(RULES / f"{name}.sql" for name in RULE_ORDER))
    ]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Standing:
    """What is published for the current schema: how often anything was, its version, and the program that built it."""

    position: int
    version: str
    program: str


def standing(connection: duckdb.DuckDBPyConnection) -> Standing:
    """What is published now; position 0 and no version before the first time."""
    found = connection.execute("select position, version, program from publication").fetchall()
    return Standing(*found[0])
