"""Pages beside each other: whose figures are the municipality's, and how many follow each of them."""

from datetime import date
from typing import Any

import pytest

from tests.builders import Warehouse

FOLLOWERS = "select value, value_basis from metric_status($d) where metric_id = 'followers'"
COMPARISON = "select * exclude (page_id, is_main) from page_comparison($d)"


def followed(value: float = 1868, page_id: str | None = "ours", **columns: Any) -> Warehouse:
    """A page of ours, one of a neighbour, and a count of followers on 31 October."""
    made = Warehouse().organisation().page().page("theirs", is_main=False, municipality_number="0301")
    made.metric("followers", "accounts", kind="stock")
    return made.point(
        "2026-10-31", value, "followers", **{"page_id": page_id, "value_basis": "platform", **columns}
    )


@pytest.mark.parametrize(
    ("page_id", "columns", "expected"),
    [
        ("ours", {}, [(1868.0, "platform")]),
        (None, {"value_basis": "typed"}, [(1868.0, "typed")]),
        ("theirs", {}, [(None, None)]),
        ("a page that is no longer followed", {}, [(None, None)]),
        ("ours", {"breakdown": "paid"}, [(None, None)]),
        (None, {"breakdown": "paid"}, [(None, None)]),
    ],
)
def test_only_whole_figures_of_the_main_page_or_of_no_page_are_the_municipalitys(
    page_id: str | None, columns: dict[str, Any], expected: list[tuple[object, ...]]
) -> None:
    assert followed(page_id=page_id, **columns).rows(FOLLOWERS, d="2026-11-20") == expected


def test_a_newer_and_higher_figure_of_a_neighbour_changes_nothing_of_ours() -> None:
    made = followed().point("2026-11-19", 999_999, "followers", page_id="theirs")
    assert made.rows(FOLLOWERS, d="2026-11-20") == [(1868.0, "platform")]


def test_where_no_page_is_ours_no_page_counts() -> None:
    made = Warehouse().organisation().page("theirs", is_main=False, municipality_number="0301")
    made.metric("followers", "accounts").point("2026-10-31", 1868, "followers", page_id="theirs")
    assert made.rows(FOLLOWERS, d="2026-11-20") == [(None, None)]


def test_every_pages_whole_figures_are_there_to_be_compared() -> None:
    made = followed().point("2026-10-31", 5000, "followers", page_id="theirs")
    made.point("2026-10-31", 4000, "followers", page_id="theirs", breakdown="paid")
    assert made.rows("select page_id, value from known_page_value($d) order by 1", d="2026-11-20") == [
        ("ours", 1868.0), ("theirs", 5000.0)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-10-30", []),
        ("2026-10-31", []),
        ("2026-11-01", [(1868.0,)]),
        ("2026-11-09", [(1868.0,)]),
        ("2026-11-10", [(1870.0,)]),
    ],
)
def test_a_pages_figure_counts_from_when_it_was_seen_until_another_took_its_place(
    as_of: str, expected: list[tuple[object, ...]]
) -> None:
    made = followed(known_from="2026-11-01", known_to="2026-11-10")
    made.point("2026-10-31", 1870, "followers", page_id="ours", known_from="2026-11-10")
    assert made.rows("select value from known_page_value($d)", d=as_of) == expected


def test_pages_stand_beside_each_other_per_thousand_inhabitants() -> None:
    made = followed(page_id="ours").point("2026-11-01", 350_000, "followers", page_id="theirs")
    made.page("second", is_main=False).point("2026-11-02", 560, "followers", page_id="second")
    made.inhabitants(2026, 5600).inhabitants(2026, 700_000, "0301")
    made.add(
        "page_property", page_id="ours", source_id="s", property="name", value="Prøve kommune",
        observed_on="2026-10-31", known_from="2026-10-31",
    )  # fmt: skip
    assert made.rows(COMPARISON, d="2026-11-20") == [
        ("Prøve kommune", "3427", 1868.0, date(2026, 10, 31), 5600, 2026, pytest.approx(333.571, abs=0.001)),
        (None, "0301", 350_000.0, date(2026, 11, 1), 700_000, 2026, 500.0),
        (None, "3427", 560.0, date(2026, 11, 2), 5600, 2026, 100.0),
    ]


def test_a_page_that_was_never_read_stands_there_without_numbers() -> None:
    made = Warehouse().organisation().page().inhabitants(2026, 5600)
    assert made.rows(COMPARISON, d="2026-11-20") == [(None, "3427", None, None, None, None, None)]


