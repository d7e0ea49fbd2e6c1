"""Stories and the page's numbers: which months count, how two groups are compared, and when nothing can be decided."""

import math
import random
from collections.abc import Sequence
from datetime import date
from functools import cache
from statistics import median
from typing import Any

import pytest

from tests.builders import Warehouse

AS_OF = "2026-11-20"
MONTHS = [(2025, month) for month in range(1, 13)] + [(2026, month) for month in range(1, 11)]
MONTH_ROWS = "select month_on, story_count, value from story_month($d) order by month_on"
FOUND = "select with_count, without_count, difference, low, high, verdict from story_difference($d)"
EVENTS = (
    "select event_id, before_count, after_count, difference, low, high, verdict from event_difference($d)"
)


def page(values: Sequence[float], stories: Sequence[bool]) -> Warehouse:
    """New conversations month by month from January 2025, and a story on the tenth where there is one."""
    made = Warehouse().goal().measure(is_story=True).plan().read("2027-12-31")
    made.metric("talks", "count", kind="flow", platform_edge="insights", platform_name="x")
    for (year, month), value, has_story in zip(MONTHS, values, stories, strict=False):
        made.point(f"{year}-{month:02}-28", value, "talks")
        if has_story:
            made.done(f"{year}-{month:02}-10")
    return made


def by_hand(first: Sequence[float], second: Sequence[float]) -> tuple[float, float, float]:
    """The median of all differences and its interval, written out as the book has it."""
    pairs = sorted(one - other for one in first for other in second)
    m, n = len(first), len(second)
    place = round(m * n / 2 - 1.959964 * math.sqrt(m * n * (m + n + 1) / 12))
    return median(pairs), pairs[place - 1], pairs[len(pairs) - place]


def test_a_month_without_a_story_counts_as_one_and_an_unread_month_as_unknown() -> None:
    made = Warehouse().goal().measure(is_story=True).plan().read("2026-04-02").done("2026-02-10")
    made.metric("talks", "count", kind="flow", platform_edge="insights", platform_name="x")
    made.point("2026-03-28", 7, "talks")
    assert made.rows(MONTH_ROWS, d="2026-06-15") == [
        (date(2026, 2, 1), 1, None),
        (date(2026, 3, 1), 0, 7),
        (date(2026, 4, 1), None, None),
        (date(2026, 5, 1), None, None),
    ]


def test_the_month_that_runs_and_months_before_the_first_story_are_left_out() -> None:
    made = page([5] * 22, [False] * 3 + [True] * 19)
    found = [row[0] for row in made.rows(MONTH_ROWS, d="2026-06-30")]
    assert (found[0], found[-1]) == (date(2025, 4, 1), date(2026, 5, 1))


def test_a_flow_that_is_told_for_some_days_of_a_month_only_has_no_value() -> None:
    made = page([5] * 3, [True] * 3).point("2025-02-27", 4, "talks")
    assert [row[2] for row in made.rows(MONTH_ROWS, d="2025-04-15")] == [5, None, 5]


def test_one_day_of_the_platforms_daily_numbers_is_no_month() -> None:
    made = (
        page([5] * 3, [True] * 3).point("2025-04-30", 41, "talks", value_basis="platform").done("2025-04-10")
    )
    assert [row[2] for row in made.rows(MONTH_ROWS, d="2025-05-15")] == [5, 5, 5, None]


@pytest.mark.parametrize(("has", "without"), [(7, 15), (15, 7)])
def test_fewer_than_eight_months_in_a_group_are_too_few(has: int, without: int) -> None:
    made = page(range(22), [True] * has + [False] * without)
    assert made.rows(FOUND, d=AS_OF) == [(has, without, None, None, None, "too_few")]


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ([30 + place % 3 if place % 2 else 10 + place % 5 for place in range(22)], "lower"),
        ([10 + place % 5 if place % 2 else 30 + place % 3 for place in range(22)], "higher"),
        ([10 + place * 7 % 11 for place in range(22)], "undecidable"),
    ],
)
def test_the_interval_decides_whether_the_number_is_another(values: Sequence[float], verdict: str) -> None:
    stories = [place % 2 == 0 for place in range(22)]
    ((_, _, difference, low, high, found),) = page(values, stories).rows(FOUND, d=AS_OF)
    assert found == verdict
    having, lacking = values[0::2], values[1::2]
    assert (difference, low, high) == by_hand(having, lacking)


def test_the_rule_and_the_same_rule_by_hand_agree_on_random_months() -> None:
    dice = random.Random(5)
    made = Warehouse()
    for _ in range(40):
        first = [dice.randint(-20, 60) for _ in range(dice.randint(8, 20))]
        second = [dice.randint(-20, 60) for _ in range(dice.randint(8, 20))]
        found = made.connection.execute(
            "select list_aggregate(pairs, 'median'), pairs[place], pairs[len(pairs) + 1 - place] from "
            "(select pair_difference($a, $b) as pairs, rank_place(len($a), len($b)) as place)",
            {"a": first, "b": second},
        ).fetchall()
        assert found == [by_hand(first, second)]


@cache
def orders(m: int, n: int, wins: int) -> int:
    """In how many orders of m and n numbers the first beat the second so many times (Mann and Whitney 1947)."""
    if wins < 0:
        return 0
    if m == 0 or n == 0:
        return int(wins == 0)
    return orders(m - 1, n, wins - n) + orders(m, n - 1, wins)


