"""The stories screen: what was so at the same time, and after; that it cannot be decided, in these words; never why."""

import re
from collections.abc import Sequence
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from foundation.words import LANGUAGES, words
from tests.pages.published import completion, figure, html, open_page, publish, register
from ui.stories_slides import stories_slides
from warehouse.build import Row

AS_OF = "2026-11-20"
MONTHS = [(2025, month) for month in range(1, 13)] + [(2026, month) for month in range(1, 11)]
CAUSES = (
    "førte til",
    "skyldes",
    "på grunn av",
    "forårsak",
    "fordi historie",
    "led to",
    "because of",
    "caused",
    "resulted in",
    "thanks to",
    "takket være",
    "effekt",
    "førte",
)
TEXTS = Path(__file__).parent.parent.parent / "ui" / "texts"


def town(every: int) -> dict[str, Sequence[Row]]:
    """Conversations month by month; 30 more in months with a story, which each `every` month has, and its reach."""
    has = [place % every == 0 for place in range(len(MONTHS))]
    told = [month for month, story in zip(MONTHS, has, strict=True) if story]
    numbers = [
        figure("new_conversations", date(year, month, 28), 20 + 30 * story + place % 3, value_basis="typed")
        for place, ((year, month), story) in enumerate(zip(MONTHS, has, strict=True))
    ]
    reach = [figure("story_reach", date(year, month, 28), 1000 + month) for year, month in told]
    return {
        "completion": [completion("T1.E2", date(year, month, 10)) for year, month in told],
        "metric_value": numbers + reach,
    }


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A story in every other month, so that both groups are large."""
    return publish(tmp_path_factory.mktemp("stories"), town(2))


@pytest.fixture(autouse=True)
def _published(configuration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configuration))


def opened(**asked: str) -> AppTest:
    """The screen; fails on any exception."""
    page = open_page("stories", **{"as_of": AS_OF, **asked})
    assert [error.message for error in page.exception] == []
    return page


def words_of(part: str) -> str:
    """What can be read in a part of the screen."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", part))).strip()


def answer_of(page: AppTest) -> str:
    """The sentence under the question."""
    return words_of(html(page).split('<p class="stories-answer">')[1].split("</p>")[0])


def test_a_number_that_is_higher_with_stories_is_said_to_be_so_at_the_same_time_with_its_interval() -> None:
    said = words_of(html(opened()))
    assert (
        "Samtidig med historiene var tallet høyere: +30, trolig mellom +29 og +31 (11 måneder med, 11 uten)."
        in said
    )
    assert "Forskjell +30, med 95 % sikkerhet mellom +29 og +31. Streken er ingen forskjell." in said


def test_every_month_tells_its_stories_and_its_number_and_so_does_the_table() -> None:
    screen = html(opened())
    cells = re.findall(r"<li><span class=\"stories-month\">(.*?)</li>", screen, re.DOTALL)
    assert len(cells) == 22
    assert words_of(cells[0]) == "jan 25 50"
    assert 'aria-label="1 historie"' in cells[0]
    assert 'aria-label="0 historier"' in cells[1]
    (body,) = re.findall(r"<tbody>(.*?)</tbody>", screen, re.DOTALL)
    body = re.sub(r'<span class="stories-label">.*?</span>', "", body)
    rows = [words_of(row) for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)]
    assert len(rows) == 22
    assert rows[0] == "oktober 2026 0 20 ikke registrert –"
    assert rows[-1] == "januar 2025 1 50 1 001 –"


def test_what_else_happened_stands_in_its_month_and_is_listed_as_not_to_be_told_apart() -> None:
    screen = html(opened())
    lettered = re.findall(r"([a-z]{3} \d\d)<b class=\"stories-letter\">([A-Z])</b>", screen)
    assert lettered == [("aug 25", "A"), ("okt 25", "B"), ("nov 25", "C"), ("mai 26", "D"), ("sep 26", "E")]
    (listed,) = re.findall(r'<ul class="stories-happened">(.*?)</ul>', screen, re.DOTALL)
    assert words_of(listed).startswith("A 18.08.2025 Introduksjonsuke for nyansatte B 06.10.2025 ")
    assert "Dette skjedde også i månedene, og kan ikke skilles fra historiene:" in screen


