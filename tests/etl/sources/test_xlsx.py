"""Completion records in Excel: real dates, formulas, sheets, and files that only pretend to be workbooks."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from etl.sources import CHECKS
from foundation.configuration import Source
from foundation.errors import SourceError
from tests.etl.sources.conftest import Pull, Pulled

HEADINGS = ["Tiltak", "Dato", "Merknad"]


def workbook(folder: Path, *rows: Sequence[object], sheet: str = "Ark1", name: str = "records.xlsx") -> Path:
    """A workbook with these rows in one sheet."""
    book = openpyxl.Workbook()
    found = book.active
    assert found is not None
    found.title = sheet
    for row in rows:
        found.append(list(row))
    file = folder / name
    book.save(file)
    return file


def read(pull: Pull, file: Path, **options: object) -> Pulled:
    return pull("completions_file", file, **options)


def refused(pull: Pull, file: Path, **options: object) -> SourceError:
    """The error that a file is refused with."""
    with pytest.raises(SourceError) as raised:
        read(pull, file, **options)
    return raised.value


def test_real_dates_serial_days_and_text_read_the_same(pull: Pull, tmp_path: Path) -> None:
    file = workbook(
        tmp_path,
        HEADINGS,
        ["T1.I1", date(2026, 2, 10), "dato"],
        ["T1.I1", datetime(2026, 2, 11, 13, 30), "klokkeslett"],
        ["T1.I1", 46065, "dager"],
        ["T1.I1", "13.02.2026", "tekst"],
    )
    assert read(pull, file).accepted("row_number, occurred_on, note") == [
        (2, date(2026, 2, 10), "dato"),
        (3, date(2026, 2, 11), "klokkeslett"),
        (4, date(2026, 2, 12), "dager"),
        (5, date(2026, 2, 13), "tekst"),
    ]


def test_a_title_above_and_blank_rows_between_keep_row_numbers_right(pull: Pull, tmp_path: Path) -> None:
    file = workbook(
        tmp_path, ["Gjennomføringer"], [], HEADINGS, ["T1.I1", "10.02.2026"], [], ["T1.I1", "31.02.2026"]
    )
    pulled = read(pull, file)
    assert pulled.accepted("row_number") == [(4,)]
    assert pulled.rejected() == [(6, "Dato", "31.02.2026", "reject.impossible_date")]
    assert pulled.delivery.file_name == "records.xlsx [Ark1]"


def test_a_formula_that_excel_has_not_saved_a_result_for_is_left_out(pull: Pull, tmp_path: Path) -> None:
    file = workbook(tmp_path, HEADINGS, ["T1.I1", "=TODAY()", ""], ["T1.I1", date(2026, 2, 10), "god"])
    pulled = read(pull, file)
    assert pulled.rejected() == [(2, "Dato", None, "reject.formula")]
    assert pulled.accepted("note") == [("god",)]


def test_an_error_value_is_left_out(pull: Pull, tmp_path: Path) -> None:
    file = workbook(tmp_path, HEADINGS, ["T1.I1", "#REF!", ""], ["T1.I1", date(2026, 2, 10), "god"])
    assert read(pull, file).rejected() == [(2, "Dato", None, "reject.error_value")]


def test_numbers_and_shares_are_read_from_their_cells(pull: Pull, tmp_path: Path) -> None:
    file = workbook(tmp_path, ["Tiltak", "Dato", "Verdi", "Antall"], ["T1.E3", date(2026, 2, 10), 0.75, 12.0])
    assert read(pull, file).accepted("value, n") == [(0.75, 12)]


def test_a_named_sheet_is_read_and_a_wrong_name_tells_which_there_are(pull: Pull, tmp_path: Path) -> None:
    file = workbook(tmp_path, HEADINGS, ["T1.I1", "10.02.2026"], sheet="Innmelding")
    assert read(pull, file, sheet="Innmelding").accepted("measure_id") == [("T1.I1",)]
    error = refused(pull, file, sheet="Ark2")
    assert (error.key, error.values) == (
        "source.no_sheet",
        {"file": "records.xlsx", "sheet": "Ark2", "found": "Innmelding"},
    )


def test_an_empty_sheet_and_one_without_rows_are_told_plainly(pull: Pull, tmp_path: Path) -> None:
    assert refused(pull, workbook(tmp_path)).key == "source.wrong_sheet"
    assert refused(pull, workbook(tmp_path, HEADINGS)).key == "source.no_rows"


PRETENDERS = {
    "a web page": (b"<!DOCTYPE html><html><table><tr><td>Tiltak", "source.html_for_excel"),
    "a web page with a mark": (b"\xef\xbb\xbf\r\n<html>", "source.html_for_excel"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "source.old_or_locked_excel"),
    "a CSV file": (b"Tiltak;Dato\nT1.I1;10.02.2026\n", "source.csv_as_excel"),
    "nothing but zeros": (bytes(2000), "source.broken_excel"),
}


@pytest.mark.parametrize("name", PRETENDERS)
def test_a_file_that_only_pretends_to_be_a_workbook_is_told_plainly(
    pull: Pull, tmp_path: Path, name: str
) -> None:
    content, key = PRETENDERS[name]
    file = tmp_path / "records.xlsx"
    file.write_bytes(content)
    assert refused(pull, file).key == key


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_workbook_that_was_cut_short_is_told_plainly(pull: Pull, tmp_path: Path, part: float) -> None:
    file = workbook(tmp_path, HEADINGS, ["T1.I1", "10.02.2026"])
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * part)])
    assert refused(pull, file).key == "source.broken_excel"


def replaced(file: Path, name: str, content: bytes) -> Path:
    """The same workbook with one of its parts replaced."""
    with zipfile.ZipFile(file) as old:
        parts = {part: old.read(part) for part in old.namelist()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part, data in {**parts, name: content}.items():
            new.writestr(part, data)
    file.write_bytes(packed.getvalue())
    return file


def test_a_workbook_with_damaged_styles_is_read_all_the_same(pull: Pull, tmp_path: Path) -> None:
    file = workbook(tmp_path, ["Tiltak", "Dato", "Verdi", "Antall"], ["T1.E3", "10.02.2026", 0.75, 12])
    styles = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(file) as archive:
        numbered = archive.read(sheet).replace(b'<c r="C2"', b'<c r="C2" s="7"')
    damaged = replaced(replaced(file, "xl/styles.xml", styles), sheet, numbered)
    assert read(pull, damaged).accepted("value, n") == [(0.75, 12)]


def test_a_zip_bomb_is_refused_by_what_it_would_swell_to(pull: Pull, tmp_path: Path) -> None:
    file = workbook(tmp_path, HEADINGS, ["T1.I1", "10.02.2026"])
    bomb = replaced(file, "xl/worksheets/sheet1.xml", b" " * 320_000_000)
    assert bomb.stat().st_size < 1_000_000
    assert refused(pull, bomb).key == "source.swelling_excel"


def test_a_zip_bomb_that_lies_about_its_size_is_refused(pull: Pull, tmp_path: Path) -> None:
    file = workbook(tmp_path, HEADINGS, ["T1.I1", "10.02.2026"])
    bomb = replaced(file, "xl/worksheets/sheet1.xml", b" " * 50_000_000)
    true_size, stated_size = (50_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    bomb.write_bytes(bomb.read_bytes().replace(true_size, stated_size))
    assert refused(pull, bomb).key == "source.broken_excel"


def test_entities_that_multiply_are_refused(pull: Pull, tmp_path: Path) -> None:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{lines}]><worksheet>&l9;</worksheet>'
    file = workbook(tmp_path, HEADINGS, ["T1.I1", "10.02.2026"])
    assert (
        refused(pull, replaced(file, "xl/worksheets/sheet1.xml", bomb.encode())).key == "source.broken_excel"
    )


def test_a_file_of_200_megabytes_is_refused_before_it_is_read(pull: Pull, tmp_path: Path) -> None:
    for name in ("records.csv", "records.xlsx"):
        file = tmp_path / name
        with file.open("wb") as written:
            written.truncate(200_000_000)
        assert refused(pull, file).values == {"file": name, "size": 200.0, "limit": 100.0}


def test_the_largest_size_is_a_setting(pull: Pull, tmp_path: Path) -> None:
    file = workbook(tmp_path, HEADINGS, ["T1.I1", "10.02.2026"])
    assert refused(pull, file, max_megabytes=0.001).key == "source.too_large"


@pytest.mark.parametrize(
    ("name", "key"), [("missing.csv", "missing_file"), ("folder.csv", "not_a_file"), ("x.pdf", "other_kind")]
)
def test_a_path_that_leads_to_no_table_is_told_plainly(
    pull: Pull, tmp_path: Path, name: str, key: str
) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    assert refused(pull, tmp_path / name).key == f"source.{key}"


def test_a_formula_counts_by_the_value_that_excel_saved_with_it(pull: Pull, tmp_path: Path) -> None:
    file = workbook(tmp_path, HEADINGS, ["T1.I1", 46063, "=A2"])
    with zipfile.ZipFile(file) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    saved = re.sub(rb"<f>A2</f><v ?/?>(</v>)?", b"<f>A2</f><v>7</v>", sheet)
    assert saved != sheet
    assert read(pull, replaced(file, "xl/worksheets/sheet1.xml", saved)).accepted("note") == [("7",)]


def test_per_cents_are_read_as_they_are_shown(pull: Pull, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Måltall", "Dato", "Verdi"])
    shown = [(0.07, "0 %"), (1, "0.0%"), (0.755, "0.0 %"), (75, '0" %"')]
    for place, (value, form) in enumerate(shown, 1):
        sheet.append(["response_rate", date(2026, 10, place), value])
        sheet.cell(place + 1, 3).number_format = form
    book.save(tmp_path / "figures.xlsx")
    pulled = pull("page_figures_file", tmp_path / "figures.xlsx")
    assert pulled.accepted("value") == [(0.07,), (1.0,), (0.755,), (0.75,)]


def test_days_counted_from_1904_are_the_same_days(pull: Pull, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = datetime(1904, 1, 1)
    sheet = book.worksheets[0]
    for row in (HEADINGS, ["T1.I1", date(2026, 2, 10), "dato"], ["T1.I1", 46064 - 1462, "dager"]):
        sheet.append(row)
    book.save(tmp_path / "records.xlsx")
    assert read(pull, tmp_path / "records.xlsx").accepted("occurred_on") == [
        (date(2026, 2, 10),),
        (date(2026, 2, 11),),
    ]


def test_a_row_far_beyond_excels_last_is_refused(pull: Pull, tmp_path: Path) -> None:
    file = workbook(tmp_path, HEADINGS, ["T1.I1", "10.02.2026"])
    with zipfile.ZipFile(file) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    far = sheet.replace(b'<row r="2"', b'<row r="2000000000"')
    assert far != sheet
    assert refused(pull, replaced(file, "xl/worksheets/sheet1.xml", far)).key == "source.too_many_cells"


def test_a_workbook_that_swells_two_hundred_times_is_refused(pull: Pull, tmp_path: Path) -> None:
    file = replaced(workbook(tmp_path, HEADINGS), "xl/worksheets/sheet1.xml", b" " * 60_000_000)
    assert refused(pull, file).key == "source.swelling_excel"


def test_a_sheet_of_something_else_tells_which_sheets_there_are(pull: Pull, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Veiledning"
    book.worksheets[0].append(["Slik fyller du ut"])
    book.create_sheet("Innmelding").append(HEADINGS)
    book.save(tmp_path / "records.xlsx")
    error = refused(pull, tmp_path / "records.xlsx")
    assert (error.key, error.values) == (
        "source.wrong_sheet",
        {
            "file": "records.xlsx",
            "sheet": "Veiledning",
            "found": "Slik fyller du ut",
            "sheets": "Veiledning, Innmelding",
        },
    )


def test_a_wrong_cell_of_a_wide_sheet_costs_no_other_figure(pull: Pull, tmp_path: Path) -> None:
    file = workbook(
        tmp_path,
        ["Dato", "Likerklikk", "Følgere", "Svarprosent"],
        [date(2026, 10, 1), "#REF!", 1868, "=B2"],
        ["=TODAY()", 1, 2, "75 %"],
        name="figures.xlsx",
    )
    pulled = pull("page_figures_file", file)
    assert pulled.accepted("metric_id, value") == [("followers", 1868.0)]
    assert pulled.rejected() == [
        (2, "Likerklikk", None, "reject.error_value"),
        (2, "Svarprosent", None, "reject.formula"),
        (3, "Dato", None, "reject.formula"),
    ]


def test_the_check_before_a_run_opens_the_workbook(tmp_path: Path) -> None:
    file = tmp_path / "records.xlsx"
    file.write_bytes(b"<html>")
    with pytest.raises(SourceError) as raised:
        CHECKS["completions_file"](Source(id="s", kind="completions_file", path=file))
    assert raised.value.key == "source.html_for_excel"
    CHECKS["completions_file"](Source(id="s", kind="completions_file", path=workbook(tmp_path, HEADINGS)))
