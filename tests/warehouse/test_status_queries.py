"""What the status screen reads: no measure that is behind is left out, and why a count fell comes from the records."""

from datetime import date
from typing import Any

import pytest

from tests.builders import MONTHS, Warehouse, day
from warehouse.read import QUERIES

WORST_FIRST = ["overdue", "delayed", "due_soon", "no_data", "not_set", "not_started", "on_track", "completed"]


def found(made: Warehouse, query: str, columns: str, **asked: str) -> list[tuple[Any, ...]]:
    """Some columns of a query of the screens, its days given in ISO form."""
    values: dict[str, object] = {name: day(text) for name, text in asked.items()}
    if query == "status_changes":
        values["worst_first"] = WORST_FIRST
    answer = made.connection.execute((QUERIES / f"{query}.sql").read_text(encoding="utf-8"), values)
    names = [str(column[0]) for column in answer.description]
    picked = [names.index(column) for column in columns.split(", ")]
    return [tuple(row[place] for place in picked) for row in answer.fetchall()]


def covering() -> Warehouse:
    """One of two areas is covered in the year 2025, and the plan ends there."""
    made = Warehouse().goal().measure(kind="coverage", unit_kind="service_area").read("2027-12-31")
    made.unit("a").unit("b").plan(coverage_window="year", checkpoint_count=1, valid_from="2025-01-01")
    return made.done("2025-03-01", unit_id="a")


def continuous() -> Warehouse:
    """A level to be held that is not: no date belongs to it."""
    made = Warehouse().goal().measure(kind="continuous", metric_id="rate").metric().target(0.9).plan()
    return made.point("2026-01-05", 0.5, n=400)


def one_off() -> Warehouse:
    """A milestone over its date."""
    made = Warehouse().goal().measure(kind="one_off").plan().read("2027-12-31")
    return made.add(
        "milestone", milestone_id="M-1", measure_id="M", position=1, name_nb="Vedtatt", name_en="Adopted",
        due_on="2025-12-31",
    )  # fmt: skip


def recurring() -> Warehouse:
    """Months of which none was met."""
    return Warehouse().goal().measure().plan("M", MONTHS, valid_from="2025-06-01").read("2027-12-31")


@pytest.mark.parametrize(
    ("made", "stands"),
    [
        (covering(), ("overdue", True, date(2025, 12, 31), None)),
        (continuous(), ("delayed", True, None, None)),
        (one_off(), ("overdue", True, date(2025, 12, 31), date(2025, 12, 31))),
        (recurring(), ("overdue", True, date(2025, 8, 31), date(2026, 1, 31))),
    ],
)
def test_what_is_behind_is_due_whether_it_has_a_next_date_or_not(
    made: Warehouse, stands: tuple[object, ...]
) -> None:
    assert found(made, "status_measures", "status, is_due, since_on, next_due_on", as_of="2026-01-10") == [
        stands
    ]


def test_what_is_done_or_not_set_is_not_due() -> None:
    made = Warehouse().goal().measure(kind="one_off").plan(basis="not_set")
    assert found(made, "status_measures", "status, is_due", as_of="2026-01-10") == [("not_set", False)]


ASKED = {"since": "2026-10-26", "as_of": "2026-11-20"}
FELL = "from_done_count, to_done_count, withdrawn_count, corrected_count"


def monthly() -> Warehouse:
    """A monthly measure with two months met, and one of last year that was withdrawn."""
    made = Warehouse().goal().measure().plan("M", MONTHS, valid_from="2025-01-01").read("2027-12-31")
    made.done("2026-01-10").done("2026-02-10")
    return made.done("2025-12-10", known_to="2026-11-06")


def test_a_count_that_fell_says_how_many_records_of_the_year_were_withdrawn_or_corrected() -> None:
    made = monthly().done("2026-03-10", known_to="2026-11-06")
    made.done("2026-04-10", record_key="moved", known_to="2026-11-06")
    made.done("2026-02-11", record_key="moved", known_from="2026-11-06")
    assert found(made, "status_changes", FELL, **ASKED) == [(4, 2, 1, 1)]


def test_a_count_that_rose_needs_no_reason() -> None:
    made = monthly().done("2026-03-10", known_from="2026-11-06").done("2026-04-10", known_from="2026-11-06")
    made.done("2026-05-10", known_to="2026-11-06")
    assert found(made, "status_changes", FELL, **ASKED) == [(3, 4, 0, 0)]


def test_a_new_window_begins_at_nothing_and_is_no_fall() -> None:
    counts = "from_status, to_status, from_done_count, to_done_count, withdrawn_count"
    assert found(covering(), "status_changes", counts, since="2025-12-20", as_of="2026-02-01") == [
        ("on_track", "not_started", None, None, 0),
    ]


def test_a_value_that_cannot_be_decided_comes_with_what_it_rests_on() -> None:
    made = continuous().point("2026-02-01", 0.8, n=10)
    told = "from_status, to_status, is_undecidable, value, n, unit, verdict"
    assert found(made, "status_changes", told, since="2026-01-10", as_of="2026-02-10") == [
        ("delayed", "no_data", True, 0.8, 10, "share", "undecidable"),
    ]


def test_the_measures_that_are_not_judged_are_named_with_the_reason() -> None:
    made = Warehouse().goal().measure("A", lane="outcome").measure("B", position=2)
    made.measure("C", position=3, is_optional=True)
    assert found(made, "status_uncounted", "measure_id, reason") == [("A", "outcome"), ("C", "optional")]
