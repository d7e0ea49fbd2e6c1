"""Followers per 1,000 inhabitants: ours is marked, the others named, nobody ranked, and what is missing is said."""

import re
from datetime import date
from typing import Any

import pytest

from foundation.words import words
from ui.dialogue_pages import pages_part, scale
from ui.measures import Row

NB = words("nb")


def page(page_id: str, per_1000: float | None = 400.0, **columns: Any) -> Row:
    """A row of dialogue_pages: a page for comparison that was read on 19.11.2026."""
    row = {
        "page_id": page_id, "name": page_id, "is_main": False, "municipality_number": "0301", "followers": 4000.0,
        "observed_on": date(2026, 11, 19), "inhabitants": 10_000, "population_year": 2026, "per_1000": per_1000,
        "is_stale": False,
    }  # fmt: skip
    return {**row, **columns}


OURS = page("ours", 377.0, name=None, is_main=True)
NO_POPULATION: dict[str, Any] = {"per_1000": None, "inhabitants": None, "population_year": None}


def told(*pages: Row) -> str:
    """The part as HTML, in bokmål."""
    return pages_part(pages, "Prøve kommune", NB)


def said(*pages: Row) -> str:
    """What can be read."""
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]*>", " ", told(*pages)))


def test_ours_is_marked_and_the_others_are_named_on_one_scale() -> None:
    strip = told(OURS, page("Alvdal", 508.0), page("Tolga", 100.0))
    assert strip.count('class="pages-line') == 3
    assert strip.count("pages-main") == 1
    assert strip.count('class="pages-ours" style="left:62.83%"') == 3
    assert re.findall(r'pages-dot" style="left:(.*?)"', strip) == ["62.83%", "84.67%", "16.67%"]
    assert re.findall(r'role="img" aria-label="(.*?)"', strip) == [
        "377 følgere per 1\u00a0000 innbyggere. Prøve kommune: 377; Alvdal: 508; Tolga: 100"
    ]


def test_the_years_and_the_caveat_stand_beside() -> None:
    found = said(
        OURS, page("Alvdal", 508.0, observed_on=date(2026, 11, 1), population_year=2025), page("Tolga", 100.0)
    )
    assert "2 andre sider har fra 100 til 508." in found
    assert "Følgere målt fra 01.11.2026 til 19.11.2026. Folketall 1. januar 2025 og 2026." in found
    assert "Kontoer er ikke innbyggere" in found


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (page("Tolga", None, followers=None, observed_on=None), "Tolga (ikke lest ennå)"),
        (page("77", None, name=None, followers=None), "side 77 (ikke lest ennå)"),
        (page("Tolga", is_stale=True, observed_on=date(2026, 6, 1)), "Tolga (siste tall er fra 01.06.2026)"),
        (page("Tolga", **NO_POPULATION), "Tolga (folketallet mangler)"),
    ],
)
def test_a_page_that_cannot_stand_there_is_left_out_by_name_and_reason(other: Row, why: str) -> None:
    assert f"Ikke tegnet: {why}." in said(OURS, other)
    assert "pages-strip" not in told(OURS, other)
    assert "pages-strip" in told(OURS, other, page("Alvdal"))


def test_without_other_pages_ours_is_told_and_how_to_add_them() -> None:
    found = said(OURS)
    assert "377 følgere per 1\u00a0000 innbyggere" in found
    assert "Det er ingen andre sider å sammenlikne med. Legg dem i page_id" in found
    assert "docs/facebook.md" in found


def test_without_a_population_the_part_says_which_source_to_switch_on() -> None:
    found = said({**OURS, **NO_POPULATION})
    assert "Følgere per 1\u00a0000 innbyggere Folketallet mangler" in found
    assert "ssb_population" in found


def test_where_nobodys_inhabitants_are_counted_that_is_said_once() -> None:
    found = said({**OURS, **NO_POPULATION}, page("Tolga", **NO_POPULATION))
    assert found.count("olketallet mangler") == 1


def test_without_followers_there_is_nothing_to_divide_and_no_table() -> None:
    assert "Følgertallet er ikke målt" in said()
    assert "<table" not in told()


def test_a_name_from_outside_is_escaped_everywhere() -> None:
    assert "<b>" not in told(OURS, page('<b>x</b>"', 5.0), page("Tolga"))


def test_the_table_has_every_page_with_its_years_and_what_is_unknown() -> None:
    found = said(OURS, page("Tolga", **NO_POPULATION))
    assert "Prøve kommune 377 4\u00a0000 10\u00a0000 (1. januar 2026) 19.11.2026" in found
    assert "Tolga ukjent 4\u00a0000 ukjent 19.11.2026" in found


@pytest.mark.parametrize(
    ("highest", "found"),
    [(377, (400, 100)), (717, (800, 200)), (0, (1, 1)), (1000, (1000, 250)), (101, (150, 50))],
)
def test_the_scale_ends_at_a_round_number(highest: float, found: tuple[float, float]) -> None:
    assert scale(highest) == found


@pytest.mark.parametrize(("language", "word"), [("nn", "rangering"), ("en", "No ranking")])
def test_every_language_says_that_nobody_is_ranked(language: str, word: str) -> None:
    assert word in pages_part([OURS, page("Tolga")], "Prøve kommune", words(language))
