"""What a line says: the days, what is missing, and a next step for every kind of need, in every language."""

from datetime import date

import pytest

from foundation.words import LANGUAGES, words
from ui.actions_data import Actions
from ui.actions_words import answer, days, missing, next_step, step_key
from ui.data import Row

NB = words("nb")
DAY = date(2026, 11, 20)
PERIOD: Row = {
    "what": "period", "outcome": "missed", "code": "07", "name_nb": None, "due_on": date(2026, 7, 31),
    "closes_on": date(2026, 8, 14),
}  # fmt: skip


def line(**columns: object) -> Row:
    row: Row = {
        "measure_id": "M", "short_nb": "Historier", "goal": "G1", "kind": "recurring", "unit_kind": None,
        "status": "delayed", "basis": "stated", "need": "behind", "days_over": 112, "since_on": date(2026, 7, 31),
        "next_due_on": date(2026, 11, 30), "data_through_on": DAY, "covered_count": None, "population_count": None,
        "required_count": None, "missed": [PERIOD], "units": [], "step_nb": None, "roles": [],
    }  # fmt: skip
    return {**row, **columns}


def actions(*lines: Row) -> Actions:
    return Actions(DAY, lines)


def test_the_answer_counts_by_word_the_worst_first_and_names_the_longest_over() -> None:
    found = actions(line(), line(status="overdue", days_over=None), line(status="no_data", days_over=None))
    assert answer(found, NB) == (
        "3 tiltak trenger noen: 1 er forfalt, 1 er forsinket og 1 mangler data. "
        "Lengst over fristen er Historier, 112 dager."
    )


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({}, ("112", "dager over fristen")),
        ({"days_over": 1}, ("1", "dag over fristen")),
        ({"days_over": None, "need": "soon"}, ("10", "dager igjen")),
        ({"days_over": None, "need": "decision"}, ("", "uten frist")),
        ({"days_over": None}, ("", "under målverdien")),
    ],
)
def test_days_are_over_or_left_or_there_are_none(columns: Row, said: tuple[str, str]) -> None:
    assert days(line(**columns), actions(), NB) == said


def test_missing_periods_units_and_steps_are_named() -> None:
    assert missing(line(), actions(), NB) == "Ikke registrert: juli."
    areas = [{"name_nb": "Helse"}, {"name_nb": "Kultur"}]
    covering = line(kind="coverage", missed=[], units=areas, population_count=17)
    assert missing(covering, actions(), NB) == "2 av 17. Mangler: Helse og Kultur."
    soon = line(kind="one_off", need="soon", missed=[], step_nb="Ny side")
    assert missing(soon, actions(), NB) == "«Ny side», frist 30.11.2026, om 10 dager. Ikke startet."


def test_a_period_in_grace_is_asked_for_with_the_last_day_it_counts() -> None:
    waiting = {**PERIOD, "outcome": "in_grace", "code": "10", "closes_on": date(2026, 11, 30)}
    assert next_step(line(missed=[waiting]), NB) == "Registrer oktober senest 30.11.2026: da teller det ennå."


NEEDS = [
    (line(), "register"),
    (line(kind="one_off"), "finish"),
    (line(kind="continuous", missed=[]), "reach"),
    (line(kind="coverage", unit_kind="service_area"), "cover"),
    (line(kind="coverage", unit_kind="council_meeting"), "cover_event"),
    (line(need="soon"), "start"),
    (line(need="decision"), "decide"),
    (line(need="decision", kind="continuous"), "decide_target"),
    (line(need="data", kind="continuous"), "measure_again"),
    (line(need="data", data_through_on=None), "find_source"),
    (line(need="data"), "read_again"),
]


@pytest.mark.parametrize(("row", "key"), NEEDS)
def test_every_need_has_a_next_step_in_every_language(row: Row, key: str) -> None:
    assert step_key(row) == key
    told = [next_step(row, words(language)) for language in LANGUAGES]
    assert len(set(told)) == len(LANGUAGES)
    assert all(sentence.endswith(".") for sentence in told)
