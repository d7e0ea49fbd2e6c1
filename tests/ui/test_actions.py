"""What a line says: the days, what is missing, and a next step for every kind of need, in every language."""

from collections.abc import Sequence
from datetime import date

import pytest

from foundation.words import LANGUAGES, words
from ui.actions_data import UNSETTLED, Actions, Choice
from ui.actions_words import (
    answer,
    answers,
    candidates,
    days,
    meeting_said,
    missing,
    next_step,
    step_key,
    unjudged_said,
)
from ui.data import Row

NB = words("nb")
DAY = date(2026, 11, 20)
PERIOD: Row = {
    "what": "period", "outcome": "missed", "code": "07", "name_nb": None, "due_on": date(2026, 7, 31),
    "closes_on": date(2026, 8, 14),
}  # fmt: skip


AREAS = [{"name_nb": "Helse"}, {"name_nb": "Kultur"}]
ROLE: Row = {"goal": "G1", "role_id": "chief", "role_nb": "sjef"}
NOBODY: Row = {"goal": "G1", "role_id": None, "role_nb": None}


def line(**columns: object) -> Row:
    row: Row = {
        **ROLE, "measure_id": "M", "short_nb": "Historier", "kind": "recurring", "unit_kind": None,
        "status": "delayed", "basis": "stated", "need": "behind", "days_over": 112, "since_on": date(2026, 7, 31),
        "next_due_on": date(2026, 11, 30), "data_through_on": DAY, "covered_count": None, "population_count": None,
        "required_count": None, "missed": [PERIOD], "units": [], "step_nb": None, "named": [],
        "is_role_proposed": False, "metric_nb": "Svarprosent", "unit": "share", "value": 0.75, "n": 12,
        "target_value": 0.9,
    }  # fmt: skip
    return {**row, **columns}


def actions(*rows: Row, counted: Sequence[Row] = (ROLE, ROLE, ROLE), meeting: Row | None = None) -> Actions:
    return Actions(DAY, rows, counted, meeting)


LACKING = (
    line(need="data", status="no_data", days_over=None),
    line(need="decision", status="not_set", days_over=None),
)


def test_the_answer_counts_by_word_and_by_role_and_names_the_longest_over() -> None:
    unsettled = line(status="overdue", days_over=None, **NOBODY)
    assert answer(actions(line(), unsettled, line(days_over=None), *LACKING), NB) == (
        "Tre tiltak trenger noen: ett er forfalt og to er forsinket. Ansvarlig: Sjef for to og ikke avklart for ett. "
        "Lengst over fristen er Historier, 112 dager."
    )


def test_what_cannot_be_judged_is_no_line_but_a_sentence() -> None:
    undecidable = line(need="undecidable", status="no_data", days_over=None)
    found = actions(line(), *LACKING, LACKING[0], undecidable)
    assert found.lines == [line()]
    assert unjudged_said(found, NB) == (
        "Fire tiltak kan ikke vurderes: ett mangler frist eller målverdi, to mangler data og ett kan ikke avgjøres."
    )
    assert unjudged_said(actions(line()), NB) == ""


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (actions(), "Ingen av de 3 tiltakene som kan vurderes, trenger noen nå."),
        (actions(*LACKING), "Det ene tiltaket som kan vurderes, trenger ingen nå."),
        (actions(*LACKING, counted=(ROLE, ROLE)), "Ingen av de 2 tiltakene kan vurderes ennå."),
        (actions(counted=()), "Ingen tiltak er lagt inn ennå."),
    ],
)
def test_without_a_line_the_answer_says_whether_all_is_well_or_nothing_is_known(
    found: Actions, said: str
) -> None:
    assert answer(found, NB) == said


def test_the_next_meeting_is_told_where_one_is_planned() -> None:
    meeting = {"held_on": date(2026, 11, 23), "name_nb": "Ledermøte"}
    assert meeting_said(actions(meeting=meeting), NB) == "Neste møte: ledermøte 23.11.2026, om 3 dager."
    assert meeting_said(actions(), NB) == ""


