"""The two files of the words' font in a browser: the small one is fetched, the whole one for letters it lacks only."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Visit
from ui.fonts.make import original
from ui.words_font import FAMILY, name

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FETCHED = """() => performance.getEntriesByType("resource")
    .map(one => one.name.split("/").pop()).filter(one => one.endsWith("woff2") && !one.startsWith("MaterialSymbols"))"""
# What is drawn of the font's files, once each is there.
DRAWN = """async family => {
    await document.fonts.ready;
    return [...document.fonts].filter(one => one.family.includes(family) && one.status === "loaded").length;
}"""
SHOW = """word => {
    const shown = document.createElement("p");
    shown.textContent = word;
    document.querySelector('[data-testid="stMain"]').append(shown);
    shown.getBoundingClientRect();
}"""


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visit]:
    """A reader who has fetched nothing: a font that is in the browser's memory is there without being asked for."""
    with chromium.new_context(locale="nb-NO") as context:
        yield Visit(context.new_page(), address)


def fetched(page: Page) -> list[str]:
    """The fonts that the page has asked for."""
    found: list[str] = page.evaluate(FETCHED)
    return found


@pytest.mark.parametrize("path", ["/", "/mal?goal=G1", "/siden", "/arshjul", "/data", "/strategien"])
def test_a_page_with_usual_letters_fetches_the_small_font_only(visit: Visit, path: str) -> None:
    visit.open(path)
    assert visit.page.evaluate(DRAWN, FAMILY) == 1
    assert fetched(visit.page) == [name()]


@pytest.mark.parametrize("word", ["Ελλάδα", "Київ", "Việt", "ḍ"])
def test_other_letters_are_drawn_with_the_whole_font(visit: Visit, word: str) -> None:
    visit.open("/")
    visit.page.evaluate(SHOW, word)
    assert visit.page.evaluate(DRAWN, FAMILY) == 2
    assert fetched(visit.page) == [name(), original().name]


def test_letters_that_neither_file_has_fetch_nothing(visit: Visit) -> None:
    visit.open("/")
    visit.page.evaluate(SHOW, "日本語 ＋")
    visit.settle()
    assert visit.page.evaluate(DRAWN, FAMILY) == 1
    assert fetched(visit.page) == [name()]
