"""The database tells what it holds: every table, column and rule in bokmål and English, and nothing that is gone."""

import re
import shutil
from collections.abc import Iterator

import duckdb
import pytest

from foundation.words import words
from warehouse.bilingual import bokmal, both
from warehouse.build import LAYERS, RULE_ORDER, RULES, create_rules, create_tables, opening

TABLES = "select 'table.' || table_name, comment from duckdb_tables()"
COLUMNS = (
    "select 'column.' || table_name || '.' || column_name, comment from duckdb_columns() where not internal"
)
MACROS = """select 'macro.' || function_name, comment from duckdb_functions()
where not internal and function_type in ('macro', 'table_macro')"""
Told = dict[str, str | None]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Every table, column and macro of a database that was built, closed and copied, with its comment."""
    folder = tmp_path_factory.mktemp("told")
    with duckdb.connect(str(folder / "built.duckdb")) as connection:
        create_tables(connection)
        create_rules(connection)
    shutil.copy(folder / "built.duckdb", folder / "copy.duckdb")
    with duckdb.connect(str(folder / "copy.duckdb"), read_only=True) as connection:
        return {
            name: said
            for text in (TABLES, COLUMNS, MACROS)
            for name, said in connection.execute(text).fetchall()
        }


def both_lines(told: Told) -> Iterator[tuple[str, str, str]]:
    for name, said in told.items():
        bokmal_line, english = (said or "").split("\n")
        yield name, bokmal_line, english


def test_every_table_column_and_rule_has_a_line_in_bokmål_and_one_in_english(told: Told) -> None:
    assert len(told) > 300
    assert [name for name, said in told.items() if not re.fullmatch(r"\S.*\S\n\S.*\S", said or "")] == []


def test_no_bokmål_stands_for_what_is_no_longer_there(told: Told) -> None:
    layers = {f"layer.{layer}" for layer in LAYERS}
    assert sorted(bokmal()) == sorted(set(told) | layers)


def test_a_comment_without_bokmål_stops_the_build_and_is_named() -> None:
    with pytest.raises(KeyError, match=r"column\.goal\.of_tomorrow"):
        both("column.goal.of_tomorrow", "Not there yet.")


def test_the_english_of_a_rule_is_what_opens_its_file(told: Told) -> None:
    english = {name: line for name, _, line in both_lines(told)}
    assert {name: english[f"macro.{name}"] for name in RULE_ORDER} == {
        name: opening((RULES / f"{name}.sql").read_text(encoding="utf-8")) for name in RULE_ORDER
    }


def test_a_rule_says_in_the_database_what_it_says_on_the_screen() -> None:
    assert {name: bokmal()[f"macro.{name}"] for name in RULE_ORDER} == {
        name: words("nb").t(f"method_rule.{name}") for name in RULE_ORDER
    }


def test_a_table_begins_with_its_layer_and_ends_with_what_a_row_is(told: Told) -> None:
    opened = re.compile(
        r"(Register|Levert|Drift) – .+\. Én rad.*\.\n(Register|Delivered|Operation) – .+\. One row.*\."
    )
    assert [
        name for name, said in told.items() if name.startswith("table.") and not opened.fullmatch(said or "")
    ] == []


def test_each_table_stands_in_the_layer_that_it_belongs_to(told: Told) -> None:
    layers: dict[str, set[str]] = {}
    for name, line, _ in both_lines(told):
        if name.startswith("table."):
            layers.setdefault(line.split(" – ")[0], set()).add(name.removeprefix("table."))
    assert layers["Levert"] == {"completion", "metric_value", "page_property", "page_response", "population"}
    assert layers["Drift"] == {"source", "source_measure", "page", "etl_run", "etl_warning", "rejected_row"}
    assert {"goal", "measure", "plan", "target", "assessment"} < layers["Register"]
    assert len(layers) == len(LAYERS)


def test_the_two_lines_name_the_same_values(told: Told) -> None:
    """A value such as not_set or at_or_above is written in both, as it stands in the database."""
    coded = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
    told_apart = [
        (name, sorted(set(coded.findall(line)) ^ set(coded.findall(english))))
        for name, line, english in both_lines(told)
        if not name.startswith("macro.")  # the screen's sentence about a rule is shorter than the rule
    ]
    assert [found for found in told_apart if found[1]] == []
