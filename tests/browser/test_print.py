"""What comes out on paper: A4 with its margins filled, the choices in words, no controls, nothing cut through."""

import re

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Look
from tests.browser.screens import SCREENS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("print")]

A4 = (595, 842)  # points
GOAL = "/mal?goal=G2&audience=external"
CONTROLS = "button, input, [role=radiogroup], [data-testid=stDateInput], [data-testid=stHeader], summary"
SEEN = f"""() => [...document.querySelectorAll('{CONTROLS}')]
    .filter(each => each.checkVisibility({{visibilityProperty: true}}) && !each.closest('.frame-foot, .method-folds'))
    .map(each => each.outerHTML.slice(0, 120))"""
# Rows of tables and of lists that a page's end may cut through; a row taller than half a page has to be cut somewhere.
CUT = """() => [...document.querySelectorAll('.st-key-frame tbody tr')]
    .filter(each => each.checkVisibility() && each.offsetHeight < 400 && getComputedStyle(each).breakInside !== 'avoid')
    .map(each => each.outerHTML.slice(0, 120))"""


def printed(page: Page) -> list[str]:
    """The text of each printed page, without spaces: what lies between letters of a PDF is a guess."""
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    try:
        assert {tuple(round(side) for side in each.get_size()) for each in paper} == {A4}
        return [squeezed(each.get_textpage().get_text_bounded()) for each in paper]
    finally:
        paper.close()


def squeezed(text: str) -> str:
    """A text without its spaces."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_printed_screen_says_whose_it_is_which_day_and_its_pages_and_has_no_controls(
    look: Look, screen: str
) -> None:
    visit = look(color_scheme="dark")
    visit.open(SCREENS[screen])
    title = visit.page.title().removesuffix(" – Tynset kommune")
    pages = printed(visit.page)
    for number, text in enumerate(pages, 1):
        assert squeezed(f"Tynset kommune · {title}") in text
        assert "per20.11.2026" in text
        assert f"Side{number}/{len(pages)}" in text
    assert "Eksempeldata" in pages[0]
    assert squeezed("Per 20.11.2026 · Sammenliknet med 26.10.2026") in pages[0]
    visit.page.emulate_media(media="print")
    assert visit.page.evaluate(SEEN) == []
    assert visit.page.evaluate(CUT) == []


def test_what_was_chosen_is_printed_in_words_and_no_measure_is_cut_by_the_end_of_a_page(look: Look) -> None:
    visit = look()
    visit.open(GOAL)
    text = printed(visit.page)[0]
    assert "Velgmål:Mål2" in text
    assert re.search(r"Eksternt\d", text)
    visit.page.emulate_media(media="print")
    kept = "[...document.querySelectorAll('.goal-measure')].map(each => getComputedStyle(each).breakInside)"
    assert set(visit.page.evaluate(kept)) == {"avoid"}