def test_an_event_has_the_same_letter_here_and_beside_the_charts() -> None:
    listed = re.compile(r"<li><b[^>]*>([A-Z]\d*)</b> (.*?)</li>")
    here = {name: letter for letter, name in listed.findall(html(opened()))}
    there = {name: letter for letter, name in listed.findall(html(open_page("dialogue", as_of=AS_OF)))}
    assert there == {
        "12.05.2026 Flomvarsel": "D",
        "14.09.2026 Automatiske svar slått på i meldingstjenesten": "E",
    }
    assert here.items() >= there.items()


def test_an_event_is_chosen_in_the_address_and_other_events_leave_it_undecided() -> None:
    said = words_of(html(opened(event="stafett-2025")))
    assert (
        "Kan ikke avgjøres: det skjedde annet i de samme månedene: Introduksjonsuke for nyansatte (18.08.2025)"
        in said
    )
    page = opened()
    assert [each for each in page.selectbox[0].options if each.startswith("Flomvarsel")] == []
    page.selectbox[0].set_value("stafett-2025").run()
    assert page.query_params["event"] == "stafett-2025"


def test_an_event_alone_in_its_months_is_said_to_come_before_and_never_to_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = {"event_id": "start", "occurred_on": date(2025, 11, 3), "kind": "campaign"}
    numbers = [
        figure(
            "new_conversations", date(year, month, 28), 20 + month % 3 + 40 * is_after, value_basis="typed"
        )
        for year, month in MONTHS
        for is_after in [(year, month) > (2025, 11)]
    ]
    town_alone = {
        **town(1),
        "metric_value": numbers,
        "event": [{**start, "name_nb": "Ny start", "name_en": "A start"}],
    }
    monkeypatch.setenv("DASHBOARD_CONFIG", str(publish(tmp_path, town_alone)))
    said = words_of(html(opened()))
    assert "Etter dette var tallet høyere enn før: +40, trolig mellom +39 og +41" in said
    assert "(10 måneder før, 11 etter)" in said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Kan ikke avgjøres: for få måneder (22 med historie, 0 uten; 8 trengs i hver)."),
        ("nn", "Kan ikkje avgjerast: for få månader (22 med historie, 0 utan; 8 trengst i kvar)."),
        ("en", "Cannot be decided: too few months (22 with a story, 0 without; 8 of each are needed)."),
    ],
)
def test_too_few_months_are_said_to_be_undecided_in_these_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(publish(tmp_path, town(1))))
    assert answer_of(opened(lang=language)) == said


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        (
            "measure",
            "Kan ikke avgjøres: registeret sier ikke hvilket tiltak som er historiene. Skriv is_story",
        ),
        ("completion", "Kan ikke avgjøres: ingen historier er registrert."),
        ("metric_value", "Kan ikke avgjøres: siden har ingen tall fra månedene med historier."),
    ],
)
def test_without_a_measure_or_stories_or_numbers_the_screen_says_which_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left_out: str, said: str
) -> None:
    unmarked = [{**row, "is_story": False} for row in register()["measure"]]
    tables = {**town(2), left_out: unmarked if left_out == "measure" else []}
    monkeypatch.setenv("DASHBOARD_CONFIG", str(publish(tmp_path, tables)))
    page = opened()
    assert answer_of(page).startswith(said)
    assert "<h2>" not in html(page)
    (slide,) = stories_slides(date(2026, 11, 20), date(2026, 10, 26), words("nb"))
    assert slide.empty.startswith(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_the_screen_says_why(language: str) -> None:
    text = (TEXTS / f"{language}.toml").read_text(encoding="utf-8")
    section = text.split("[stories_page]")[1].split("\n[")[0].casefold()
    assert [cause for cause in CAUSES if cause in section] == []


def test_the_slides_give_both_groups_and_what_can_be_said() -> None:
    first, *events = stories_slides(date(2026, 11, 20), date(2026, 10, 26), words("nb"))
    assert [(line.label, line.word) for line in first.lines] == [
        ("Måneder med historie", "51"), ("Måneder uten historie", "21"), ("Forskjell", "høyere"),
    ]  # fmt: skip
    assert {line.word for slide in events for line in slide.lines} == {"kan ikke avgjøres"}