def test_by_the_exact_distribution_the_interval_holds_the_truth_95_times_in_a_hundred() -> None:
    sizes = [(m, n) for m in range(8, 25) for n in range(8, 25)]
    places = Warehouse().connection.execute(
        "select unnest($m), unnest($n), rank_place(unnest($m), unnest($n))",
        {"m": [m for m, _ in sizes], "n": [n for _, n in sizes]},
    )
    held = [
        1 - 2 * sum(orders(m, n, wins) for wins in range(place)) / math.comb(m + n, m)
        for m, n, place in places.fetchall()
    ]
    assert len(held) == len(sizes)
    assert min(held) >= 0.95
    assert max(held) < 0.963


@pytest.mark.parametrize(
    ("measures", "stories", "months", "word"),
    [
        (0, 0, 0, "no_measure"),
        (0, 0, 9, "no_measure"),
        (1, 0, 0, "no_story"),
        (1, 3, 0, "no_number"),
        (2, 3, 1, "ready"),
    ],
)
def test_what_the_stories_rest_on_is_said_by_what_is_missing_first(
    measures: int, stories: int, months: int, word: str
) -> None:
    counts = {"m": measures, "s": stories, "n": months}
    said = Warehouse().connection.execute("select story_ground($m, $s, $n)", counts).fetchone()
    assert said == (word,)


def happened(made: Warehouse, event_id: str, occurred_on: str, kind: str = "campaign") -> Warehouse:
    return made.add(
        "event",
        event_id=event_id,
        occurred_on=occurred_on,
        name_nb=event_id,
        name_en=event_id,
        kind=kind,
    )


def test_nobody_asks_what_came_after_an_incident_but_it_stands_in_the_way_of_other_answers() -> None:
    made = happened(page([5] * 22, [True] * 22), "start", "2025-11-15")
    happened(made, "flood", "2026-02-01", kind="incident")
    assert [(row[0], row[-1]) for row in made.rows(EVENTS, d=AS_OF)] == [("start", "other_event")]


def test_the_months_before_an_event_count_though_no_story_was_told_yet() -> None:
    made = happened(page(range(22), [False] * 11 + [True] * 11), "start", "2025-11-15")
    assert [row[:3] for row in made.rows(EVENTS, d=AS_OF)] == [("start", 10, 11)]


def test_before_and_after_an_event_are_compared_without_its_own_month() -> None:
    values: list[Any] = (
        [10 + place % 3 for place in range(10)] + [99] + [40 + place % 3 for place in range(11)]
    )
    made = happened(page(values, [True] * 22), "start", "2025-11-15")
    ((event_id, before, after, *found, verdict),) = made.rows(EVENTS, d=AS_OF)
    assert (event_id, before, after, verdict) == ("start", 10, 11, "higher")
    assert tuple(found) == by_hand(values[11:], values[:10])


def test_another_event_in_the_same_months_leaves_it_undecided() -> None:
    made = happened(page([5] * 22, [True] * 22), "start", "2025-11-15")
    happened(made, "flood", "2026-02-01")
    found = {row[0]: row[-1] for row in made.rows(EVENTS, d=AS_OF)}
    assert found == {"start": "other_event", "flood": "other_event"}


def test_an_event_with_few_months_after_it_is_undecided_and_one_to_come_is_not_there() -> None:
    made = happened(page([5] * 22, [True] * 22), "late", "2026-08-01")
    happened(made, "coming", "2027-01-01")
    assert [(row[0], row[-1]) for row in made.rows(EVENTS, d=AS_OF)] == [("late", "too_few")]


def test_a_month_without_a_number_says_why() -> None:
    made = Warehouse().goal().measure(is_story=True).plan().read("2027-12-31").done("2026-01-10")
    made.metric("followers", "accounts", kind="stock", platform_edge="page", platform_name="x")
    for day, value, basis in (
        ("2026-01-31", 100, "typed"), ("2026-02-28", 103, "typed"), ("2026-04-30", 110, "typed"),
        ("2026-05-31", 130, "platform"), ("2026-06-30", 131, "platform"), ("2026-07-02", 132, "platform"),
    ):  # fmt: skip
        made.point(day, value, "followers", value_basis=basis)
    made.metric("talks", "count", kind="flow", platform_edge="insights", platform_name="y")
    made.point("2026-02-28", 7, "talks", value_basis="typed")
    made.point("2026-03-03", 2, "talks", value_basis="platform")
    asked = "select strftime(month_on, '%m'), value, why_not from story_month($d) where metric_id = '{}' order by 1"
    assert made.rows(asked.format("followers"), d="2026-08-15") == [
        ("01", None, "first"), ("02", 3, None), ("03", None, "no_value"), ("04", None, "after_gap"),
        ("05", None, "origin"), ("06", 1, None), ("07", None, "uneven"),
    ]  # fmt: skip
    assert made.rows(asked.format("talks"), d="2026-04-15") == [
        ("01", None, "no_value"), ("02", 7, None), ("03", None, "part"),
    ]  # fmt: skip


def test_an_event_keeps_its_letter_and_letters_go_on_after_the_alphabet() -> None:
    made = Warehouse()
    for place in range(53):
        made.add(
            "event", event_id=f"e{place:02}", occurred_on=date(2026, place // 28 + 1, place % 28 + 1), name_nb="x",
            name_en="x", kind="campaign",
        )  # fmt: skip
    lettered = "select letter from lettered_event($d) order by occurred_on"
    letters = [letter for (letter,) in made.rows(lettered, d="2026-12-31")]
    assert [letters[place] for place in (0, 25, 26, 52)] == ["A", "Z", "A2", "A3"]
    assert made.rows(lettered, d="2026-01-02") == [("A",), ("B",)]
