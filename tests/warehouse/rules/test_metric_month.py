"""Number series month by month: a flow is added up, and nothing else ever is."""

from datetime import date

import pytest

from tests.builders import Warehouse

MONTHS = (
    "select month_on, first_on, last_on, day_count, month_day_count, last_value, total from metric_month($d)"
)
KINDS = ("stock", "flow", "unique", "rate", "duration")


def series(kind: str, *points: tuple[str, float]) -> Warehouse:
    """A number series of the page «ours», known on the days it describes."""
    made = Warehouse().page().metric("m", "count", kind=kind)
    for observed_on, value in points:
        made.point(observed_on, value, "m", page_id="ours")
    return made


@pytest.mark.parametrize(("kind", "total"), [(kind, 60.0 if kind == "flow" else None) for kind in KINDS])
def test_only_a_flow_is_added_up(kind: str, total: float | None) -> None:
    made = series(kind, ("2026-10-01", 10), ("2026-10-02", 30), ("2026-10-31", 20))
    assert made.rows(MONTHS, d="2026-11-20") == [
        (date(2026, 10, 1), date(2026, 10, 1), date(2026, 10, 31), 3, 31, 20.0, total)
    ]


def test_a_person_who_comes_back_every_day_is_never_thirty_people() -> None:
    every_day = [(f"2026-06-{number:02}", 1.0) for number in range(1, 31)]
    made = series("unique", *every_day)
    assert made.rows("select kind, day_count, last_value, total from metric_month($d)", d="2026-11-20") == [
        ("unique", 30, 1.0, None)
    ]


@pytest.mark.parametrize(
    ("month", "days"), [("2024-02", 29), ("2026-02", 28), ("2026-04", 30), ("2026-12", 31)]
)
def test_a_month_tells_how_many_of_its_days_have_a_value(month: str, days: int) -> None:
    made = series("flow", (f"{month}-03", 5))
    assert made.rows("select day_count, month_day_count, total from metric_month($d)", d="2026-12-31") == [
        (1, days, 5.0)
    ]


def test_a_month_holds_what_was_known_of_it_by_then() -> None:
    made = series("flow", ("2026-10-01", 10))
    made.point("2026-10-02", 30, "m", page_id="ours", known_from="2026-10-04", known_to="2026-10-06")
    made.point("2026-10-02", 33, "m", page_id="ours", known_from="2026-10-06")
    totals = [
        made.rows("select total from metric_month($d)", d=as_of)
        for as_of in ("2026-09-30", "2026-10-03", "2026-10-05", "2026-10-06")
    ]
    assert totals == [[], [(10.0,)], [(40.0,)], [(43.0,)]]


def test_a_day_that_two_sources_tell_of_counts_once_and_a_part_never() -> None:
    made = series("flow", ("2026-10-01", 10))
    made.point("2026-10-01", 12, "m", page_id="ours", source_id="another", known_from="2026-10-05")
    made.point("2026-10-01", 7, "m", page_id="ours", breakdown="paid")
    assert made.rows("select day_count, total from metric_month($d)", d="2026-11-20") == [(1, 12.0)]


def test_every_page_has_months_of_its_own() -> None:
    made = series("flow", ("2026-10-01", 10), ("2026-11-01", 1))
    made.point("2026-10-01", 500, "m", page_id="theirs").point("2026-10-01", 20, "m")
    found = made.rows("select page_id, month_on, total from metric_month($d) order by all", d="2026-11-20")
    assert found == [
        ("ours", date(2026, 10, 1), 10.0),
        ("ours", date(2026, 11, 1), 1.0),
        ("theirs", date(2026, 10, 1), 500.0),
        (None, date(2026, 10, 1), 20.0),
    ]


def test_a_number_that_ended_and_the_one_that_took_over_stay_apart() -> None:
    made = Warehouse().metric("new", "count", kind="flow")
    made.metric("old", "count", kind="flow", valid_to="2025-11-14", replaced_by="new")
    made.point("2025-11-14", 900, "old").point("2025-11-15", 400, "new")
    assert made.rows("select metric_id, total from metric_month($d) order by 1", d="2026-11-20") == [
        ("new", 400.0),
        ("old", 900.0),
    ]
