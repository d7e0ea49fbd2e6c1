"""Goals, changes and freshness: headlines, what is counted, and what an empty warehouse answers."""

from datetime import date, datetime

import pytest

from tests.builders import MONTHS, Warehouse

ON_TRACK, DELAYED, OVERDUE, NOT_SET, NO_DATA = "on_track", "delayed", "overdue", "not_set", "no_data"
OF_THE_LATER_DAY = (12, None, None, None, False)  # of how many, no window, nothing that cannot be decided


def goal_with(*words: str) -> Warehouse:
    """A goal with a measure for each word, as of 20 April 2026; each measure's plan begins in January or March."""
    made = Warehouse().goal().read("2026-04-20")
    for number, word in enumerate(words):
        name = f"M{number}"
        made.measure(name)
        if word == NO_DATA:
            made.connection.execute("delete from source_measure where measure_id = ?", [name])
        if word != NOT_SET:
            made.plan(name, MONTHS, valid_from="2026-03-01" if word == OVERDUE else "2026-01-01")
        done_in = {ON_TRACK: (1, 2, 3), DELAYED: (1, 3), OVERDUE: (), NO_DATA: (), NOT_SET: ()}[word]
        for month in done_in:
            made.done(f"2026-{month:02}-10", name)
    return made


@pytest.mark.parametrize(
    ("words", "headline"),
    [
        ((ON_TRACK, ON_TRACK), "on_track"),
        ((ON_TRACK, DELAYED), "follow_up"),
        ((ON_TRACK, DELAYED, OVERDUE), "needs_action"),
        ((ON_TRACK, ON_TRACK, ON_TRACK, NOT_SET, NO_DATA), "on_track"),
        ((OVERDUE, ON_TRACK, NOT_SET, NO_DATA), "too_little_basis"),
        ((NOT_SET,), "too_little_basis"),
    ],
)
def test_the_headline_is_the_worst_word_once_enough_can_be_judged(
    words: tuple[str, ...], headline: str
) -> None:
    assert goal_with(*words).rows(
        "select headline from goal_status($d) where goal_id = 'G1'", d="2026-04-20"
    ) == [(headline,)]


def test_a_goal_counts_every_word_and_those_that_can_be_judged() -> None:
    made = goal_with(ON_TRACK, DELAYED, OVERDUE, NOT_SET, NO_DATA)
    assert made.rows("from goal_status($d) where goal_id = 'G1'", d="2026-04-20") == [
        ("G1", 5, 3, 0, 1, 0, 1, 1, 0, 1, 1, "needs_action")
    ]


def test_outcome_and_optional_measures_are_not_counted() -> None:
    made = goal_with(ON_TRACK).measure("A", lane="outcome").measure("B", is_optional=True)
    assert made.rows("select measure_count from goal_status($d) where goal_id = 'G1'", d="2026-04-20") == [
        (1,)
    ]


def test_what_runs_across_has_a_row_of_its_own() -> None:
    made = (
        Warehouse()
        .goal()
        .measure("X", goal_id=None)
        .plan("X", MONTHS, valid_from="2026-04-01")
        .read("2026-04-20")
    )
    assert made.rows("select goal_id, measure_count, headline from goal_status($d)", d="2026-04-20") == [
        ("G1", 0, "too_little_basis"),
        (None, 1, "on_track"),
    ]


def test_only_measures_that_changed_are_told_as_changes() -> None:
    made = goal_with(ON_TRACK, DELAYED)
    assert made.rows("from changes_between($a, $b)", a="2026-02-20", b="2026-04-20") == [
        ("M0", "G1", "on_track", "on_track", 2, 3, date(2026, 3, 31), date(2026, 4, 30), *OF_THE_LATER_DAY),
        ("M1", "G1", "on_track", "delayed", 1, 2, date(2026, 2, 28), date(2026, 4, 30), *OF_THE_LATER_DAY),
    ]
    assert made.rows("from changes_between($a, $b)", a="2026-04-19", b="2026-04-20") == []


def test_a_measured_value_that_cannot_be_decided_is_told_apart_from_missing_data() -> None:
    made = Warehouse().goal().measure(kind="continuous", metric_id="rate").metric().target(0.9).plan()
    made.measure("N", kind="continuous", metric_id="never").metric("never").target(0.9, "never").plan("N")
    made.point("2026-04-10", 0.8, n=10)
    assert made.rows("select measure_id, status, is_undecidable from measure_status($d)", d="2026-04-20") == [
        ("M", "no_data", True), ("N", "no_data", False),
    ]  # fmt: skip
    assert made.rows("select measure_id, need from action($d) order by place", d="2026-04-20") == [
        ("N", "data"), ("M", "undecidable"),
    ]  # fmt: skip


def sources() -> Warehouse:
    """A source with one record, read in March and in vain in April."""
    made = Warehouse().add(
        "source", source_id="s", kind="completions_file", feeds="completion", is_sample=False, refresh_days=31
    )
    made.goal().measure().done("2026-02-10")
    return made.read("2026-03-01").read("2026-04-10", outcome="failed")


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-02-20", (None, None, date(2026, 2, 10), False, None)),
        ("2026-04-01", (datetime(2026, 3, 1, 6), date(2026, 3, 1), date(2026, 2, 10), False, "loaded")),
        ("2026-04-10", (datetime(2026, 3, 1, 6), date(2026, 3, 1), date(2026, 2, 10), True, "failed")),
    ],
)
def test_a_source_is_stale_when_its_last_good_reading_is_too_old(
    as_of: str, expected: tuple[object, ...]
) -> None:
    query = "select last_loaded_at, last_loaded_on, newest_on, is_stale, last_outcome from freshness($d)"
    assert sources().rows(query, d=as_of) == [expected]


def test_a_source_that_was_never_read_is_stale() -> None:
    made = Warehouse().add(
        "source", source_id="s", kind="completions_file", feeds="completion", is_sample=False, refresh_days=31
    )
    assert made.rows("select is_stale, last_outcome from freshness($d)", d="2026-04-10") == [(True, None)]
