"""The words' font: two files as one family, which has every letter of the original once, and ours in the small one."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from fontTools.ttLib import TTFont

from foundation.configuration import ROOT
from ui.built_files import STATIC
from ui.chart_frame import FONT
from ui.fonts import make
from ui.words_font import FACES, FAMILY, SMALL, is_asked_for, name, with_words_font

PAGE = (STATIC / "index.html").read_text(encoding="utf-8")
READ = ("ui", "pages", "analysis", "data/strategy", "data/sample")
KINDS = (".toml", ".csv", ".py", ".css", ".txt")
NEVER_DRAWN = {"\n", "\r", "\t", "\ufeff"}
FULL_WIDTH = set("＋－＝＠")  # what a spreadsheet takes for a formula: neither file has them


def face_ranges() -> list[set[int]]:
    """The letters that each face is for, as the style sheet names them."""
    return [set(letters(each)) for each in re.findall(r"unicode-range:([^}]+)}", FACES.read_text("utf-8"))]


def letters(ranges: str) -> Iterator[int]:
    for each in ranges.split(","):
        first, _, last = each.removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def written(folder: Path) -> set[str]:
    """Every character in a folder's words, code and tables."""
    files = [file for file in folder.rglob("*") if file.suffix in KINDS]
    assert files
    return {letter for file in files for letter in decoded(file.read_bytes())}


def decoded(text: bytes) -> str:
    """What older Excel writes is no UTF-8."""
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("cp1252")


def test_the_small_file_and_its_faces_are_what_is_made_of_streamlits_own(tmp_path: Path) -> None:
    make.write_small(tmp_path / "small.woff2")
    assert (tmp_path / "small.woff2").read_bytes() == SMALL.read_bytes(), "run: python -m ui.fonts.make"
    assert FACES.read_text(encoding="utf-8") == make.faces(), "run: python -m ui.fonts.make"


def test_both_files_together_have_every_letter_of_the_original_once() -> None:
    whole, small = face_ranges()
    assert small == make.letters(SMALL)
    assert whole | small == make.letters(make.original())
    assert whole & small == set()


@pytest.mark.parametrize("folder", READ)
def test_every_letter_in_our_words_and_the_sample_is_in_the_small_file(folder: str) -> None:
    missing = {ord(letter) for letter in written(ROOT / folder) - NEVER_DRAWN - FULL_WIDTH}
    assert missing - make.letters(SMALL) == set()


@pytest.mark.parametrize(
    "word", ["Čáhcesuolu", "Åarjelsaemien ïjje", "Ruŋŋá ŧ đ ž š", "Łódź", "Ğ ő ů", "ʒ ǯ ǧ ǥ"]
)
def test_names_in_sami_and_other_languages_of_latin_letters_are_in_the_small_file(word: str) -> None:
    assert {ord(letter) for letter in word} - make.letters(SMALL) == set()


def test_the_small_file_is_as_wide_as_the_original_with_figures_in_columns() -> None:
    with TTFont(SMALL) as small, TTFont(make.original()) as whole:
        widths = [
            {letter: font["hmtx"][glyph][0] for letter, glyph in font.getBestCmap().items()}
            for font in (small, whole)
        ]
        assert {letter: widths[1][letter] for letter in widths[0]} == widths[0]
        assert len({widths[0][ord(figure)] for figure in "0123456789"}) == 1
        axes = [
            [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes]
            for font in (small, whole)
        ]
        assert axes[0] == axes[1]


def test_the_small_file_has_a_name_of_its_own_since_the_licence_reserves_the_originals() -> None:
    with TTFont(SMALL) as font:
        said = {record.nameID: record.toUnicode() for record in font["name"].names}
    assert "Reserved Font Name ‘Source’" in said[0]
    assert "SIL Open Font License" in said[13]
    assert [text for number, text in said.items() if "Source" in text and number != 0] == []
    assert "SIL OPEN FONT LICENSE" in (SMALL.parent / "OFL.txt").read_text(encoding="utf-8")


def test_screens_and_charts_are_written_in_it() -> None:
    assert st.get_option("theme.font").startswith(f"'{FAMILY}', ")
    assert FONT.startswith(f'"{FAMILY}", ')


def test_the_page_asks_for_the_small_file_last_and_names_the_whole_one_only_for_other_letters() -> None:
    page = with_words_font(PAGE)
    asked = re.findall(r'<link[^>]*href="\./static/media/([^"]+)"', page)
    assert asked == [name()]
    assert page.index(f'href="./static/media/{name()}"') > page.rindex('rel="modulepreload"')
    assert re.findall(r"src:url\(\./static/media/([^)]+)\)", page) == [make.original().name, name()]
    assert "body{font-family:'Dashboard Sans', " in page


def test_a_page_without_a_font_of_streamlits_stays_as_it_is() -> None:
    assert with_words_font("<head></head>") == "<head></head>"


@pytest.mark.parametrize("other", [None, "serif", "'Town Sans', sans-serif"])
def test_a_font_that_somebody_else_chose_is_left_to_streamlit(
    monkeypatch: pytest.MonkeyPatch, other: str | None
) -> None:
    monkeypatch.setattr(st, "get_option", {"theme.font": other}.get)
    assert with_words_font(PAGE) == PAGE


@pytest.mark.parametrize("path", ["/static/media/", "/kommune/static/media/"])
def test_the_small_file_is_asked_for_by_what_is_in_it(path: str) -> None:
    assert is_asked_for(path + name())
    assert not is_asked_for(path + "dashboard_sans.00000000.woff2")
