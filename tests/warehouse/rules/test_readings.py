"""What came of the latest reading of a source, and which rejected rows stand after it."""

import pytest

from tests.builders import Warehouse

LAST = "select source_id, loaded_on::text, outcome from last_reading($d) order by source_id"
STANDING = "select source_id, run_id, row_number from standing_reject($d) order by all"


def rejecting(made: Warehouse, run_id: str, *rows: int, source_id: str = "s") -> Warehouse:
    """The warehouse with rows that a run left out."""
    for row in rows:
        made.add(
            "rejected_row", run_id=run_id, source_id=source_id, file_name="f", row_number=row, reason="r",
        )  # fmt: skip
    return made


def test_the_latest_reading_by_the_day_is_told_for_each_source() -> None:
    made = Warehouse().read("2026-10-01", "2026-11-01").read("2026-10-15", source_id="t", outcome="failed")
    assert made.rows(LAST, d="2026-11-30") == [("s", "2026-11-01", "loaded"), ("t", "2026-10-15", "failed")]
    assert made.rows(LAST, d="2026-10-31") == [("s", "2026-10-01", "loaded"), ("t", "2026-10-15", "failed")]
    assert made.rows(LAST, d="2026-10-14") == [("s", "2026-10-01", "loaded")]
    assert made.rows(LAST, d="2026-09-30") == []


def test_of_two_readings_on_a_day_the_one_that_began_last_is_told() -> None:
    made = Warehouse().read("2026-10-01")
    made.add(
        "etl_run", run_id="again", source_id="s", started_at="2026-10-01 18:00:00",
        finished_at="2026-10-01 18:00:01", loaded_on="2026-10-01", outcome="failed", read_count=0,
        accepted_count=0, rejected_count=0,
    )  # fmt: skip
    assert made.rows(LAST, d="2026-10-01") == [("s", "2026-10-01", "failed")]


def test_only_the_newest_delivery_s_rejected_rows_stand() -> None:
    made = Warehouse().read("2026-10-01", "2026-11-01")
    rejecting(rejecting(made, "2026-10-01", 7, 9), "2026-11-01", 9)
    assert made.rows(STANDING, d="2026-10-31") == [("s", "2026-10-01", 7), ("s", "2026-10-01", 9)]
    assert made.rows(STANDING, d="2026-11-01") == [("s", "2026-11-01", 9)]


def test_a_delivery_without_faults_leaves_none_standing() -> None:
    made = rejecting(Warehouse().read("2026-10-01", "2026-11-01"), "2026-10-01", 7)
    assert made.rows(STANDING, d="2026-11-01") == []


@pytest.mark.parametrize("outcome", ["unchanged", "failed", "partial"])
def test_a_reading_that_delivered_no_list_takes_no_rejected_row_away(outcome: str) -> None:
    made = Warehouse().read("2026-10-01").read("2026-11-01", outcome=outcome)
    assert rejecting(made, "2026-10-01", 7).rows(STANDING, d="2026-11-01") == [("s", "2026-10-01", 7)]


def test_a_partial_reading_s_own_rejected_rows_stand() -> None:
    made = Warehouse().read("2026-10-01").read("2026-11-01", outcome="partial")
    rejecting(rejecting(made, "2026-10-01", 7), "2026-11-01", 8)
    assert made.rows(STANDING, d="2026-11-01") == [("s", "2026-11-01", 8)]


def test_each_source_has_its_own_newest_delivery() -> None:
    made = Warehouse().read("2026-11-01").read("2026-10-01", source_id="t")
    rejecting(made, "2026-10-01", 3, source_id="t")
    assert made.rows(STANDING, d="2026-11-01") == [("t", "2026-10-01", 3)]
