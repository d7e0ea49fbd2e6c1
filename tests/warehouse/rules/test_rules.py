"""What holds for every rule: it says what it does, bears an empty warehouse, and has the columns that screens read."""

import pytest

from tests.builders import Warehouse
from tests.lake.servers import IS_FOR_RULES
from warehouse.build import RULE_ORDER, RULES

CONTRACT = {
    "measure_status": "measure_id goal_id position audience kind lane is_optional basis planned_count closed_count "
    "on_time_count late_count missed_count in_grace_count covered_count population_count required_count "
    "window_start_on window_end_on next_due_on last_occurred_on data_through_on status is_undecidable",
    "due_period_status": "measure_id plan_id basis period start_on due_on closes_on completed_on registered_on outcome",
    "milestone_status": "measure_id milestone_id position name_nb name_en due_on started_on completed_on "
    "days_late status",
    "coverage_status": "measure_id unit_id name_nb name_en window_start_on window_end_on covered_on is_late occurs_on",
    "goal_status": "goal_id measure_count judgeable_count completed_count on_track_count due_soon_count delayed_count "
    "overdue_count not_started_count not_set_count no_data_count headline",
    "metric_status": "metric_id value observed_on n low high target_value target_kind target_basis verdict gap "
    "value_basis",
    "metric_month": "metric_id page_id month_on kind first_on last_on day_count month_day_count last_value total",
    "page_comparison": "page_id name is_main municipality_number followers observed_on inhabitants population_year "
    "per_1000",
    "known_metric_value": "metric_id source_id observed_on value n value_basis known_from",
    "known_page_value": "metric_id page_id source_id observed_on value n value_basis known_from",
    "known_own_calculation": "metric_id source_id observed_on value n known_from",
    "known_population": "municipality_number year counted_on next_counted_on inhabitants source_id known_from",
    "changes_between": "measure_id goal_id from_status to_status from_done_count to_done_count from_next_due_on "
    "to_next_due_on total_count from_window_start_on window_start_on window_end_on is_undecidable",
    "lost_record": "record_key source_id measure_id unit_id milestone_id period occurred_on change",
    "freshness": "source_id kind is_sample last_loaded_at last_loaded_on newest_on refresh_days is_stale last_outcome",
}
BETWEEN = ("changes_between", "lost_record")  # asked of two days
TABLE_RULES = sorted(
    name for name in RULE_ORDER if "as table" in (RULES / f"{name}.sql").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def empty() -> Warehouse:
    return Warehouse()


def call(rule: str) -> str:
    return f"{rule}($d, $d)" if rule in BETWEEN else f"{rule}($d)"


@pytest.mark.parametrize("rule", sorted(set(TABLE_RULES) - {"goal_status"}))
def test_an_empty_warehouse_answers_with_no_rows(empty: Warehouse, rule: str) -> None:
    assert empty.rows(f"from {call(rule)}", d="2026-11-20") == []


def test_an_empty_warehouse_has_too_little_basis_for_what_runs_across(empty: Warehouse) -> None:
    assert empty.rows("from goal_status($d)", d="2026-11-20") == [
        (None, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "too_little_basis")
    ]


@pytest.mark.parametrize("rule", sorted(CONTRACT))
def test_a_rule_has_the_columns_that_screens_and_analysts_build_on(empty: Warehouse, rule: str) -> None:
    found = [str(row[0]) for row in empty.rows(f"describe from {call(rule)}", d="2026-11-20")]
    expected = CONTRACT[rule].split()
    assert found[: len(expected)] == expected


def test_every_rule_file_is_created_and_nothing_else() -> None:
    assert sorted(RULE_ORDER) == sorted(file.stem for file in RULES.glob("*.sql"))


@pytest.mark.skipif(IS_FOR_RULES, reason="a lake keeps no comments on macros")
def test_every_rule_says_in_the_database_what_it_does(empty: Warehouse) -> None:
    told = dict(
        empty.connection.execute(
            "select function_name, comment from duckdb_functions() where not internal and comment is not null"
        ).fetchall()
    )
    assert sorted(told) == sorted(RULE_ORDER)
    assert [name for name in TABLE_RULES if "One row per" not in told[name]] == []
