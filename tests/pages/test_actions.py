"""The screen of what needs somebody: lines in order, filters and «vis alle» in the address, and its empty states."""

import re
from collections.abc import Sequence
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from foundation.words import words
from tests.pages.published import completion, html, open_page, publish, register
from ui.actions_slides import actions_slides
from warehouse.build import Row

AS_OF = "2026-11-20"


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nothing is done but a talk about the values and the first step to new web pages, so that most need somebody."""
    done = [
        completion("T1.I3", date(2026, 3, 10), unit_id="helsetjenesten"),
        completion("T2.I1", date(2026, 3, 10), milestone_id="T2.I1-M1"),
    ]
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
    body = "".join(re.findall(r"<tbody>(.*?)</tbody>", screen, re.DOTALL))
    return [words_of(row) for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL) if "<td" in row]


def over(found: Sequence[str]) -> list[int]:
    """The days over of the lines that have them, in their order."""
    return [int(days) for line in found for days in re.findall(r"(\d+) dag(?:er)? over fristen", line)]


def test_ten_lines_are_shown_the_longest_over_first_and_the_rest_is_counted() -> None:
    screen = html(opened())
    found = table(screen)
    assert len(found) == 10
    days = over(found)
    assert len(days) == 10
    assert days == sorted(days, reverse=True)
    assert days[-1] > 0
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
    found = table(html(opened(rows="all")))
    (line,) = [row for row in found if "T1.I3" in row]
    assert line.startswith("forfalt 204 dager over fristen Tiltak: Verdisamtale T1.I3 · Mål 1 forslag")
    assert (
        "Ansvarlig: Kommunedirektør Dette mangler: 1 av 17 har hatt det, kravet nå er 12. Mangler: " in line
    )
    assert line.endswith(
        "Neste steg: Gjennomfør det i minst elleve av de 16 områdene som mangler, eller registrer det som er gjort."
    )
    (unsettled,) = [row for row in found if "T1.I1" in row]
    assert "Ansvarlig: Ikke avklart Strategien nevner Kommunedirektør og Personalavdelingen." in unsettled
    (proposed,) = [row for row in found if "X1" in row]
    assert "Ansvarlig: Tjenesteområdeledere forslag Dette mangler:" in proposed


def test_what_cannot_be_judged_is_a_sentence_with_a_link_and_no_line() -> None:
    screen = html(opened(rows="all"))
    assert "uten frist" not in " ".join(table(screen))
    (note,) = re.findall(r'<p class="actions-note">([^<]* kan ikke vurderes: .*?)</p>', screen)
    assert 'href="data#method-undecided"' in note.replace("?as_of=2026-11-20", "")


def test_a_goal_and_a_role_in_the_address_narrow_the_lines_and_the_answer() -> None:
    screen = html(opened(goal="G2"))
    assert {re.findall(r"T\d", row)[0] for row in table(screen)} == {"T2"}
    mine = table(html(opened(role="servicetorget", rows="all")))
    assert mine != []
    assert all("Ansvarlig: Servicetorget" in row for row in mine)
    unsettled = table(html(opened(role="none", rows="all")))
    assert [re.findall(r"[TX]\d[.IE\d]*", row)[0] for row in unsettled] == ["T1.I1"]


def test_a_selection_without_lines_says_so_and_leads_back_to_all() -> None:
    screen = html(opened(goal="X", role="servicetorget"))
    assert "Ingen tiltak i dette utvalget er forfalt, forsinket eller nær fristen." in screen
    assert "<table" not in screen
    assert re.search(r'<a href="handling[^"]*">Vis alle mål og roller</a>', screen)


def test_what_is_due_soon_stands_apart_under_its_own_title() -> None:
    found = html(opened(goal="G2", rows="all"))
    groups = re.findall(r"<tbody>(.*?)</tbody>", found, re.DOTALL)
    assert [words_of(group).startswith("Ikke over fristen, men den nærmer seg") for group in groups] == [
        False, True,
    ]  # fmt: skip
    assert "21 dager igjen Tiltak: Utvikle hjemmesider" in words_of(groups[1])


@pytest.mark.parametrize(
    ("nothing", "answer", "advice"),
    [
        ("measure", "Ingen tiltak er lagt inn ennå.", "kjør så «python -m etl run»."),
        ("plan", "tiltakene kan vurderes ennå.", "Når frister er satt og kildene er lest inn"),
    ],
)
def test_where_nothing_is_known_yet_nobody_is_told_that_all_is_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nothing: str, answer: str, advice: str
) -> None:
    tables: dict[str, Sequence[Row]] = {nothing: (), "target": ()}
    monkeypatch.setenv("DASHBOARD_CONFIG", str(publish(tmp_path, tables)))
    screen = words_of(html(opened()))
    assert answer in screen
    assert advice in screen
    assert "ingenting å ta opp" not in screen


def test_where_nothing_needs_anybody_the_screen_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [row for row in register()["measure"] if row["measure_id"] == "T1.I4"]
    steps = [row for row in register()["milestone"] if row["measure_id"] == "T1.I4"]
    done = [completion("T1.I4", date(2026, 3, 1), milestone_id=step["milestone_id"]) for step in steps]
    monkeypatch.setenv("DASHBOARD_CONFIG", str(publish(tmp_path, {"measure": kept, "completion": done})))
    screen = words_of(html(opened()))
    assert "Det ene tiltaket som kan vurderes, trenger ingen nå." in screen
    assert "Her er det ingenting å ta opp." in screen


@pytest.mark.parametrize(
    ("language", "said"),
    [("nb", "tiltak trenger noen:"), ("nn", "tiltak treng nokon:"), ("en", "measures need somebody:")],
)
def test_the_answer_counts_what_needs_somebody_in_every_language(language: str, said: str) -> None:
    assert said in words_of(html(opened(lang=language)))


def test_the_slides_begin_with_the_counts_and_give_each_of_the_first_ten_a_line() -> None:
    first, *rest = actions_slides(date(2026, 11, 20), date(2026, 10, 26), words("nb"))
    lines = [line for slide in rest for line in slide.lines]
    *counts, unjudged = first.lines
    assert sum(int(line.word) for line in counts) > len(lines) == 10
    assert re.fullmatch(r"\w+ tiltak kan ikke vurderes: .*", unjudged.label)
    assert [line.word for line in lines if line.label == "Verdisamtale"] == ["Kommunedirektør"]