def test_without_a_count_of_inhabitants_there_are_followers_and_nothing_per_thousand() -> None:
    assert followed().rows(COMPARISON, d="2026-11-20") == [
        (None, "3427", 1868.0, date(2026, 10, 31), None, None, None),
        (None, "0301", None, None, None, None, None),
    ]


@pytest.mark.parametrize(("as_of", "name"), [("2026-10-31", "before"), ("2026-11-05", "after")])
def test_a_page_is_called_what_it_called_itself_by_then(as_of: str, name: str) -> None:
    made = followed()
    for observed_on, said in (("2026-10-31", "before"), ("2026-11-05", "after")):
        made.add(
            "page_property", page_id="ours", source_id="s", property="name", value=said, observed_on=observed_on,
            known_from=observed_on,
        )  # fmt: skip
    assert made.rows("select name from page_comparison($d) where is_main", d=as_of) == [(name,)]


@pytest.mark.parametrize(
    ("observed_on", "year", "per_1000"),
    [
        ("2024-12-31", None, None),
        ("2025-01-01", 2025, 100.0),
        ("2025-12-31", 2025, 100.0),
        ("2026-01-01", 2026, 200.0),
        ("2026-11-19", 2026, 200.0),
    ],
)
def test_followers_are_divided_by_the_newest_count_of_inhabitants_not_later_than_they(
    observed_on: str, year: int | None, per_1000: float | None
) -> None:
    made = (
        Warehouse()
        .organisation()
        .page()
        .metric("followers", "accounts")
        .metric("followers_per_1000", "per_1000")
    )
    made.point(observed_on, 1000, "followers", page_id="ours")
    made.inhabitants(2025, 10_000).inhabitants(2026, 5_000).inhabitants(2026, 1, "0301")
    compared = made.rows("select population_year, per_1000 from page_comparison($d)", d="2026-11-20")
    status = "select value, value_basis from metric_status($d) where metric_id = 'followers_per_1000'"
    basis = None if per_1000 is None else "own_calculation"
    assert (compared, made.rows(status, d="2026-11-20")) == ([(year, per_1000)], [(per_1000, basis)])


@pytest.mark.parametrize(("as_of", "expected"), [("2026-02-24", 100.0), ("2026-02-25", 200.0)])
def test_followers_are_divided_by_the_inhabitants_known_by_then(as_of: str, expected: float) -> None:
    made = (
        Warehouse()
        .organisation()
        .page()
        .metric("followers", "accounts")
        .metric("followers_per_1000", "per_1000")
    )
    made.point("2026-02-01", 1000, "followers", page_id="ours")
    made.inhabitants(2025, 10_000).inhabitants(2026, 5_000, known_from="2026-02-25")
    found = made.rows("select value from known_own_calculation($d)", d=as_of)
    assert found == [(expected,)]


def test_typed_followers_are_counted_per_thousand_too_and_a_neighbours_never() -> None:
    made = followed(page_id=None, value=560).point("2026-11-01", 9999, "followers", page_id="theirs")
    made.inhabitants(2026, 5600).inhabitants(2026, 1000, "0301")
    assert made.rows(
        "select metric_id, observed_on, value from known_own_calculation($d)", d="2026-11-20"
    ) == [("followers_per_1000", date(2026, 10, 31), 100.0)]


def test_a_municipality_without_inhabitants_divides_nothing() -> None:
    made = followed().inhabitants(2026, 0)
    assert made.rows("from known_own_calculation($d)", d="2026-11-20") == []
    assert made.rows("select per_1000 from page_comparison($d) where is_main", d="2026-11-20") == [(None,)]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2025-12-31", []),
        ("2026-01-01", [(2026, 5600)]),
        ("2026-03-01", [(2026, 5601)]),
        ("2026-06-01", [(2026, 5602)]),
    ],
)
def test_of_several_counts_for_a_year_the_one_reported_last_is_known(
    as_of: str, expected: list[tuple[object, ...]]
) -> None:
    made = Warehouse().inhabitants(2026, 5600, known_to="2026-03-01")
    made.inhabitants(2026, 5601, known_from="2026-03-01")
    made.inhabitants(2026, 5602, known_from="2026-06-01", source_id="another")
    assert made.rows("select year, inhabitants from known_population($d)", d=as_of) == expected
