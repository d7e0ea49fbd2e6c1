"""Monthly change in followers: what may be subtracted, what is ordinary, and what is outside it."""

import math
import random
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from statistics import fmean
from typing import Any

import pytest

from tests.builders import Warehouse

AS_OF = "2026-11-20"
CHANGES = "select month_on, change, why_not from monthly_change($d) order by month_on"
LIMITS = (
    "select distinct change_count, is_judged, round(mean, 4), round(mean_moving_range, 4), round(low, 4), "
    "round(high, 4) from monthly_change($d)"
)
EVERY_ROW = (
    "select metric_id, change, is_outside, run_of_eight, change_count from monthly_change($d) "
    "order by metric_id, month_on"
)
# A year and the month before it, as 12 changes: 6 4 9 7 3 8 5 10 6 4 7 9.
YEAR = (6, 4, 9, 7, 3, 8, 5, 10, 6, 4, 7, 9)


def month_ends(count: int, first: int = 0) -> list[str]:
    """The last days of so many months in a row, the first of them October 2024 and so many on."""
    months = [divmod(24 * 12 + 9 + first + place, 12) for place in range(count)]
    return [f"{2000 + year}-{month + 1:02}-{monthrange(2000 + year, month + 1)[1]}" for year, month in months]


def levels(*changes: float, metric_id: str = "followers", **columns: Any) -> Warehouse:
    """A level of followers that starts at 1 000 in October 2024 and then changes each month by so many."""
    made = Warehouse().metric(metric_id, "accounts", **{"kind": "stock", **columns})
    level = 1000.0
    for observed_on, change in zip(month_ends(len(changes) + 1), (0, *changes), strict=True):
        level += change
        made.point(observed_on, level, metric_id)
    return made


def points(*given: tuple[str, float], **columns: Any) -> Warehouse:
    """Followers on these days."""
    made = Warehouse().metric("followers", "accounts", kind="stock")
    for observed_on, value in given:
        made.point(observed_on, value, "followers", **columns)
    return made


def found(made: Warehouse, as_of: str = AS_OF) -> list[tuple[object, object]]:
    """Each month's change, or why there is none."""
    return [(change, why_not) for _, change, why_not in made.rows(CHANGES, d=as_of)]


def outside(made: Warehouse) -> list[object]:
    return [row[0] for row in made.rows("select change from monthly_change($d) where is_outside", d=AS_OF)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((("2026-08-31", 10.0), ("2026-09-30", 13.0)), [(None, "first"), (3.0, None)]),
        ((("2026-08-31", 10.0), ("2026-09-12", 99.0), ("2026-09-30", 9.0)), [(None, "first"), (-1.0, None)]),
        ((("2026-08-31", 10.0), ("2026-09-30", 10.0)), [(None, "first"), (0.0, None)]),
        (
            (("2026-07-31", 10.0), ("2026-09-30", 13.0), ("2026-10-31", 14.0)),
            [(None, "first"), (None, "no_value"), (None, "after_gap"), (1.0, None)],
        ),
        ((("2026-08-31", 10.0), ("2026-09-19", 13.0)), [(None, "first"), (None, "uneven")]),
        ((("2026-08-31", 10.0), ("2026-09-20", 13.0)), [(None, "first"), (3.0, None)]),
        ((("2026-08-20", 10.0), ("2026-09-30", 13.0)), [(None, "first"), (3.0, None)]),
        ((("2026-08-19", 10.0), ("2026-09-30", 13.0)), [(None, "first"), (None, "uneven")]),
        ((("2025-12-31", 10.0), ("2026-01-31", 13.0)), [(None, "first"), (3.0, None)]),
        ((("2024-01-31", 10.0), ("2024-02-29", 13.0)), [(None, "first"), (3.0, None)]),
    ],
)
def test_a_change_is_a_months_last_value_less_that_of_the_month_before(
    given: tuple[tuple[str, float], ...], expected: list[tuple[object, object]]
) -> None:
    assert found(points(*given))[: len(expected)] == expected


def test_months_after_the_last_value_are_there_without_one_until_the_running_month() -> None:
    assert points(("2026-08-31", 10.0)).rows(CHANGES, d=AS_OF) == [
        (date(2026, 8, 1), None, "first"),
        (date(2026, 9, 1), None, "no_value"),
        (date(2026, 10, 1), None, "no_value"),
    ]


