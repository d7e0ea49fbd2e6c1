"""Lets one reading statement through, and only what stands on a list, judged on DuckDB's own parse tree."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from analysis.faults import told
from analysis.pivots import is_dynamic_pivot, with_values_asked
from analysis.tokens import tokens
from foundation.errors import RefusedError
from warehouse.read import query_text

ALLOWED = Path(__file__).parent / "allowed.toml"
LONGEST = 20_000
NODES = {
    "SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE", "BASE_TABLE", "SUBQUERY", "JOIN", "EMPTY",
    "TABLE_FUNCTION", "EXPRESSION_LIST", "PIVOT", "SHOW_REF", "ORDER_MODIFIER", "LIMIT_MODIFIER", "DISTINCT_MODIFIER",
    "LIMIT_PERCENT_MODIFIER", "ORDER_DEFAULT", "ASCENDING", "DESCENDING",
}  # fmt: skip
EXPRESSIONS = {
    "BETWEEN", "CASE", "CAST", "COLLATE", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT", "DEFAULT", "FUNCTION",
    "LAMBDA", "LAMBDA_REF", "OPERATOR", "PARAMETER", "POSITIONAL_REFERENCE", "STAR", "SUBQUERY", "TYPE", "WINDOW",
}  # fmt: skip
SEE_THEMSELVES = ("right", "child")  # the parts of a recursive WITH that its own name is known in

Tree = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """What the published database holds, and the views the engine itself has beside it, in lower case."""

    tables: frozenset[str]
    macros: frozenset[str]
    engine: frozenset[str]


@dataclass(frozen=True, slots=True)
class Admitted:
    """A statement that may run. `tree` is what was judged; with `asks_values` the tree must run, not the text."""

    prefix: str  # "", "explain " or "explain analyze "
    text: str
    tree: Tree
    asks_values: bool


@cache
def allowed() -> Mapping[str, frozenset[str]]:
    """The lists of allowed.toml: tables, shows, table_functions and functions."""
    lists = tomllib.loads(ALLOWED.read_text(encoding="utf-8"))
    functions = (name for group in lists.pop("functions").values() for name in group)
    return {
        **{name: frozenset(lists[name]) for name in lists},
        "functions": frozenset(map(str.lower, functions)),
    }


def names_in(connection: duckdb.DuckDBPyConnection) -> Names:
    """The tables and macros of an open database."""
    rows = connection.execute(query_text("analyse_names")).fetchall()
    kinds = ("table", "macro", "engine")
    return Names(*(frozenset(name for name, kind in rows if kind == wanted) for wanted in kinds))


def admitted(parser: duckdb.DuckDBPyConnection, statement: str, names: Names) -> Admitted:
    """The statement as it may run. `parser` is a connection to an empty database, which only reads the text.

    Raises RefusedError for what is not to be had here, StatementError for what DuckDB cannot read.
    """
    if len(statement) > LONGEST:
        raise RefusedError("gate.too_long", longest=LONGEST)
    parser = parser.cursor()  # one of its own: what DuckDB refuses to take apart leaves its connection spoilt
    prefix, text = without_explain(without_end(statement))
    text = one_statement(parser, text)
    asks_values = is_dynamic_pivot(parser, text)
    if asks_values:
        text = one_statement(parser, with_values_asked(text))
    tree = parsed(parser, text)
    try:
        inspect(tree, names, frozenset())
    except RecursionError:
        raise RefusedError("gate.too_deep") from None
    return Admitted(prefix, text, tree, asks_values)


def without_end(statement: str) -> str:
    """The statement without the semicolons that end it."""
    found = tokens(statement)
    while found and found[-1].word == ";":
        statement = statement[: found.pop().start]
    return statement


def without_explain(statement: str) -> tuple[str, str]:
    """EXPLAIN or EXPLAIN ANALYZE taken off, and the statement that it explains."""
    found = tokens(statement)
    words = [token.word for token in found[:2]]
    if words[:1] != ["explain"]:
        return "", statement
    is_run = words[1:] == ["analyze"]
    rest = found[2 if is_run else 1 :]
    return ("explain analyze " if is_run else "explain "), statement[rest[0].start :] if rest else ""


def one_statement(parser: duckdb.DuckDBPyConnection, text: str) -> str:
    """The text, once it is seen to hold exactly one statement that only reads."""
    try:
        found = parser.extract_statements(text)
    except duckdb.Error as error:
        raise told(error, text) from None
    if not found:
        raise RefusedError("gate.empty")
    # A pivot that asks the data for its columns is split by DuckDB into parts without a text of their own.
    parts = [part for part in found if part.query.strip()]
    if len(parts) > 1 or (len(found) > 1 and parts):
        raise RefusedError("gate.several")
    if len(found) == 1 and found[0].type not in (duckdb.StatementType.SELECT, duckdb.StatementType.MULTI):
        raise RefusedError("gate.kind", found=found[0].type.name)
    return text


def parsed(parser: duckdb.DuckDBPyConnection, text: str) -> Tree:
    """DuckDB's parse tree of one SELECT statement."""
    row = parser.execute("select json_serialize_sql(?)", [text]).fetchone()
    try:
        tree: dict[str, Any] = json.loads(row[0] if row else "{}")
    except RecursionError:
        raise RefusedError("gate.too_deep") from None
    if tree.get("error", True):
        raise RefusedError("gate.kind", found=str(tree.get("error_message", "")))
    if len(tree["statements"]) != 1:
        raise RefusedError("gate.several")
    statement: Tree = tree["statements"][0]["node"]
    return statement


