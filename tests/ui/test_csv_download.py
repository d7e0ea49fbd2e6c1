"""CSV files: opened right by a Norwegian Excel, read back whole, and with no cell that runs."""

import csv
import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from foundation.words import words
from ui.csv_download import csv_bytes

NB = words("nb")


def lines(*rows: tuple[object, ...], language: str = "nb") -> list[list[str]]:
    """The rows of a file as a spreadsheet reads them, without their heading."""
    text = csv_bytes(["A"], rows, words(language)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]


def test_a_file_begins_with_its_mark_and_has_semicolons_and_windows_line_ends() -> None:
    assert csv_bytes(["Tiltak", "Så mange"], [("Ærlig", 2)], NB) == (
        b"\xef\xbb\xbfTiltak;S\xc3\xa5 mange\r\n\xc3\x86rlig;2\r\n"
    )


def test_a_file_without_rows_is_its_heading() -> None:
    assert csv_bytes(["Tiltak"], [], NB) == b"\xef\xbb\xbfTiltak\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_a_text_that_would_run_gets_an_apostrophe(start: str) -> None:
    assert lines((f"{start}HYPERLINK(1)",)) == [[f"'{start}HYPERLINK(1)"]]


def test_a_heading_that_would_run_gets_one_too() -> None:
    assert csv_bytes(["=1+1"], [], NB) == b"\xef\xbb\xbf'=1+1\r\n"


@pytest.mark.parametrize("text", ["1+1", "a=b", "æ@b.no", " ", "'=1"])
def test_other_text_stands_as_it_is(text: str) -> None:
    assert lines((text,)) == [[text]]


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.75, "0,75"), (-3.5, "-3,5"), (-3, "-3"), (1868, "1868"), (None, ""), (True, "ja"), (False, "nei")],
)
def test_a_number_has_a_decimal_comma_and_is_never_disarmed(value: object, written: str) -> None:
    assert lines((value, "x")) == [[written, "x"]]


def test_days_follow_the_language_and_the_separators_do_not() -> None:
    assert lines((date(2026, 11, 23), 0.5, True), language="en") == [["23 Nov 2026", "0,5", "yes"]]
    moment = datetime(2026, 11, 23, 6, 5, tzinfo=ZoneInfo("Europe/Oslo"))
    assert lines((date(2026, 11, 23), moment)) == [["23.11.2026", "23.11.2026 kl. 06.05"]]


@pytest.mark.parametrize("text", ['to «linjer»\r\nog "mer"', "a;b", "æøå"])
def test_what_could_break_a_line_is_read_back_whole(text: str) -> None:
    assert lines((text, 1)) == [[text, "1"]]
