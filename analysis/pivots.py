"""PIVOT … ON a column without IN (…): its columns are the data's own values, which DuckDB looks up while it parses.

Such a statement has no parse tree to judge. It is given an IN list, judged, and then the judged tree itself is filled
with the values and run, so that what runs is what was judged, whatever the text was made to look like.
"""

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import duckdb

from analysis.tokens import Token, tokens
from foundation.errors import RefusedError

MOST_COLUMNS = 200  # and one more in VALUES
ASKED = "\nin (null) "
PIVOTS = ("pivot", "pivot_wider")
VALUES = "select distinct cast(x as varchar) from x where x is not null order by 1 limit 201"
AFTER_ON = ("using", "group", "order", "limit", "offset", ";")

Tree = Mapping[str, Any]
Ask = Callable[[str], list[tuple[object, ...]]]


def is_dynamic_pivot(parser: duckdb.DuckDBPyConnection, text: str) -> bool:
    """Whether DuckDB splits a readable text: 1.5 into parts that have no text of their own, 2.0 into one of many."""
    found = parser.extract_statements(text)
    if len(found) == 1:
        return found[0].type == duckdb.StatementType.MULTI
    return bool(found) and not any(part.query.strip() for part in found)


def with_values_asked(text: str) -> str:
    """The outermost PIVOT with an IN list at each ON that lacks one. RefusedError where none can be put."""
    found = [token for token in tokens(text) if token.depth == 0]
    places = list(places_asked(found, len(text)))
    if not places:
        raise RefusedError("gate.pivot")
    for place in reversed(places):
        text = f"{text[:place]}{ASKED}{text[place:]}"
    return text


def places_asked(found: list[Token], end: int) -> Iterator[int]:
    """Where in the text the IN lists go: at the end of each column after ON that has none."""
    words = [token.word for token in found]
    pivot = next((place for place, word in enumerate(words) if word in PIVOTS), len(words))
    if "on" not in words[pivot:]:
        return
    has_list = False
    for token in found[words.index("on", pivot) + 1 :]:
        is_end = token.word in AFTER_ON
        if (is_end or token.word == ",") and not has_list:
            yield token.start
        if is_end:
            return
        has_list = token.word == "in" or (has_list and token.word != ",")
    if not has_list:
        yield end


def filled(parser: duckdb.DuckDBPyConnection, node: Tree, ask: Ask) -> str:
    """The statement of a judged tree with the data's own values in each IN list that was asked for, as SQL.

    `ask` runs a statement and gives its rows. RefusedError when there are more than MOST_COLUMNS values.
    """
    whole: dict[str, Any] = copy.deepcopy(dict(node))
    for pivot in whole["from_table"]["pivots"]:
        if is_asked(pivot):
            pivot["entries"] = entries(values(parser, whole, pivot, ask))
    return as_sql(parser, whole)


def is_asked(pivot: Tree) -> bool:
    """Whether a pivot's IN list is the one that was put there."""
    return [[value["is_null"] for value in entry["values"]] for entry in pivot["entries"]] == [[True]]


def values(parser: duckdb.DuckDBPyConnection, whole: Tree, pivot: Tree, ask: Ask) -> list[str]:
    """The values that a pivot's column has, in their order, as texts."""
    if len(pivot["pivot_expressions"]) != 1:
        raise RefusedError("gate.pivot")
    column = pivot["pivot_expressions"][0]
    asking = tree_of(parser, VALUES)
    asking["select_list"][0]["child"] = asking["where_clause"]["children"][0] = column
    asking["from_table"], asking["cte_map"] = whole["from_table"]["source"], whole["cte_map"]
    found = [str(row[0]) for row in ask(as_sql(parser, asking))]
    if not found or len(found) > MOST_COLUMNS:
        raise RefusedError("gate.pivot_columns", found=len(found), most=MOST_COLUMNS)
    return found


def entries(found: list[str]) -> list[dict[str, Any]]:
    """An IN list with these texts, as the parse tree writes it."""
    kind = {"id": "VARCHAR", "type_info": None}
    constants = [{"type": kind, "is_null": False, "value": text} for text in found]
    return [{"values": [constant], "star_expr": None, "alias": ""} for constant in constants]


def tree_of(parser: duckdb.DuckDBPyConnection, text: str) -> dict[str, Any]:
    """The parse tree of a statement of ours."""
    row = parser.execute("select json_serialize_sql(?)", [text]).fetchone()
    node: dict[str, Any] = json.loads(row[0] if row else "")["statements"][0]["node"]
    return node


def as_sql(parser: duckdb.DuckDBPyConnection, node: Tree) -> str:
    """A parse tree written as SQL again."""
    tree = {"error": False, "statements": [{"node": node, "named_param_map": []}]}
    row = parser.execute("select json_deserialize_sql(?::json)", [json.dumps(tree)]).fetchone()
    return str(row[0]) if row else ""
