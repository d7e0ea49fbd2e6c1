"""What the gate lets through: one statement that reads, and only what stands on a list."""

from pathlib import Path

import duckdb
import pytest

from analysis.gate import Names, admitted, allowed, names_in
from analysis.pivots import filled
from foundation.errors import RefusedError, StatementError
from tests.analysis.statements import placed, statements


@pytest.fixture(scope="module")
def parser() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


@pytest.fixture(scope="module")
def reading(published: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(published / "k1.duckdb"), read_only=True)


@pytest.fixture(scope="module")
def names(reading: duckdb.DuckDBPyConnection) -> Names:
    return names_in(reading)


def reason(parser: duckdb.DuckDBPyConnection, statement: str, names: Names) -> str:
    """The key of what the gate says to a statement; empty when it lets it in."""
    try:
        let_in = admitted(parser, statement, names)
    except (RefusedError, StatementError) as refused:
        return refused.key
    return "" if not let_in.asks_values else "asks values"


@pytest.mark.parametrize(("kind", "text"), statements("refused"))
def test_what_is_not_to_be_had_is_refused(
    kind: str, text: str, parser: duckdb.DuckDBPyConnection, reading: duckdb.DuckDBPyConnection, names: Names,
    published: Path,
) -> None:  # fmt: skip
    key = reason(parser, placed(text, published), names)
    if key == "asks values":
        let_in = admitted(parser, text, names)
        with pytest.raises(RefusedError):
            filled(parser, let_in.tree, lambda asked: reading.execute(asked).fetchall())
    else:
        assert key != "", kind


@pytest.mark.parametrize(("kind", "text"), statements("allowed"))
def test_what_an_analyst_needs_gets_through(
    kind: str, text: str, parser: duckdb.DuckDBPyConnection, names: Names
) -> None:
    assert reason(parser, text, names) in ("", "asks values"), kind


@pytest.mark.parametrize(
    ("statement", "key", "found"),
    [
        ("", "gate.empty", {}),
        ("-- bare en merknad", "gate.empty", {}),
        ("select 1; select 2", "gate.several", {}),
        ("delete from goal", "gate.kind", {"found": "DELETE"}),
        ("explain delete from goal", "gate.kind", {"found": "DELETE"}),
        ("explain explain select 1", "gate.kind", {"found": "EXPLAIN"}),
        ("from read_text('/etc/hostname')", "gate.table_function", {"found": "read_text"}),
        ("select getenv('HOME')", "gate.function", {"found": "getenv"}),
        ("from '/etc/hostname'", "gate.table", {"found": "/etc/hostname"}),
        ("show databases", "gate.table", {"found": "databases"}),
        ("from goal at (version => 1)", "gate.table", {"found": "goal"}),
        ("from (pivot goal on goal_id using count(*))", "gate.pivot", {}),
        ("x" * 20_001, "gate.too_long", {"longest": 20_000}),
    ],
)  # fmt: skip
def test_a_refusal_says_what_it_met(
    statement: str, key: str, found: dict[str, object], parser: duckdb.DuckDBPyConnection, names: Names
) -> None:
    with pytest.raises(RefusedError) as refused:
        admitted(parser, statement, names)
    assert (refused.value.key, refused.value.values) == (key, found)


def test_a_name_that_with_gives_is_known_only_under_that_with(
    parser: duckdb.DuckDBPyConnection, names: Names
) -> None:
    assert reason(parser, "with a as (select 1) select * from a", names) == ""
    assert reason(parser, "select * from (with a as (select 1) from a), a", names) == "gate.table"


def test_a_refused_statement_does_not_spoil_the_next(parser: duckdb.DuckDBPyConnection, names: Names) -> None:
    for refused in ("import database '/tmp/x'", "call enable_logging(storage='file', storage_path='/tmp/l')"):
        assert reason(parser, refused, names) != ""
        assert reason(parser, "pivot metric_value on metric_id using sum(value)", names) == "asks values"