def inspect(node: object, names: Names, given: frozenset[str]) -> None:
    """Walk a parse tree. RefusedError at the first thing that is not on a list.

    `given` are the names that WITH gives at this place, exactly as DuckDB sees them: a name that were taken for one
    of them where the engine does not would be read from the engine's own views, which tell of the machine.
    """
    if isinstance(node, list):
        for child in node:
            inspect(child, names, given)
    elif isinstance(node, dict):
        check(node, names, given)
        for entry in (node.get("cte_map") or {}).get("map", []):
            inspect(entry["value"], names, given)
            given |= {new_name(str(entry["key"]), names)}
        own = {str(node["cte_name"]).lower()} if node.get("cte_name") else set()
        for part, child in node.items():
            if part != "cte_map":
                inspect(child, names, given | own if part in SEE_THEMSELVES else given)


def new_name(name: str, names: Names) -> str:
    """A name that WITH gives, in lower case. RefusedError where the engine has something of that name."""
    if name.lower() in names.engine:
        raise RefusedError("gate.table", found=name)
    return name.lower()


def check(node: Tree, names: Names, given: frozenset[str]) -> None:
    """RefusedError when this one node is of a kind, or names something, that is not on a list."""
    kind, expression = node.get("type"), node.get("class")
    if expression is not None:
        if expression not in EXPRESSIONS:
            raise RefusedError("gate.construct", found=str(expression))
        if "function_name" in node:
            check_function(str(node["function_name"]), names)
    elif kind == "TABLE_FUNCTION":
        check_table_function(str(node["function"].get("function_name", "")), names)
    elif kind == "BASE_TABLE":
        check_table(node, names, given)
    elif kind == "SHOW_REF":
        check_shown(node, names)
    elif isinstance(kind, str) and kind not in NODES and not kind.endswith("_TYPE_INFO"):
        raise RefusedError("gate.construct", found=kind)


def check_function(name: str, names: Names) -> None:
    """RefusedError unless a function is on a list or a published macro."""
    known = allowed()
    if name.lower() not in known["functions"] | known["table_functions"] | names.macros:
        raise RefusedError("gate.function", found=name)


def check_table_function(name: str, names: Names) -> None:
    """RefusedError unless a table function is on the list or a published macro."""
    if name.lower() not in allowed()["table_functions"] | names.macros:
        raise RefusedError("gate.table_function", found=name)


def check_table(node: Tree, names: Names, given: frozenset[str]) -> None:
    """RefusedError unless a table is published, the engine's own list of tables, or named by WITH."""
    catalog, schema, table = (
        str(node.get(f"{part}_name", "")).lower() for part in ("catalog", "schema", "table")
    )
    if table in given and not (schema or catalog or node.get("at_clause")):
        return
    name = table if schema in ("", "main") else f"{schema}.{table}"
    is_known = name in names.tables | allowed()["tables"] and "." not in table
    if not is_known or catalog or node.get("at_clause"):
        raise RefusedError("gate.table", found=str(node.get("table_name", "")))


def check_shown(node: Tree, names: Names) -> None:
    """RefusedError unless SHOW or DESCRIBE is about tables of ours or a query, which is judged by itself."""
    name = str(node.get("table_name", "")).strip('"').lower()
    if node.get("query") is None and name not in allowed()["shows"] | names.tables:
        raise RefusedError("gate.table", found=name)
