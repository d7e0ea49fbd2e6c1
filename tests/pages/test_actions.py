"""The screen of what needs somebody: lines in order, filters and «vis alle» in the address, and its empty states."""

import re
from collections.abc import Sequence
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from foundation.words import words
from tests.pages.published import completion, html, open_page, publish
from ui.actions_slides import actions_slides
from warehouse.build import Row

AS_OF = "2026-11-20"


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nothing is done but one talk about the values, so that most measures need somebody."""
    done = [completion("T1.I3", date(2026, 3, 10), unit_id="helsetjenesten")]
    return publish(tmp_path_factory.mktemp("actions"), {"completion": done})


@pytest.fixture(autouse=True)
def _published(configuration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configuration))


def opened(**asked: str) -> AppTest:
    """The screen; fails on any exception."""
    page = open_page("actions", **{"as_of": AS_OF, **asked})
    assert [error.message for error in page.exception] == []
    return page


def words_of(part: str) -> str:
    """What can be read in a part of the screen."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", part))).strip()


def table(screen: str) -> list[str]:
    """The lines as they are read."""
    (body,) = re.findall(r"<tbody>(.*?)</tbody>", screen, re.DOTALL)
    return [words_of(row) for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)]


def over(found: Sequence[str]) -> list[int]:
    """The days over of the lines that have them, in their order."""
    return [int(days) for line in found for days in re.findall(r"(\d+) dag(?:er)? over fristen", line)]


def test_ten_lines_are_shown_the_longest_over_first_and_the_rest_is_counted() -> None:
    screen = html(opened())
    found = table(screen)
    assert len(found) == 10
    days = over(found)
    assert days == sorted(days, reverse=True)
    assert days[0] > 0
    assert re.search(r"\d+ tiltak til er ikke vist\. Velg «Vis alle»\.", words_of(screen))


def test_all_lines_are_shown_when_the_address_asks_for_them_and_the_choice_goes_into_it() -> None:
    page = opened(rows="all")
    total = len(table(html(page)))
    assert total > 10
    assert "er ikke vist" not in html(page)
    page.segmented_control[0].set_value("first").run()
    assert "rows" not in page.query_params
    assert len(table(html(page))) == 10


def test_a_line_says_who_what_is_missing_by_name_and_the_next_step() -> None:
    (line,) = [row for row in table(html(opened(rows="all"))) if "T1.I3" in row]
    assert line.startswith("forfalt 204 dager over fristen Tiltak: Verdisamtale T1.I3 · Mål 1 forslag")
    assert "Ansvarlig: Kommunedirektør Dette mangler: 16 av 17. Mangler: " in line
    assert line.endswith("Neste steg: Ta det opp i områdene som mangler. 11 til, så er kravet nådd.")


def test_a_goal_and_a_role_in_the_address_narrow_the_lines_and_the_answer() -> None:
    screen = html(opened(goal="G3"))
    assert {re.findall(r"T\d", row)[0] for row in table(screen)} == {"T3"}
    mine = table(html(opened(role="servicetorget", rows="all")))
    assert mine != []
    assert all("Ansvarlig: Servicetorget" in row for row in mine)


def test_a_selection_without_lines_says_so() -> None:
    screen = html(opened(goal="G3", role="servicetorget"))
    assert "Ingen tiltak i dette utvalget trenger noen." in screen
    assert "<table" not in screen


def test_where_nothing_needs_anybody_the_screen_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing: Sequence[Row] = ()
    monkeypatch.setenv("DASHBOARD_CONFIG", str(publish(tmp_path, {"measure": nothing})))
    screen = words_of(html(opened()))
    assert "Ingen tiltak trenger noen nå." in screen
    assert "Her er det ingenting å ta opp." in screen


@pytest.mark.parametrize(
    ("language", "said"),
    [("nb", "tiltak trenger noen:"), ("nn", "tiltak treng nokon:"), ("en", "measures need somebody:")],
)
def test_the_answer_counts_what_needs_somebody_in_every_language(language: str, said: str) -> None:
    assert said in words_of(html(opened(lang=language)))


def test_the_slides_begin_with_the_counts_and_give_each_measure_a_line() -> None:
    first, *rest = actions_slides(date(2026, 11, 20), date(2026, 10, 26), words("nb"))
    lines = [line for slide in rest for line in slide.lines]
    assert sum(int(line.word) for line in first.lines) == len(lines)
    assert [line.word for line in lines if line.label == "Verdisamtale"] == ["Kommunedirektør"]
