"""What counts as having been read: a reading that brought all, or a part, or found nothing new."""

from datetime import date
from pathlib import Path

import pytest

from tests.builders import Warehouse, monthly

QUERIES = Path(__file__).parent.parent.parent / "warehouse" / "queries"
OUTCOMES = [("loaded", True), ("partial", True), ("unchanged", True), ("failed", False)]


def asked(made: Warehouse, query: str, **days: str) -> list[tuple[object, ...]]:
    """What a screen's own query finds."""
    return made.rows((QUERIES / f"{query}.sql").read_text(encoding="utf-8"), **days)


def source(made: Warehouse, *, is_sample: bool = False) -> Warehouse:
    return made.add(
        "source", source_id="s", kind="x", feeds="metric_value", is_sample=is_sample, refresh_days=31
    )


@pytest.mark.parametrize(("outcome", "is_read"), OUTCOMES)
def test_a_measures_records_are_complete_to_the_latest_reading(outcome: str, is_read: bool) -> None:
    made = monthly().read("2026-10-01").read("2026-11-10", outcome=outcome)
    through = made.rows("select data_through_on from data_through($d)", d="2026-11-20")
    assert through == [(date(2026, 11, 10) if is_read else date(2026, 10, 1),)]


@pytest.mark.parametrize(("outcome", "is_read"), OUTCOMES)
def test_a_source_is_as_fresh_as_its_latest_reading(outcome: str, is_read: bool) -> None:
    made = source(Warehouse()).read("2026-10-01").read("2026-11-10", outcome=outcome)
    fresh = "select last_loaded_on, is_stale, last_outcome from freshness($d)"
    newest = date(2026, 11, 10) if is_read else date(2026, 10, 1)
    assert made.rows(fresh, d="2026-11-20") == [(newest, not is_read, outcome)]


@pytest.mark.parametrize(("outcome", "is_read"), OUTCOMES)
def test_invented_data_is_as_new_as_its_latest_reading(outcome: str, is_read: bool) -> None:
    made = source(Warehouse(), is_sample=True).read("2026-10-01").read("2026-11-10", outcome=outcome)
    assert asked(made, "frame_days") == [(date(2026, 11, 10) if is_read else date(2026, 10, 1),)]


def test_inhabitants_are_as_new_as_the_first_of_january_they_were_counted_on() -> None:
    made = source(Warehouse()).inhabitants(2025, 5597, source_id="s").inhabitants(2026, 5600, source_id="s")
    assert made.rows("select newest_on from freshness($d)", d="2026-11-20") == [(date(2026, 1, 1),)]
    assert made.rows("select newest_on from freshness($d)", d="2025-11-20") == [(date(2025, 1, 1),)]


def test_every_kind_of_row_that_still_counts_is_a_row_of_its_source() -> None:
    made = source(Warehouse()).point("2026-11-01", 1).point("2026-11-02", 2, known_to="2026-11-03")
    made.response("2026-11-01", 20, 15).inhabitants(2026, 5600, source_id="s").done("2026-11-01")
    made.add(
        "page_property", page_id="ours", source_id="s", property="name", value="Prøve", observed_on="2026-11-01",
        known_from="2026-11-01",
    )  # fmt: skip
    found = asked(made, "source_freshness", as_of="2026-11-20")
    assert [row[5] for row in found] == [5]