@pytest.mark.parametrize(("as_of", "count"), [("2026-10-31", 0), ("2026-11-01", 1)])
def test_the_running_month_is_left_out_until_it_is_over(as_of: str, count: int) -> None:
    made = points(("2026-09-30", 10.0), ("2026-10-30", 12.0))
    changes = [change for change, why_not in found(made, as_of) if why_not is None]
    assert changes == [2.0] * count


def test_where_the_origin_changes_nothing_is_subtracted_and_after_it_all_is() -> None:
    made = points(("2026-07-31", 10.0), ("2026-08-31", 12.0), value_basis="typed")
    made.point("2026-09-30", 90.0, "followers", value_basis="platform")
    made.point("2026-10-31", 93.0, "followers", value_basis="platform")
    assert found(made) == [(None, "first"), (2.0, None), (None, "origin"), (3.0, None)]


def test_only_levels_of_accounts_have_changes() -> None:
    for kind, unit in (("flow", "accounts"), ("unique", "accounts"), ("stock", "per_1000")):
        made = (
            Warehouse().metric("m", unit, kind=kind).point("2026-08-31", 1, "m").point("2026-09-30", 2, "m")
        )
        assert made.rows(CHANGES, d=AS_OF) == []


def test_a_number_that_ended_changes_no_more_and_its_successor_starts_anew() -> None:
    made = Warehouse().metric("new", "accounts", kind="stock")
    made.metric("old", "accounts", kind="stock", valid_to="2026-08-14", replaced_by="new")
    made.point("2026-07-31", 10, "old").point("2026-08-14", 11, "old").point("2026-08-31", 500, "old")
    made.point("2026-08-31", 900, "new").point("2026-09-30", 905, "new").point("2026-10-31", 906, "new")
    query = "select metric_id, change, why_not from monthly_change($d) order by metric_id desc, month_on"
    assert made.rows(query, d=AS_OF) == [
        ("old", None, "first"),
        ("old", None, "uneven"),
        ("new", None, "first"),
        ("new", 5.0, None),
        ("new", 1.0, None),
    ]


def test_what_was_known_then_is_what_was_subtracted_then() -> None:
    made = points(("2026-08-31", 10.0))
    made.point("2026-09-30", 19, "followers", known_to="2026-10-10").point(
        "2026-09-30", 12, "followers", known_from="2026-10-10"
    )
    assert [found(made, day)[1][0] for day in ("2026-10-09", "2026-10-10")] == [9.0, 2.0]


@pytest.mark.parametrize(
    ("changes", "count", "is_judged"), [(YEAR[:11], 11, False), (YEAR, 12, True), ((*YEAR, 5), 13, True)]
)
def test_limits_are_there_from_twelve_changes_on(
    changes: tuple[int, ...], count: int, is_judged: bool
) -> None:
    (row,) = levels(*changes).rows(LIMITS, d="2025-11-20" if count < 13 else AS_OF)
    assert row[:2] == (count, is_judged)
    assert all((value is not None) == is_judged for value in row[2:])


def test_the_limits_of_a_year_are_those_worked_out_by_hand() -> None:
    # Mean 78/12 = 6.5. Moving ranges 2 5 2 4 5 3 5 4 2 3 2 = 37/11 = 3.3636; 2.66 of them 8.9473.
    assert levels(*YEAR).rows(LIMITS, d="2025-11-20") == [(12, True, 6.5, 3.3636, -2.4473, 15.4473)]


def test_a_month_beyond_a_limit_is_outside_and_one_right_on_it_is_not() -> None:
    assert outside(levels(*YEAR, 38)) == [38.0]
    assert outside(levels(*YEAR)) == []
    assert outside(levels(*([5] * 12))) == []
    assert outside(levels(*YEAR, -60)) == [-60.0]


def test_a_gap_takes_its_month_and_the_next_out_of_the_limits() -> None:
    made = Warehouse().metric("followers", "accounts", kind="stock")
    level = 1000
    for place, observed_on in enumerate(month_ends(17)):
        level += (0, *YEAR, 100, 100, 6, 4)[place]
        if place != 13:
            made.point(observed_on, level, "followers")
    # The year, then a gap of two changes, then 6 and 4: 88/14, and 37 + 2 over the 12 pairs that follow each other.
    assert made.rows(LIMITS, d="2026-03-20") == [(14, True, 6.2857, 3.25, -2.3593, 14.9307)]


