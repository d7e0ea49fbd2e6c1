"""The coverage screen: who is missing first, in words and as a table, narrowed by the address, names to take away."""

import csv
import io
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from foundation.words import words
from tests.pages.published import completion, html, open_page, publish, register
from ui.coverage_data import read_coverage
from ui.coverage_download import names_table
from ui.coverage_slides import coverage_slides
from warehouse.build import Row

AS_OF = "2026-11-20"
DAY = date(2026, 11, 20)
AREAS = [
    str(row["unit_id"])
    for row in register()["unit"]
    if row["unit_kind"] == "service_area" and row["valid_to"] is None
]


def talks(*left_out: str) -> list[Row]:
    """A talk about the values in every service area but some."""
    return [
        completion("T1.I3", date(2026, 3, 10), unit_id=unit_id)
        for unit_id in AREAS
        if unit_id not in left_out
    ]


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The talk has been held everywhere but in two areas, and nothing else anywhere."""
    return publish(tmp_path_factory.mktemp("coverage"), {"completion": talks(*AREAS[:2])})


@pytest.fixture(autouse=True)
def _published(configuration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configuration))


def opened(**asked: str) -> AppTest:
    """The screen; fails on any exception."""
    page = open_page("coverage", **{"as_of": AS_OF, **asked})
    assert [error.message for error in page.exception] == []
    return page


def words_of(part: str) -> str:
    """What can be read in a part of the screen."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", part))).strip()


def table(screen: str) -> list[list[str]]:
    """The table of areas, cell by cell."""
    (body,) = re.findall(r"<tbody>(.*?)</tbody>", screen, re.DOTALL)
    return [
        [words_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    ]


def names(screen: str) -> list[str]:
    """The first cell of every row."""
    return [row[0] for row in table(screen)]


def area_name(unit_id: str) -> str:
    return next(str(row["name_nb"]) for row in register()["unit"] if row["unit_id"] == unit_id)


def test_a_measure_says_how_many_of_how_many_and_every_missing_name() -> None:
    said = words_of(html(opened()).split("coverage-table")[0])
    both = sorted(area_name(unit_id) for unit_id in AREAS[:2])
    assert f"Verdisamtale T1.I3 forslag {len(AREAS) - 2} av {len(AREAS)} tjenesteområder" in said
    assert "Vindu 01.01.2026–31.12.2026. Krav nå: 12. Neste krav: 17 innen 31.12.2026." in said
    assert f"Mangler: {both[0]} · {both[1]}." in said


def test_those_that_lack_most_stand_first_and_each_cell_has_its_word() -> None:
    rows = table(html(opened()))
    assert len(rows) == len(AREAS)
    assert {row[0] for row in rows[:2]} == {area_name(unit_id) for unit_id in AREAS[:2]}
    assert rows[0][2] == "Verdisamtale: mangler"
    assert rows[-1][2] == "Verdisamtale: 10.03.2026"
    lacking = [int(row[1].split(": ")[1].split(" ")[0]) for row in rows]
    assert lacking == sorted(lacking, reverse=True)


def test_the_address_narrows_to_one_measure_and_to_those_that_lack_something() -> None:
    page = opened(measure="T1.I3", areas="missing")
    assert f"2 av {len(AREAS)} tjenesteområder mangler." in words_of(html(page))
    rows = table(html(page))
    assert {row[0] for row in rows} == {area_name(unit_id) for unit_id in AREAS[:2]}
    assert {len(row) for row in rows} == {3}
    page.segmented_control[1].set_value("all").run()
    assert "areas" not in page.query_params
    assert len(table(html(page))) == len(AREAS)


def test_the_missing_names_can_be_copied_and_downloaded() -> None:
    (text,) = opened(measure="T1.I3").get("code")
    both = sorted(area_name(unit_id) for unit_id in AREAS[:2])
    assert text.proto.code_text == "\n".join(["Verdisamtale, 2 mangler:", *both])
    found = names_table(read_coverage(DAY).narrowed("T1.I3"), words("nb")).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(found, newline=""), delimiter=";")) == [
        ["Tiltak", "Tjenesteområde", "Status"],
        *(["Verdisamtale", name, "mangler"] for name in both),
    ]


def test_what_a_silent_source_leaves_unknown_is_not_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(publish(tmp_path, {"etl_run": ()})))
    screen = html(opened())
    assert "Det er ikke kjent hvem som mangler" in screen
    assert {cell.split(": ")[1] for row in table(screen) for cell in row[2:]} == {"ikke kjent"}
    assert list(opened().get("code")) == []


def test_where_everybody_is_reached_the_screen_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(publish(tmp_path, {"completion": talks()})))
    screen = words_of(html(opened(measure="T1.I3", areas="missing")))
    assert f"Ingen av de {len(AREAS)} tjenesteområdene mangler noe (1 tiltak)." in screen
    assert "Ingen mangler." in screen
    assert "Ingen tjenesteområder mangler noe i dette utvalget." in screen


def test_without_areas_the_screen_says_where_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(publish(tmp_path, {"unit": ()})))
    assert "Registeret har ingen tjenesteområder. Skriv dem i units.csv" in html(opened())


@pytest.mark.parametrize(
    ("language", "said"), [("nn", "Verdisamtale, 2 manglar:"), ("en", "Talk about the values, 2")]
)
def test_the_slides_give_the_counts_and_then_the_names_in_every_language(language: str, said: str) -> None:
    first, second, *_ = coverage_slides(DAY, date(2026, 10, 26), words(language))
    assert len(first.lines) == len(read_coverage(DAY).over_areas)
    assert any(line.label.startswith(said) for line in second.lines)


def test_a_slide_says_what_is_asked_for_by_now_and_next() -> None:
    first, *_ = coverage_slides(DAY, date(2026, 10, 26), words("nb"))
    said = {line.label: (line.word, line.text) for line in first.lines}
    assert said["Verdisamtale"] == ("15 av 17", "Krav nå: 12. Neste krav: 17 innen 31.12.2026.")


def test_where_all_lack_as_much_nobody_is_singled_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(publish(tmp_path, {})))
    (answer,) = re.findall(
        r'<p class="coverage-answer">(.*?)</p>', html(open_page("coverage", as_of="2026-11-20"))
    )
    assert answer == "17 av 17 tjenesteområder mangler minst ett av 4 tiltak. Hvert av dem mangler 4."