HIDDEN = [
    "with hidden as (from hidden) from hidden",
    "with a as (from hidden), hidden as (select 1) from a",
    "with hidden as (select 1) from main.hidden",
    "with hidden as (select 1) from elsewhere.main.hidden",
    'with "elsewhere.hidden" as (select 1) from elsewhere.hidden',
    "(with hidden as (select 1) from hidden) union all from hidden",
    "with recursive hidden as (from hidden union all from hidden) from hidden",
    "with hidden as (select 1) select (with hidden as (select 1), a as (from main.hidden) from a)",
    "from (with hidden as (select 1) from hidden) as a, lateral (from hidden)",
    "select (with hidden as (select 1) select 1 from hidden), (select 1 from hidden)",
    "with hidden as (select 1) from (show hidden.hidden)",
    "with hidden as (select 1) from hidden at (version => 1)",
]


@pytest.mark.parametrize("statement", HIDDEN)
def test_a_name_that_with_gives_opens_nothing_but_itself(
    statement: str, parser: duckdb.DuckDBPyConnection, names: Names
) -> None:
    assert reason(parser, statement, names) == "gate.table"


def test_no_view_of_the_engines_own_is_read_under_a_name_that_with_gives(
    parser: duckdb.DuckDBPyConnection, names: Names
) -> None:
    assert {"duckdb_databases", "pg_settings", "pragma_database_list", "sqlite_master"} <= names.engine
    shapes = [statement.replace("hidden", view) for statement in HIDDEN for view in sorted(names.engine)]
    assert {reason(parser, statement, names) for statement in shapes} == {"gate.table"}


@pytest.mark.parametrize(
    "statement",
    [
        "pivot metric_value on metric_id using max(value)",
        "pivot metric_value on metric_id, n using max(value) group by observed_on order by observed_on limit 5;",
        "pivot metric_value on n + 1 using count(*) group by metric_id -- til slutt",
        "with late as (from metric_value where value > 5990) pivot late on value using count(*)",
        "pivot metric_value on metric_id in ('likes'), n using sum(value)",
    ],
)
def test_a_pivot_that_looks_its_columns_up_gives_what_duckdb_itself_gives(
    statement: str, parser: duckdb.DuckDBPyConnection, reading: duckdb.DuckDBPyConnection, names: Names
) -> None:
    let_in = admitted(parser, statement, names)
    ours = reading.execute(filled(parser, let_in.tree, lambda asked: reading.execute(asked).fetchall()))
    columns, rows = [column[0] for column in ours.description or ()], sorted(map(str, ours.fetchall()))
    theirs = reading.execute(statement)
    assert columns == [column[0] for column in theirs.description or ()]
    assert rows == sorted(map(str, theirs.fetchall()))


def test_every_name_on_the_lists_is_one_that_duckdb_has(reading: duckdb.DuckDBPyConnection) -> None:
    rows = reading.execute("select distinct lower(function_name) from duckdb_functions()").fetchall()
    # unnest and the like are read by the parser and stand in no list of the engine's.
    known = {row[0] for row in rows} | {"row_number", "unnest"}
    assert (allowed()["functions"] | allowed()["table_functions"]) - known == set()


def test_every_screen_of_ours_could_be_read_through_the_gate(
    parser: duckdb.DuckDBPyConnection, names: Names
) -> None:
    queries = sorted(Path(__file__).parents[2].glob("warehouse/queries/*.sql"))
    reasons = {file.stem: reason(parser, file.read_text(encoding="utf-8"), names) for file in queries}
    assert {name: key for name, key in reasons.items() if key} == {}


def test_what_the_engines_own_macros_on_the_lists_do_inside_is_on_the_lists_too(
    parser: duckdb.DuckDBPyConnection, reading: duckdb.DuckDBPyConnection, names: Names
) -> None:
    rows = reading.execute(
        "select lower(function_name), function_type, macro_definition from duckdb_functions()"
        " where internal and function_type in ('macro', 'table_macro')"
    ).fetchall()
    lists = {"macro": allowed()["functions"], "table_macro": allowed()["table_functions"]}
    found = {
        name: reason(parser, text if kind == "table_macro" else f"select {text}", names)
        for name, kind, text in rows
        if name in lists[kind]
    }
    assert len(found) > 50
    assert {name: key for name, key in found.items() if key} == {}
