"""Lays out a new database: tables, then the rules, each with its comment in bokmål and English."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from pathlib import Path

import duckdb

from warehouse.bilingual import Comment, rule_comment, table_comments

SCHEMA = Path(__file__).parent / "schema"
REGISTER_SCHEMA = SCHEMA / "strategy.sql"
# What a table's comment begins with, by the file that lays it out; its bokmål stands in comments/nb.toml.
LAYERS = {
    "Register": REGISTER_SCHEMA,
    "Delivered": SCHEMA / "deliveries.sql",
    "Operation": SCHEMA / "operation.sql",
}
RULES = Path(__file__).parent / "rules"

# A macro is bound when it is created, so what it calls stands before it.
RULE_ORDER = (
    "known_completion", "known_page_value", "known_population", "known_own_calculation", "known_metric_value",
    "metric_month", "page_comparison", "data_through", "known_plan", "plan_in_force", "day_in_month",
    "due_period", "due_period_status", "recurring_word", "recurring_status", "milestone_status",
    "one_off_status", "coverage_status", "window_status", "event_word", "event_status", "wilson_low",
    "wilson_high", "target_in_force", "metric_status", "continuous_status", "measure_status", "goal_status",
    "changes_between", "lost_record", "freshness", "checkpoint_status", "deadline", "channel_record", "channel_use",
    "channel_reach", "last_reading", "standing_reject", "undecided", "action", "month_end", "monthly_change",
    "follower_comparison", "story_number", "story_month", "story_ground", "pair_difference", "rank_place",
    "difference_word", "story_difference", "event_difference", "lettered_event",
    "answering_role",
)  # fmt: skip

Row = Mapping[str, object]


def create_tables(connection: duckdb.DuckDBPyConnection, *, commented: bool = True) -> None:
    """Create every table of schema/, with its comments unless the tables are only passing ones."""
    schemas = {layer: file.read_text(encoding="utf-8") for layer, file in LAYERS.items()}
    connection.execute("\n".join(schemas.values()))
    if commented:
        comment(connection, (said for layer, text in schemas.items() for said in table_comments(layer, text)))


def comment(connection: duckdb.DuckDBPyConnection, comments: Iterable[Comment]) -> None:
    """Put comments into the database, all in one batch: one by one they take longer than the tables do."""
    said = ";".join(f"comment on {subject} is {quoted(text)}" for subject, text in comments)
    connection.execute(f"begin; {said}; commit")


def quoted(text: str) -> str:
    """Text as an SQL literal, where a statement takes no bound parameter."""
    return "'" + text.replace("'", "''") + "'"


def create_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every macro in rules/; the rule that opens its file is the English of its comment in the database."""
    rules = {name: (RULES / f"{name}.sql").read_text(encoding="utf-8") for name in RULE_ORDER}
    for text in rules.values():
        connection.execute(text)
    comment(connection, (rule_comment(name, text, opening(text)) for name, text in rules.items()))


def opening(text: str) -> str:
    """The comment that opens an SQL file, as one paragraph."""
    lines = takewhile(lambda line: line.startswith("--"), text.splitlines())
    return " ".join(line.removeprefix("--").strip() for line in lines)


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Insert rows by column name into a table of the schema; a column that a row does not name is null."""
    columns = dict(connection.execute("select name, type from pragma_table_info(?)", [table]).fetchall())
    unknown = {name for row in rows for name in row} - set(columns)
    if unknown:
        raise KeyError(f"{table} has no column {', '.join(sorted(unknown))}")
    if rows:
        # One JSON text for all rows: bound row by row, a thousand of them take a second.
        values = json.dumps([{name: row.get(name) for name in columns} for row in rows], default=str)
        connection.execute(
            f"insert into {table} by name "  # noqa: S608 - a name of ours
            "select unnest(from_json_strict(?, ?), recursive := true)",
            [values, json.dumps([columns])],
        )
