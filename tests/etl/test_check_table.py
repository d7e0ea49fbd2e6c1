"""The table of the check: aligned lines in a file, framed ones on a terminal, and the same words in both."""

import io
import re

import pytest

from etl.check_table import Mark, Row, is_well, show
from foundation.words import LANGUAGES, words

ROWS = [
    Row("well", "–", "register", "3 mål og 20 tiltak"),
    Row("failed", "facebook", "token", "mangler", "Legg det i miljøvariabelen."),
    Row("warning", "facebook", "tokenets utløp", "3 dager igjen"),
    Row("unknown", "facebook", "tilgang til data", "ukjent"),
]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def plain(rows: list[Row], language: str = "nb") -> list[str]:
    stream = io.StringIO()
    show(rows, words(language), stream)
    return stream.getvalue().splitlines()


def framed(rows: list[Row], monkeypatch: pytest.MonkeyPatch, width: int = 200, language: str = "nb") -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    stream = Terminal()
    show(rows, words(language), stream)
    return re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue())


def test_columns_stand_under_each_other_and_advice_under_what_was_found() -> None:
    assert plain(ROWS) == [
        "Utfall    Kilde     Hva               Funnet",
        "i orden   –         register          3 mål og 20 tiltak",
        "feil      facebook  token             mangler",
        "                                      Gjør dette: Legg det i miljøvariabelen.",
        "advarsel  facebook  tokenets utløp    3 dager igjen",
        "ukjent    facebook  tilgang til data  ukjent",
        "4 linjer: 1 feil, 1 advarsel, 1 ukjent, 1 i orden.",
    ]


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("nb", ["Utfall", "Kilde", "Hva", "Funnet"], "6 linjer: 1 feil, 2 advarsler, 2 ukjente, 1 i orden."),
        ("nn", ["Utfall", "Kjelde", "Kva", "Funne"], "6 linjer: 1 feil, 2 åtvaringar, 2 ukjende, 1 i orden."),
        ("en", ["Outcome", "Source", "What", "Found"], "6 rows: 1 fault, 2 warnings, 2 unknown, 1 in order."),
    ],
)
def test_headings_and_count_are_in_the_chosen_language(language: str, first: list[str], last: str) -> None:
    lines = plain([*ROWS, *ROWS[2:]], language)
    assert (lines[0].split(), lines[-1]) == (first, last)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_terminal_shows_every_word_of_the_plain_lines(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = framed(ROWS, monkeypatch, language=language).split()
    wanted = [word for line in plain(ROWS, language) for word in line.split()]
    assert [word for word in shown if not set(word) <= set("─━╸╺ ")] == wanted


def test_a_narrow_terminal_breaks_lines_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    long = Row("failed", "facebook", "siden 123", "Facebook svarte ikke", "Prøv igjen om litt. " * 5)
    shown = framed([long], monkeypatch, width=60)
    assert (max(map(len, shown.splitlines())), shown.count("Prøv")) == (60, 5)


@pytest.mark.parametrize(
    ("mark", "expected"), [("well", True), ("warning", True), ("unknown", True), ("failed", False)]
)
def test_only_what_failed_is_not_well(mark: Mark, expected: bool) -> None:
    assert is_well([ROWS[0], Row(mark, "", "", "")]) is expected


def test_what_stands_in_a_cell_commands_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    bold = Row("well", "[bold]facebook[/]", "side\x1b[2J", "ett\nto\u202e")
    assert "[bold]facebook[/]" in framed([bold], monkeypatch)
    assert plain([bold])[1] == "i orden  [bold]facebook[/]  side [2J  ett to"