def test_where_it_is_not_settled_who_answers_those_the_strategy_names_stand_beside() -> None:
    named = [{"name_nb": "Sjefen"}, {"name_nb": "Staben"}]
    unsettled = line(named=named, **NOBODY)
    assert (answers(unsettled, NB), candidates(unsettled, NB)) == (
        "Ikke avklart", "Strategien nevner Sjefen og Staben.",
    )  # fmt: skip
    assert candidates(line(named=named), NB) == ""
    assert candidates(line(**NOBODY), NB) == ""


def test_a_goal_and_a_role_leave_what_belongs_to_both() -> None:
    other = line(**{**NOBODY, "goal": "G2", "measure_id": "O"})
    found = actions(line(), other).narrowed(Choice("G2", UNSETTLED))
    assert ([row["measure_id"] for row in found.lines], found.counted) == (["O"], [])


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({}, ("112", "dager over fristen")),
        ({"days_over": 1}, ("1", "dag over fristen")),
        ({"days_over": None, "need": "soon"}, ("10", "dager igjen")),
        ({"days_over": None}, ("", "uten frist")),
    ],
)
def test_days_are_over_or_left_or_there_are_none(columns: Row, said: tuple[str, str]) -> None:
    assert days(line(**columns), actions(), NB) == said


def test_missing_periods_units_steps_and_levels_are_named() -> None:
    assert missing(line(), actions(), NB) == "Ikke registrert: juli."
    covering = line(
        kind="coverage", unit_kind="service_area", missed=[], units=AREAS, population_count=17, covered_count=15,
        required_count=16,
    )  # fmt: skip
    assert (
        missing(covering, actions(), NB) == "15 av 17 har hatt det, kravet nå er 16. Mangler: Helse · Kultur."
    )
    meetings = {**covering, "unit_kind": "council_meeting"}
    assert missing(meetings, actions(), NB) == "15 av 17 er dekket. Mangler: Helse · Kultur."
    soon = line(kind="one_off", need="soon", missed=[], step_nb="Ny side")
    assert missing(soon, actions(), NB) == "«Ny side», frist 30.11.2026, om 10 dager. Ikke startet."
    below = line(kind="continuous", missed=[])
    assert missing(below, actions(), NB).replace("\u00a0", " ") == (
        "Svarprosent er 75 % (9 av 12), målverdien er 90 %."
    )


def test_a_period_in_grace_is_asked_for_with_the_last_day_it_counts() -> None:
    waiting = {**PERIOD, "outcome": "in_grace", "code": "10", "closes_on": date(2026, 11, 30)}
    assert next_step(line(missed=[waiting]), NB) == (
        "Registrer det som mangler (oktober) senest 30.11.2026, så teller det ennå."
    )


NEEDS = [
    (line(), "register"),
    (line(kind="one_off"), "finish"),
    (line(kind="continuous", missed=[]), "reach"),
    (
        line(kind="coverage", unit_kind="service_area", units=AREAS, required_count=16, covered_count=15),
        "cover_some",
    ),
    (
        line(kind="coverage", unit_kind="service_area", units=AREAS, required_count=17, covered_count=15),
        "cover_all",
    ),
    (line(kind="coverage", unit_kind="council_meeting"), "cover_event"),
    (line(need="soon"), "start"),
]


@pytest.mark.parametrize(("row", "key"), NEEDS)
def test_every_need_has_a_next_step_in_every_language(row: Row, key: str) -> None:
    assert step_key(row) == key
    told = [next_step(row, words(language)) for language in LANGUAGES]
    assert len(set(told)) == len(LANGUAGES)
    assert all(sentence.endswith(".") for sentence in told)


def test_the_step_says_how_many_areas_are_needed_now_and_of_how_many() -> None:
    some = line(kind="coverage", unit_kind="service_area", units=AREAS, required_count=16, covered_count=15)
    assert next_step(some, NB) == (
        "Gjennomfør det i minst ett av de to områdene som mangler, eller registrer det som er gjort."
    )
    every = {**some, "units": AREAS[:1]}
    assert next_step(every, NB) == "Gjennomfør det i området som mangler, eller registrer det som er gjort."
