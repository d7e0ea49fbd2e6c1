"""Headings in three languages, personal columns among them, and tables that hold too much."""

import pytest

from etl.sources.delivery import Notice
from etl.sources.headings import COMPLETION, FIGURE, METRIC, recognise
from foundation.words import LANGUAGES, words


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Milepæl", "milestone_id"),
        ("MILEPAEL_ID", "milestone_id"),
        ("Gjennomført dato", "occurred_on"),
        ("gjennomfort-dato", "occurred_on"),
        ("Tenesteområde", "unit_id"),
        ("Meld dato", "registered_on"),
        ("Reported on", "registered_on"),
        ("\ufeffTiltak ", "measure_id"),
        ("Ansvarleg rolle", "role"),
        ("Løpenr.", "record_id"),
    ],
)
def test_a_heading_is_known_whatever_its_case_spaces_signs_and_accents(heading: str, name: str) -> None:
    assert recognise([heading], COMPLETION).places == {name: 0}


@pytest.mark.parametrize(
    "heading",
    ["Navn", "Namn", "Name", "Fornavn", "Etternamn", "First name", "Surname", "Ansattnavn",
     "Meldt av", "Registrert av", "Reported by", "E-post", "Epostadresse", "E-mail", "Email address", "Telefon", "Tlf.",
     "Mobilnummer", "Phone number", "Fødselsnummer", "Personnummer", "Date of birth", "Kontaktperson", "Saksbehandler",
     "Sakshandsamar", "Initialer", "Adresse", "Author", "Signatur"],
)  # fmt: skip
def test_a_personal_column_is_left_out_and_only_its_heading_told(heading: str) -> None:
    columns = recognise(["tiltak", heading], COMPLETION)
    assert columns.places == {"measure_id": 0}
    assert columns.notices == (Notice("notice.personal_column", heading, None),)


def test_no_heading_that_is_known_counts_as_personal() -> None:
    for aliases in (COMPLETION, FIGURE, METRIC):
        for name, others in aliases.items():
            for heading in (name, *others):
                assert recognise([heading], aliases).notices == ()


def test_of_two_headings_for_one_column_its_own_name_counts() -> None:
    columns = recognise(["Tiltak", "measure_id", "Dato", "dato"], COMPLETION)
    assert columns.places == {"measure_id": 1, "occurred_on": 2}
    assert columns.notices == (
        Notice("notice.same_column", "Tiltak", None),
        Notice("notice.same_column", "dato", None),
    )


def test_a_thousand_unknown_columns_are_told_in_one_sentence_after_the_first_twenty() -> None:
    columns = recognise(["tiltak", *(f"x{place}" for place in range(1000)), "E-post"], COMPLETION)
    assert len(columns.notices) == 21
    assert columns.notices[0] == Notice("notice.personal_column", "E-post", None)
    assert columns.notices[-1] == Notice("notice.more_columns", None, 981)


def test_every_notice_about_headings_has_its_sentence() -> None:
    keys = ("personal_column", "unknown_column", "same_column", "more_columns", "unused_count")
    assert [
        (language, key) for language in LANGUAGES for key in keys if not words(language).has(f"notice.{key}")
    ] == []
