"""The workbook for people without SQL: the words of the screens, real dates and numbers, and no formula."""

from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.exported import ROWS, TEXTS, TODAY, cells, exported, row, workbook
from warehouse.workbook import ASKED_ONCE, ask_once


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything exported once; only to be read."""
    folder = tmp_path_factory.mktemp("exported")
    assert exported(folder) == ()
    return folder


def test_the_workbook_begins_with_what_it_is_and_ends_with_where_the_rest_is(made: Path) -> None:
    read = cells(made, "Les meg")
    assert read[0] == ("Oppfølging av kommunikasjonsstrategien – Prøve kommune", None)
    assert ("Slik det var kjent", TODAY) in read
    assert ("Laget av databasen", "kommunikasjon-20261120T120000Z-1.duckdb") in read
    assert (
        "Dekning",
        "Hvem et dekningstiltak har nådd, én linje per tjenesteområde, møte eller prosess.",
    ) in read
    assert read[-1] == (
        "Alle radene bak tallene ligger i databasen analyse.duckdb og i mappen parquet.",
        None,
    )
    assert "EKSEMPELDATA" not in str(read)


def test_the_workbook_has_a_sheet_for_each_question_with_headings_that_stay_and_filters(made: Path) -> None:
    book = workbook(made)
    assert book.sheetnames == [
        "Les meg", "Mål", "Tiltak", "Perioder", "Milepæler", "Dekning", "Måltall", "Kilder",
    ]  # fmt: skip
    assert {sheet.freeze_panes for sheet in book.worksheets[1:]} == {"A2"}
    assert book["Mål"].auto_filter.ref == "A1:M3"
    widths = [book["Perioder"].column_dimensions[letter].width for letter in "ABCDE"]
    assert widths == [10, 10, 11, len("ikke registrert"), 10]


def test_a_goal_a_measure_and_a_period_are_told_in_the_words_of_the_screens(made: Path) -> None:
    assert row(made, "Mål") == {
        "Mål nr.": "G1", "Mål": "Vi svarer", "Overskrift": "Krever handling", "Tiltak i alt": 1, "Kan vurderes": 1,
        "Gjennomført": 0, "I rute": 0, "Frist nærmer seg": 0, "Forsinket": 0, "Forfalt": 1, "Ikke startet": 0,
        "Frist ikke satt": 0, "Mangler data": 0,
    }  # fmt: skip
    measure = row(made, "Tiltak")
    assert (measure["Tiltak nr."], measure["Slag"], measure["Status"], measure["Frist fra"]) == (
        "T1", "gjentatt", "forfalt", "vedtatt",
    )  # fmt: skip
    assert row(made, "Perioder", 2) == {
        "Tiltak nr.": "T1", "Tiltak": "=1+1", "Periode": "2026-H1", "Utfall": "ikke registrert",
        "Fra": date(2026, 1, 1), "Frist": date(2026, 6, 30), "Kan registreres til": date(2026, 7, 14),
        "Gjort": None, "Registrert": None, "Frist fra": "vedtatt",
    }  # fmt: skip


def test_a_share_is_a_number_that_is_shown_in_per_cent_and_a_day_is_a_date(made: Path) -> None:
    sheet = workbook(made)["Måltall"]
    shown = [(one.value, one.data_type, one.number_format) for one in sheet[2][2:4]]
    assert shown == [(0.75, "n", "0 %"), (datetime(2026, 10, 31), "d", "dd.mm.yyyy")]


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    texts = ("=1+1", "+1", "-1", "@sum(a1)", "\t=1", "=cmd|' /c calc'!a0", "#N/A", "Tre - to")
    measures = [
        {**ROWS["measure"][0], "measure_id": f"T{number}", "position": number, **dict.fromkeys(TEXTS, text)}
        for number, text in enumerate(texts)
    ]
    assert exported(tmp_path, {"measure": measures}) == ()
    found = [row[2] for row in workbook(tmp_path)["Tiltak"].iter_rows(min_row=2)]
    assert [one.value for one in found] == list(texts)
    assert {one.data_type for one in found} == {"s"}
    # Where it is set, Excel keeps the text a text when somebody edits the cell.
    assert [one.quotePrefix for one in found] == [True] * 6 + [False] * 2


def test_a_sign_that_no_workbook_can_hold_is_left_out(tmp_path: Path) -> None:
    named = {**ROWS["measure"][0], **dict.fromkeys(TEXTS, "Fort\x00ell\x1b")}
    assert exported(tmp_path, {"measure": [named]}) == ()
    assert row(tmp_path, "Tiltak")["Tiltak"] == "Fortell"


def test_invented_data_is_named_as_such_and_told_of_the_day_it_was_loaded(tmp_path: Path) -> None:
    loaded = {**ROWS["etl_run"][0], "loaded_on": date(2026, 11, 6)}
    exported(tmp_path, {"source": [{**ROWS["source"][0], "is_sample": True}], "etl_run": [loaded]})
    read = cells(tmp_path, "Les meg")
    assert read[2][0] == "EKSEMPELDATA: kildene a er oppdiktet. Tallene viser bare hvordan løsningen virker."
    assert ("Slik det var kjent", date(2026, 11, 6)) in read


def test_the_workbook_speaks_the_municipalitys_own_language(tmp_path: Path) -> None:
    names = {"text_nb": "Fortell", "text_en": "Tell", "short_nb": "Fortell", "short_en": "Tell"}
    tables = {
        "organisation": [{**ROWS["organisation"][0], "language": "en"}],
        "measure": [{**ROWS["measure"][0], **names}],
    }
    exported(tmp_path, tables)
    measure = row(tmp_path, "Measures")
    assert (measure["Measure"], measure["Status"]) == ("Tell", "overdue")


def test_a_database_with_nothing_but_a_goal_is_exported_too(tmp_path: Path) -> None:
    assert exported(tmp_path, {table: [] for table in ROWS if table != "goal"}) == ()
    assert [line[0] for line in cells(tmp_path, "Kilder")] == ["Kilde"]


def test_an_answer_that_is_kept_is_the_answer_of_its_day_and_no_other(made: Path) -> None:
    with duckdb.connect(str(made / "analyse.duckdb"), read_only=True) as connection:
        before = [connection.execute(f"from {rule}(?)", [TODAY]).fetchall() for rule in ASKED_ONCE]
        ask_once(connection, TODAY)
        after = [connection.execute(f"from {rule}(?)", [TODAY]).fetchall() for rule in ASKED_ONCE]
        assert after == before
        with pytest.raises(duckdb.Error, match="goal_status was asked of another day"):
            connection.execute("from goal_status(date '2026-11-19')").fetchall()
