"""The status screen's sentences: the answer in words, what moved, and when something is due."""

from datetime import date

import pytest

from foundation.words import words
from ui.status import basis, is_counted, number_word, verdict
from ui.status_behind import what_is_missing
from ui.status_lists import happened, more, told, turned, when
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
    assert (
        basis(goals, 0, NB) == "To kan ikke vurderes: ett mangler frist eller målverdi og ett mangler data."
    )


def test_a_value_that_cannot_be_decided_is_not_called_missing_data() -> None:
    goals = [goal(measure=7, no_data=3), goal(measure=3, not_set=1)]
    assert basis(goals, 1, NB) == (
        "Fire kan ikke vurderes: ett mangler frist eller målverdi, to mangler data og ett kan ikke avgjøres."
    )


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
    assert basis([goal(measure=2)], 0, NB) == "Alle kan vurderes."


def test_where_nothing_can_be_judged_nothing_is_called_well() -> None:
    goals = [goal(measure=7, no_data=7), goal(measure=3, not_set=3)]
    assert verdict(goals, NB) == "Ingen av de 10 tiltakene kan vurderes ennå."
    assert basis(goals, 0, NB) == "Frist eller data mangler."


def test_units_are_not_called_missing_where_the_source_is_silent() -> None:
    assert [is_counted({"population_count": 17, "status": word}) for word in ("delayed", "no_data")] == [
        True,
        False,
    ]


def test_a_strategy_without_measures_claims_nothing() -> None:
    assert verdict([goal()], NB) == "Ingen tiltak er lagt inn ennå. De skrives i mappen for strategien."
    assert basis([goal()], 0, NB) == ""


def test_numbers_are_words_up_to_twelve() -> None:
    assert [number_word(number, NB) for number in (0, 1, 12, 13)] == ["ingen", "ett", "tolv", "13"]


def change(**columns: object) -> dict[str, object]:
    row: dict[str, object] = {
        "kind": "recurring", "unit_kind": None, "from_done_count": 8, "to_done_count": 8, "total_count": 12,
        "passed_due_on": None, "next_due_on": None, "withdrawn_count": 0, "corrected_count": 0, "unit": None,
        "value": None, "n": None, "verdict": None, "target_kind": None, "is_undecidable": False,
    }  # fmt: skip
    return {**row, **columns}


MEASURED = change(
    kind="continuous", from_done_count=None, to_done_count=None, unit="share", value=0.8, n=10, verdict="undecidable",
    target_kind="at_or_above", is_undecidable=True,
)  # fmt: skip


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
        (
            change(to_done_count=7, withdrawn_count=1, total_count=11),
            "8 → 7 av 11 perioder, én registrering er trukket tilbake",
        ),
        (
            change(to_done_count=5, withdrawn_count=2, corrected_count=1),
            "8 → 5 av 12 perioder, 2 registreringer er trukket tilbake, én registrering er rettet",
        ),
        (MEASURED, "80 % (8 av 10), for få svar til å avgjøre"),
        ({**MEASURED, "is_undecidable": False, "verdict": "stale"}, "80 % (8 av 10), utdatert"),
        (change(passed_due_on=date(2026, 10, 31)), "fristen 31.10.2026 gikk ut"),
        (change(next_due_on=date(2026, 12, 11)), "frist 11.12.2026"),
        (change(), ""),
    ],
)
def test_a_change_says_what_moved(row: dict[str, object], said: str) -> None:
    assert happened(row, NB).replace("\u00a0", " ") == said


def test_a_change_is_told_in_both_words_and_a_count_alone_as_still() -> None:
    assert turned("on_track", "delayed", NB) == "i rute → forsinket"
    assert turned("delayed", "delayed", NB) == "fortsatt forsinket"


def line(**columns: object) -> dict[str, object]:
    """A measure with something due, that is not behind."""
    row: dict[str, object] = {
        "kind": "recurring", "unit_kind": None, "behind_place": None, "days_over": None, "since_on": None,
        "next_due_on": date(2026, 11, 30), "due_on": None, "closes_on": None, "missed": [], "step_nb": None,
        "covered_count": None, "population_count": None, "required_count": None, "unit": None, "value": None,
        "n": None, "target_value": None,
    }  # fmt: skip
    return {**row, **columns}


def behind(**columns: object) -> dict[str, object]:
    """A measure that is behind since the end of September."""
    return line(**{"behind_place": 1, "days_over": 51, "since_on": date(2026, 9, 30), **columns})


