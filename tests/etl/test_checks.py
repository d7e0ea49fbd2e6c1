"""What must not be in a database that is published: two versions known at once, and shares that are none."""

from collections.abc import Callable
from datetime import date

import pytest

from etl.checks import check
from foundation.errors import BuildError
from tests.builders import Warehouse

TODAY = date(2026, 11, 20)
Again = Callable[[Warehouse, str, str | None], object]


def figure(made: Warehouse, known_from: str, known_to: str | None) -> object:
    return made.point(
        "2026-11-01", 5, "m", page_id="ours", breakdown="like", known_from=known_from, known_to=known_to
    )


def said(made: Warehouse, known_from: str, known_to: str | None) -> object:
    return made.add(
        "page_property", page_id="ours", source_id="s", property="name", value="x", observed_on="2026-11-01",
        known_from=known_from, known_to=known_to,
    )  # fmt: skip


def answered(made: Warehouse, known_from: str, known_to: str | None) -> object:
    return made.response("2026-11-01", 20, 15, known_from=known_from, known_to=known_to)


def counted(made: Warehouse, known_from: str, known_to: str | None) -> object:
    return made.inhabitants(2026, 5600, known_from=known_from, known_to=known_to)


@pytest.mark.parametrize("again", [figure, said, answered, counted])
def test_two_versions_of_one_thing_are_never_known_at_once(again: Again) -> None:
    made = Warehouse()
    again(made, "2026-11-02", "2026-11-10")
    again(made, "2026-11-10", None)
    check(made.connection, TODAY)
    again(made, "2026-11-05", "2026-11-07")
    with pytest.raises(BuildError) as told:
        check(made.connection, TODAY)
    assert told.value.values["check"] == "check_one_version_at_a_time"


def test_pages_parts_and_days_are_things_of_their_own() -> None:
    made = Warehouse()
    for page_id, breakdown in (
        (None, None),
        ("ours", None),
        ("theirs", None),
        ("ours", "like"),
        ("ours", "love"),
    ):
        made.point("2026-11-01", 5, "m", page_id=page_id, breakdown=breakdown)
    made.point("2026-11-02", 5, "m", page_id="ours").point(
        "2026-11-01", 5, "m", page_id="ours", source_id="another"
    )
    made.inhabitants(2026, 5600).inhabitants(2026, 5600, "0301").inhabitants(2025, 5600)
    check(made.connection, TODAY)
    assert made.rows("select count(*) from metric_value") == [(7,)]


@pytest.mark.parametrize(("received", "answered_count"), [(20, 21), (0, 1), (20, -1)])
def test_more_answers_than_questions_are_not_published(received: int, answered_count: int) -> None:
    made = Warehouse().response("2026-11-01", received, answered_count)
    with pytest.raises(BuildError) as told:
        check(made.connection, TODAY)
    assert told.value.values["check"] == "check_shares_are_shares"


@pytest.mark.parametrize(("received", "answered_count"), [(20, 20), (20, 0), (None, None)])
def test_all_none_or_withheld_answers_are_published(received: int | None, answered_count: int | None) -> None:
    made = Warehouse().response("2026-11-01", 20, 15, received_count=received, answered_count=answered_count)
    check(made.connection, TODAY)
    assert made.rows("select count(*) from page_response") == [(1,)]