def test_without_two_changes_that_follow_each_other_nothing_is_judged() -> None:
    made = Warehouse().metric("followers", "accounts", kind="stock")
    for place, observed_on in enumerate(month_ends(48)):
        if place % 3:
            made.point(observed_on, place, "followers")
    (row,) = made.rows(LIMITS, d="2028-10-20")
    assert row == (16, False, None, None, None, None)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((9,) * 8 + (1,) * 6, [("above", 8)]),
        ((9,) * 7 + (1,) * 7, []),
        ((9,) * 4 + (5,) + (9,) * 4 + (1,) * 8, [("below", 8)]),
        ((1,) * 10 + (20,) * 5, [("below", 10)]),
    ],
)
def test_eight_months_in_a_row_on_one_side_are_a_run(
    changes: tuple[int, ...], expected: list[tuple[object, ...]]
) -> None:
    query = (
        "select run_of_eight, any_value(run_count) from monthly_change($d) "
        "where run_of_eight is not null group by run_of_eight, run_first_on order by run_first_on"
    )
    assert levels(*changes).rows(query, d=AS_OF) == expected


def test_a_month_without_a_change_ends_a_run() -> None:
    made = Warehouse().metric("followers", "accounts", kind="stock")
    level = 1000
    for place, observed_on in enumerate(month_ends(20)):
        level += 1 if place < 13 else 20
        if place != 6:
            made.point(observed_on, level, "followers")
    assert made.rows("select count(run_of_eight) from monthly_change($d)", d=AS_OF) == [(0,)]


def slowly(months: Sequence[tuple[float, str] | None]) -> list[dict[str, object]]:
    """The rule once more, month by month and by hand: what each row is to hold. None: the month has no value."""
    changes: list[float | None] = [None]
    for before, now in zip(months, months[1:], strict=False):
        is_known = before is not None and now is not None and before[1] == now[1]
        changes.append(now[0] - before[0] if is_known and before and now else None)
    known = [change for change in changes if change is not None]
    ranges = [
        abs(b - a) for a, b in zip(changes, changes[1:], strict=False) if a is not None and b is not None
    ]
    is_judged = len(known) >= 12 and bool(ranges)
    mean = fmean(known) if is_judged else 0
    reach = 2.66 * fmean(ranges) if is_judged else math.inf
    rows: list[dict[str, object]] = []
    for place, change in enumerate(changes):
        side = 0.0 if change is None or not is_judged else math.copysign(change != mean, change - mean)
        together = {place}
        for step in (-1, 1):
            at = place + step
            while 0 <= at < len(changes) and (one := changes[at]) is not None and (one - mean) * side > 0:
                together.add(at)
                at += step
        run = ("above" if side > 0 else "below") if side and len(together) >= 8 else None
        is_outside = change is not None and abs(change - mean) > reach
        rows.append(
            {"change": change, "is_outside": is_outside, "run_of_eight": run, "change_count": len(known)}
        )
    return rows


def random_years(chance: random.Random) -> list[tuple[float, str] | None]:
    """Forty months of followers with their origin: a leap now and then, a drift, months missing, a new origin."""
    months: list[tuple[float, str] | None] = []
    level, basis, drift, leap = 1000, "typed", chance.choice((0, 6)), chance.choice((90, -90))
    for place in range(40):
        level += chance.choice((1, 2, 3, 4, 2, 3, leap)) + (drift if place > 20 else 0)
        basis = "platform" if chance.random() < 0.05 else basis
        months.append((level, basis) if chance.random() > 0.08 or place in (0, 39) else None)
    return months


def test_the_rule_and_the_same_rule_by_hand_agree_on_random_years() -> None:
    made, chance = Warehouse(), random.Random(5)
    towns = {f"m{number:02}": random_years(chance) for number in range(25)}
    for metric_id, months in towns.items():
        made.metric(metric_id, "accounts", kind="stock")
        for observed_on, month in zip(month_ends(40), months, strict=True):
            if month:
                made.point(observed_on, month[0], metric_id, value_basis=month[1])
    found: dict[str, list[dict[str, object]]] = {metric_id: [] for metric_id in towns}
    columns = ("change", "is_outside", "run_of_eight", "change_count")
    for one, *values in made.rows(EVERY_ROW, d="2028-02-20"):
        found[str(one)].append(dict(zip(columns, values, strict=True)))
    assert found == {metric_id: slowly(months) for metric_id, months in towns.items()}
    signals = [row for rows in found.values() for row in rows]
    assert {row["run_of_eight"] for row in signals} == {"above", "below", None}
    assert {row["is_outside"] for row in signals} == {True, False}
