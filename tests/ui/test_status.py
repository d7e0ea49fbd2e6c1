"""The status screen's sentences: the answer in words, what moved, and when something is due."""

from datetime import date

import pytest

from foundation.words import words
from ui.status import basis, is_counted, number_word, verdict
from ui.status_lists import happened, turned, when
from ui.status_numbers import changed, verdict_sign

NB, EN = words("nb"), words("en")
AS_OF = date(2026, 11, 20)


def goal(**counts: int) -> dict[str, int]:
    """A goal's counts; those not named are none."""
    names = ("measure", "overdue", "delayed", "not_set", "no_data")
    judgeable = counts.get("measure", 0) - counts.get("not_set", 0) - counts.get("no_data", 0)
    return {"judgeable_count": judgeable, **{f"{name}_count": counts.get(name, 0) for name in names}}


def test_the_answer_counts_over_all_goals() -> None:
    goals = [
        goal(measure=7, overdue=1, delayed=2, no_data=1),
        goal(measure=7, delayed=1, not_set=1),
        goal(measure=4),
    ]
    assert verdict(goals, NB) == "Ett av 18 tiltak er forfalt, og tre er forsinket."
    assert basis(goals, NB) == "To kan ikke vurderes, fordi frist eller data mangler."


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"overdue": 2}, "Two of 20 measures are overdue."),
        ({"overdue": 1}, "One of 20 measures is overdue."),
        ({"overdue": 1, "delayed": 3}, "One of 20 measures is overdue, three delayed."),
        ({"delayed": 13}, "13 of 20 measures are delayed."),
        ({}, "None of the 20 measures that can be judged is overdue or delayed."),
        ({"no_data": 15}, "None of the 5 measures that can be judged is overdue or delayed."),
    ],
)
def test_the_answer_names_only_what_there_is(counts: dict[str, int], said: str) -> None:
    assert verdict([goal(measure=20, **counts)], EN) == said


def test_a_strategy_where_all_can_be_judged_says_so() -> None:
    assert basis([goal(measure=2)], NB) == "Alle kan vurderes."


def test_where_nothing_can_be_judged_nothing_is_called_well() -> None:
    goals = [goal(measure=7, no_data=7), goal(measure=3, not_set=3)]
    assert verdict(goals, NB) == "Ingen av de 10 tiltakene kan vurderes ennå."
    assert basis(goals, NB) == "Frist eller data mangler."


def test_units_are_not_called_missing_where_the_source_is_silent() -> None:
    assert [is_counted({"population_count": 17, "status": word}) for word in ("delayed", "no_data")] == [
        True,
        False,
    ]


def test_a_strategy_without_measures_claims_nothing() -> None:
    assert verdict([goal()], NB) == "Ingen tiltak er lagt inn ennå. De skrives i mappen for strategien."
    assert basis([goal()], NB) == ""


def test_numbers_are_words_up_to_twelve() -> None:
    assert [number_word(number, NB) for number in (0, 1, 12, 13)] == ["ingen", "ett", "tolv", "13"]


def change(**columns: object) -> dict[str, object]:
    row: dict[str, object] = {
        "kind": "recurring", "unit_kind": None, "from_done_count": 8, "to_done_count": 8, "total_count": 12,
        "passed_due_on": None, "next_due_on": None,
    }  # fmt: skip
    return {**row, **columns}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (change(to_done_count=9, passed_due_on=date(2026, 10, 31)), "8 → 9 av 12 perioder"),
        (
            change(kind="one_off", from_done_count=None, to_done_count=1, total_count=3),
            "0 → 1 av 3 milepæler",
        ),
        (
            change(unit_kind="service_area", to_done_count=7, total_count=17),
            "8 → 7 av 17 tjenesteområder",
        ),
        (change(passed_due_on=date(2026, 10, 31)), "fristen 31.10.2026 gikk ut"),
        (change(next_due_on=date(2026, 12, 11)), "frist 11.12.2026"),
        (change(), ""),
    ],
)
def test_a_change_says_what_moved(row: dict[str, object], said: str) -> None:
    assert happened(row, NB) == said


def test_a_change_is_told_in_both_words_and_a_count_alone_as_still() -> None:
    assert turned("on_track", "delayed", NB) == "i rute → forsinket"
    assert turned("delayed", "delayed", NB) == "fortsatt forsinket"


@pytest.mark.parametrize(
    ("due_on", "closes_on", "said"),
    [
        (date(2026, 11, 21), None, "frist 21.11.2026, om 1 dag"),
        (date(2026, 11, 30), None, "frist 30.11.2026, om 10 dager"),
        (date(2026, 11, 20), None, "frist i dag, 20.11.2026"),
        (date(2026, 8, 29), None, "83 dager over fristen 29.08.2026"),
        (None, None, "uten frist"),
        (date(2026, 10, 31), date(2026, 11, 30), "fristen var 31.10.2026, kan registreres til 30.11.2026"),
    ],
)
def test_a_deadline_says_how_far_away_it_is(due_on: date | None, closes_on: date | None, said: str) -> None:
    row = {"due_on": due_on, "closes_on": closes_on, "days_over": None, "since_on": None}
    assert when(row, AS_OF, NB) == said


@pytest.mark.parametrize(
    ("due_on", "said"),
    [
        (None, "51 dager over fristen 30.09.2026"),
        (date(2026, 9, 30), "51 dager over fristen 30.09.2026"),
        (date(2026, 11, 30), "51 dager over fristen, neste frist 30.11.2026"),
    ],
)
def test_what_is_behind_says_how_long_and_when_the_next_chance_is(due_on: date | None, said: str) -> None:
    row = {"due_on": due_on, "closes_on": None, "days_over": 51, "since_on": date(2026, 9, 30)}
    assert when(row, AS_OF, NB) == said


def number(**columns: object) -> dict[str, object]:
    row: dict[str, object] = {
        "unit": "accounts", "value": 1983.0, "observed_on": AS_OF, "earlier_value": 2000.0,
        "earlier_on": date(2026, 10, 24),
    }  # fmt: skip
    return {**row, **columns}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (number(), ["−17 siden 24.10.2026"]),
        (number(earlier_value=1980.0), ["+3 siden 24.10.2026"]),
        (number(earlier_value=1983.0), ["uendret siden 24.10.2026"]),
        (number(earlier_on=AS_OF), []),
        (number(earlier_value=None, earlier_on=None), []),
        (number(unit="share", value=0.75, earlier_value=0.5), []),
    ],
)
def test_a_count_says_how_it_moved_and_a_share_does_not(row: dict[str, object], said: list[str]) -> None:
    assert changed(row, NB) == said


def test_a_proposed_target_never_colours_its_verdict() -> None:
    row = {"verdict": "below", "target_basis": "proposed", "target_kind": "at_or_above"}
    assert verdict_sign(row) == "no_data"
    assert verdict_sign({**row, "target_basis": "decided"}) == "delayed"
    assert verdict_sign({**row, "target_basis": "decided", "verdict": "above"}) == "on_track"
