"""Which records counted on one day and no longer do on a later: withdrawn ones and corrected ones, never guessed."""

from datetime import date
from typing import Any

import pytest

from tests.builders import Warehouse

LOST = "select record_key, measure_id, unit_id, occurred_on, change from lost_record($a, $b)"
ASKED = {"a": "2026-10-26", "b": "2026-11-20"}
FIRST = {"record_key": "one", "known_from": "2026-10-01"}
SECOND = {"record_key": "one", "known_from": "2026-11-06"}


def made_of(*versions: Any) -> Warehouse:
    """A measure with these versions of records, each (day, columns)."""
    made = Warehouse().goal().measure()
    for occurred_on, columns in versions:
        made.done(occurred_on, **columns)
    return made


def test_a_record_that_no_version_of_counts_any_longer_was_withdrawn() -> None:
    made = made_of(("2026-09-12", {**FIRST, "known_to": "2026-11-06"}), ("2026-10-12", {}))
    assert made.rows(LOST, **ASKED) == [("one", "M", None, date(2026, 9, 12), "withdrawn")]


@pytest.mark.parametrize(
    "changed",
    [("2026-08-12", {}), ("2026-09-12", {"unit_id": "b"}), ("2026-09-12", {"period": "2026-08"})],
)
def test_a_record_with_another_day_unit_or_period_was_corrected(changed: Any) -> None:
    occurred_on, columns = changed
    made = made_of(
        ("2026-09-12", {**FIRST, "unit_id": "a", "known_to": "2026-11-06"}),
        (occurred_on, {**SECOND, "unit_id": "a", **columns}),
    )
    assert made.rows(LOST, **ASKED) == [("one", "M", "a", date(2026, 9, 12), "corrected")]


def test_a_record_whose_note_alone_was_changed_still_counts() -> None:
    made = made_of(
        ("2026-09-12", {**FIRST, "known_to": "2026-11-06"}), ("2026-09-12", {**SECOND, "note": "rettet"})
    )
    assert made.rows(LOST, **ASKED) == []


def test_what_was_withdrawn_before_the_first_day_or_after_the_last_is_not_lost_between_them() -> None:
    made = made_of(
        ("2026-09-12", {**FIRST, "known_to": "2026-10-20"}), ("2026-09-13", {"known_to": "2026-11-23"})
    )
    assert made.rows(LOST, **ASKED) == []
