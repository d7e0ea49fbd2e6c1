"""What comes out on paper: A4 with its margins filled, the choices in words, no controls, nothing cut through."""

import re

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Look

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

A4 = (595, 842)  # points
SCREENS = {"status": "/", "goal": "/mal?goal=G2&audience=external", "dialogue": "/siden"}
TITLES = {"status": "Status", "goal": "Mål", "dialogue": "Siden og dialogen"}
CONTROLS = "button, input, [role=radiogroup], [data-testid=stDateInput], [data-testid=stHeader], summary"
SEEN = f"""() => [...document.querySelectorAll('{CONTROLS}')]
    .filter(each => each.checkVisibility({{visibilityProperty: true}}) && !each.closest('.frame-foot'))
    .map(each => each.outerHTML.slice(0, 120))"""


def printed(page: Page) -> list[str]:
    """The text of each printed page."""
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    try:
        assert {tuple(round(side) for side in each.get_size()) for each in paper} == {A4}
        return [re.sub(r"\s+", " ", each.get_textpage().get_text_bounded()) for each in paper]
    finally:
        paper.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_a_printed_screen_says_whose_it_is_which_day_and_its_pages_and_has_no_controls(
    look: Look, screen: str
) -> None:
    visit = look(color_scheme="dark")
    visit.open(SCREENS[screen])
    pages = printed(visit.page)
    for number, text in enumerate(pages, 1):
        assert f"Tynset kommune · {TITLES[screen]}" in text
        assert "per 20.11.2026" in text
        assert f"Side {number} / {len(pages)}" in text
    assert "Eksempeldata" in pages[0]
    assert "Per 20.11.2026 · Sammenliknet med 26.10.2026" in pages[0]
    visit.page.emulate_media(media="print")
    assert visit.page.evaluate(SEEN) == []


def test_what_was_chosen_is_printed_in_words_and_no_measure_is_cut_by_the_end_of_a_page(look: Look) -> None:
    visit = look()
    visit.open(SCREENS["goal"])
    text = printed(visit.page)[0]
    assert "Velg mål: Mål 2" in text
    assert re.search(r"Eksternt \d", text)
    visit.page.emulate_media(media="print")
    kept = "[...document.querySelectorAll('.goal-measure')].map(each => getComputedStyle(each).breakInside)"
    assert set(visit.page.evaluate(kept)) == {"avoid"}