def period(code: str, outcome: str = "missed") -> dict[str, object]:
    due_on = date(2026, int(code), 28)
    return {
        "code": code,
        "name_nb": None,
        "due_on": due_on,
        "closes_on": date(2026, 11, 30),
        "outcome": outcome,
    }


@pytest.mark.parametrize(
    ("due_on", "closes_on", "said"),
    [
        (date(2026, 11, 21), None, "frist 21.11.2026, om 1 dag"),
        (date(2026, 11, 30), None, "frist 30.11.2026, om 10 dager"),
        (date(2026, 11, 20), None, "frist i dag, 20.11.2026"),
        (date(2026, 8, 29), None, "83 dager over fristen 29.08.2026"),
        (date(2026, 10, 31), date(2026, 11, 30), "fristen var 31.10.2026, kan registreres til 30.11.2026"),
    ],
)
def test_a_deadline_says_how_far_away_it_is(due_on: date, closes_on: date | None, said: str) -> None:
    assert when(line(due_on=due_on, closes_on=closes_on), AS_OF, NB) == said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (behind(next_due_on=None), "51 dager over fristen 30.09.2026"),
        (behind(next_due_on=date(2026, 9, 30)), "51 dager over fristen 30.09.2026"),
        (behind(), "51 dager over fristen, neste frist 30.11.2026"),
        (behind(missed=[period("09", "in_grace")]), "51 dager over, kan registreres til 30.11.2026"),
        (
            behind(missed=[period("08"), period("09", "in_grace")]),
            "51 dager over fristen, neste frist 30.11.2026",
        ),
        (behind(days_over=None, next_due_on=None), "uten frist"),
    ],
)
def test_what_is_behind_says_how_long_and_when_the_next_chance_is(row: dict[str, object], said: str) -> None:
    assert when(row, AS_OF, NB) == said


def test_what_is_not_shown_is_counted_and_so_is_what_is_behind_among_it() -> None:
    dated = [line(due_on=date(2026, 11, 30)), line(due_on=date(2027, 4, 30))]
    assert more(dated, NB) == "Og 2 tiltak til har frist innen 30.04.2027."
    assert more([behind(), *dated], NB) == "Og 3 tiltak til, 1 av dem på etterskudd."
    assert more([behind()], NB) == "Og 1 tiltak til, og det er på etterskudd."


SHARE = {"unit": "share", "value": 0.5, "n": 10, "target_value": 0.9}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (behind(missed=[period("08"), period("09")]), "ikke registrert: august og september"),
        (
            behind(missed=[period(code) for code in ("06", "07", "08")]),
            "ikke registrert: juli, august og 1 til",
        ),
        (behind(missed=[period("09", "in_grace")]), "september"),
        (behind(kind="one_off", step_nb="Profilen er vedtatt"), "Profilen er vedtatt"),
        (
            behind(
                kind="coverage",
                unit_kind="service_area",
                covered_count=11,
                population_count=17,
                required_count=12,
            ),
            "11 av 17, kravet nå er 12",
        ),
        (
            behind(
                kind="coverage",
                unit_kind="council_meeting",
                covered_count=5,
                population_count=6,
                required_count=6,
            ),
            "5 av 6 er dekket",
        ),
        (behind(kind="continuous", **SHARE), "50 % (5 av 10), målverdien er 90 %"),
    ],
)
def test_what_is_behind_says_what_is_missing(row: dict[str, object], said: str) -> None:
    assert what_is_missing(row, NB).replace("\u00a0", " ") == said


def test_the_line_on_a_slide_says_what_is_missing_and_for_how_long() -> None:
    assert told(behind(missed=[period("09")]), AS_OF, NB) == (
        "Ikke registrert: september. 51 dager over fristen, neste frist 30.11.2026"
    )
    assert told(line(due_on=date(2026, 11, 30)), AS_OF, NB) == "Frist 30.11.2026, om 10 dager"


def number(**columns: object) -> dict[str, object]:
    row: dict[str, object] = {
        "unit": "accounts", "value": 1983.0, "observed_on": AS_OF, "earlier_value": 2000.0,
        "earlier_on": date(2026, 10, 24), "is_other_origin": False,
    }  # fmt: skip
    return {**row, **columns}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (number(), ["−17 siden 24.10.2026"]),
        (number(earlier_value=1980.0), ["+3 siden 24.10.2026"]),
        (number(earlier_value=1983.0), ["uendret siden 24.10.2026"]),
        (number(is_other_origin=True), ["annet opphav enn 24.10.2026, derfor ingen endring regnet ut"]),
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
