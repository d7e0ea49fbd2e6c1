"""Followers per 1,000 inhabitants beside those of other pages: whose are ours, and whose are too old to stand there."""

from datetime import date

import pytest

from tests.builders import Warehouse

AS_OF = "2026-11-20"
ROWS = "select page_id, name, is_main, followers, population_year, per_1000, is_stale from follower_comparison($d)"


def town(**metric: object) -> Warehouse:
    """A municipality of 5,000 and a neighbour of 10,000, and the metric of followers."""
    made = (
        Warehouse()
        .organisation()
        .metric("followers", "accounts", **{"interval_days": 31, "grace_days": 14, **metric})
    )
    return made.inhabitants(2026, 5000).inhabitants(2026, 10_000, "0301")


def neighbour(
    made: Warehouse, observed_on: str, page_id: str = "theirs", name: str | None = None
) -> Warehouse:
    """A page of the neighbour with 4,000 followers on a day."""
    made.page(page_id, is_main=False, municipality_number="0301")
    if name:
        made.add(
            "page_property", page_id=page_id, source_id="s", property="name", value=name, observed_on=observed_on,
            known_from=observed_on,
        )  # fmt: skip
    return made.point(observed_on, 4000, "followers", page_id=page_id)


def test_typed_followers_are_ours_until_a_page_of_ours_is_read() -> None:
    made = neighbour(town(), "2026-10-31").page().point("2026-10-31", 1000, "followers")
    theirs = ("theirs", None, False, 4000.0, 2026, 400.0, False)
    assert made.rows(ROWS, d=AS_OF) == [(None, None, True, 1000.0, 2026, 200.0, False), theirs]
    made.point("2026-11-15", 1500, "followers", page_id="ours")
    assert made.rows(ROWS, d=AS_OF) == [("ours", None, True, 1500.0, 2026, 300.0, False), theirs]


def test_typed_followers_need_no_page() -> None:
    made = town().point("2026-10-31", 1000, "followers")
    assert made.rows(ROWS, d=AS_OF) == [(None, None, True, 1000.0, 2026, 200.0, False)]


@pytest.mark.parametrize(("observed_on", "is_stale"), [("2026-10-06", False), ("2026-10-05", True)])
def test_a_count_older_than_its_interval_and_grace_is_stale(observed_on: str, is_stale: bool) -> None:
    found = neighbour(town(), observed_on).rows(ROWS, d=AS_OF)
    assert found == [("theirs", None, False, 4000.0, 2026, 400.0, is_stale)]


def test_a_count_that_is_promised_at_no_interval_never_grows_stale() -> None:
    found = neighbour(town(interval_days=None), "2026-01-05").rows(ROWS, d=AS_OF)
    assert found == [("theirs", None, False, 4000.0, 2026, 400.0, False)]


def test_pages_stand_by_name_and_never_by_their_numbers() -> None:
    made = town().point("2026-10-31", 1000, "followers")
    for page_id, name in (("1", "Åmot"), ("2", "alvdal"), ("3", "Tolga"), ("4", None)):
        neighbour(made, "2026-10-31", page_id, name)
    assert [name for _, name, *_ in made.rows(ROWS, d=AS_OF)] == [None, None, "alvdal", "Tolga", "Åmot"]


def test_without_inhabitants_there_are_followers_and_nothing_per_thousand() -> None:
    made = Warehouse().organisation().metric("followers", "accounts").point("2026-10-31", 1000, "followers")
    assert made.rows("select followers, observed_on, per_1000 from follower_comparison($d)", d=AS_OF) == [
        (1000.0, date(2026, 10, 31), None)
    ]


def test_a_page_that_is_set_up_but_never_read_is_there_without_a_number() -> None:
    assert town().page().rows(ROWS, d=AS_OF) == [("ours", None, True, None, None, None, False)]


def test_without_an_organisation_typed_followers_are_there_all_the_same() -> None:
    made = Warehouse().metric("followers", "accounts").point("2026-10-31", 1000, "followers")
    assert made.rows(ROWS, d=AS_OF) == [(None, None, True, 1000.0, None, None, False)]
