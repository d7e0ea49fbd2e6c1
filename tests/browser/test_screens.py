"""Every screen in a real browser: deep link first on a fresh server, no errors, accessible, on phone and projector."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Look, Serve, Visit
from tests.browser.screens import (
    LIBRARY,
    SCREENS,
    SIDEWAYS,
    addresses_in_the_menu,
    broken_rules,
    is_library,
    with_parameter,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("screens")]

AS_OF = "as_of=2026-11-10"
WIDTHS = (320, 390, 640, 768, 1024, 1280, 1920)
BELOW = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    return main.scrollHeight - main.clientHeight;
}"""
CUT_CHOICES = """() => [...document.querySelectorAll('[data-testid="stButtonGroup"] button')]
    .filter(choice => choice.getBoundingClientRect().right > document.documentElement.clientWidth)
    .map(choice => choice.innerText)"""
# The spacing that a reader may ask for by WCAG 2.1, 1.4.12.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
# What the heading said when the first file was asked for ahead.
NOTE_WHAT_STOOD = """new MutationObserver(() => {
    if (document.querySelector('link[rel="prefetch"]')) window.stood ??= document.querySelector("h1")?.innerText ?? "";
}).observe(document, {childList: true, subtree: true})"""
SPARE_DATA = 'Object.defineProperty(navigator, "connection", {value: {saveData: true}})'
STOP = "document.activeElement.tagName"
FOCUS = ("outlineStyle", "boxShadow", "backgroundColor")
UNSEEN = ["none", "none", "rgba(0, 0, 0, 0)"]


def shown_day(page: Page) -> str:
    """The day in the first picker."""
    return page.locator('[data-testid="stDateInputField"]').first.inner_text().replace("\n", "").strip()


def test_the_first_visit_to_a_fresh_server_may_be_a_deep_link(
    serve: Serve, sample_configuration: Path, look: Look
) -> None:
    visit = look(serve(sample_configuration))
    visit.open("/mal?goal=G2")
    assert visit.page.locator("h1").all_inner_texts() == [
        "Informasjon om Tynset kommune skal være lett tilgjengelig, brukervennlig og relevant."
    ]
    assert "Tynset kommune" in visit.text()
    assert "goal=G2" in visit.page.url


def test_every_screen_in_the_menu_is_among_those_looked_at() -> None:
    looked_at = {re.sub(r"\?.*", "", path).strip("/") for path in SCREENS.values()}
    assert looked_at == set(addresses_in_the_menu())


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_is_whole_accessible_and_fits_every_width(look: Look, screen: str) -> None:
    visit = look()
    visit.open(SCREENS[screen])
    assert "Eksempeldata" in visit.text()
    assert visit.page.locator("html").get_attribute("lang") == "nb"
    assert visit.page.locator("h1").count() == 1
    assert visit.page.locator('[data-testid="stException"]').count() == 0
    assert broken_rules(visit.page) == []
    for width in WIDTHS:
        visit.page.set_viewport_size({"width": width, "height": 900})
        assert (width, visit.page.evaluate(SIDEWAYS)) == (width, 0)
        assert (width, visit.page.evaluate(CUT_CHOICES)) == (width, [])
    visit.page.add_style_tag(content=SPACED)
    assert visit.page.evaluate(SIDEWAYS) == 0


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_is_accessible_in_the_dark_on_a_phone_and_in_english(look: Look, screen: str) -> None:
    visit = look(viewport=PHONE, color_scheme="dark")
    visit.open(with_parameter(SCREENS[screen], "lang=en"))
    text = visit.text()
    assert "Sample data" in text
    assert [word for word in ("Eksempeldata", "frist ikke satt", "mangler data") if word in text] == []
    assert visit.page.locator("html").get_attribute("lang") == "en"
    assert broken_rules(visit.page) == []


def test_the_first_screen_needs_no_scrolling_on_a_meeting_rooms_screen(look: Look) -> None:
    visit = look(viewport={"width": 1920, "height": 1080})
    visit.open("/")
    assert visit.page.evaluate(BELOW) == 0
    assert visit.page.evaluate(SIDEWAYS) == 0


def test_every_stop_of_the_keyboard_can_be_seen(look: Look) -> None:
    visit = look()
    visit.open("/mal?goal=G1")
    stops = []
    for _ in range(20):
        visit.page.keyboard.press("Tab")
        style = [visit.page.evaluate(f"getComputedStyle(document.activeElement).{name}") for name in FOCUS]
        stops.append((visit.page.evaluate(STOP), style))
    # The main region is a stop because it scrolls; every other one is something to press or fill in.
    assert [stop for stop in stops if stop[0] != "MAIN" and stop[1] == UNSEEN] == []
    assert len({stop[0] for stop in stops}) > 2


def test_the_day_in_the_address_decides_what_is_shown(look: Look) -> None:
    visit = look()
    visit.open("/mal?goal=G1")
    now = visit.text()
    visit.open(f"/mal?goal=G1&{AS_OF}")
    assert shown_day(visit.page) == "10.11.2026"
    assert visit.text() != now


def test_a_day_that_is_picked_stands_in_the_address_and_follows_to_the_next_screen(look: Look) -> None:
    visit = look()
    visit.open("/")
    visit.page.locator('[data-type="day"]').first.click()
    visit.page.get_by_role("button", name="tirsdag 10. november 2026").click()
    expect(visit.page).to_have_url(re.compile(AS_OF))
    visit.settle()
    visit.page.get_by_role("link", name="Siden og dialogen").first.click()
    expect(visit.page).to_have_url(re.compile(r"/siden\?.*as_of=2026-11-10"))
    visit.settle()
    assert shown_day(visit.page) == "10.11.2026"


def test_a_browser_of_another_country_shows_the_same_words_numbers_and_dates(
    look: Look, chromium: Browser
) -> None:
    visit = look()
    abroad = chromium.new_context(locale="en-US", timezone_id="America/New_York", viewport=DESKTOP)
    other = Visit(abroad.new_page(), visit.address)
    for each in (visit, other):
        each.open("/siden")
        each.page.get_by_role("radio").first.wait_for()
        each.page.locator(".js-plotly-plot .xtick").first.wait_for()
    expect(other.page.locator("body")).to_have_text(visit.text(), use_inner_text=True)
    abroad.close()


@pytest.mark.parametrize("query", ["as_of=i-går", "as_of=2099-01-01&since=2030-01-01", "goal=G9&lang=sv"])
def test_a_wrong_address_falls_back_and_shows_no_traceback(look: Look, query: str) -> None:
    visit = look()
    visit.open(f"/mal?{query}")
    assert "Traceback" not in visit.text()
    assert "Tynset kommune" in visit.text()


def test_the_charts_library_is_fetched_once_the_first_screen_stands_and_found_there_by_the_first_chart(
    look: Look, chromium: Browser
) -> None:
    visit = look()
    new_reader = chromium.new_context(locale="nb-NO", viewport=DESKTOP)
    first = Visit(new_reader.new_page(), visit.address)
    first.page.add_init_script(NOTE_WHAT_STOOD)
    with first.page.expect_request_finished(is_library):
        first.open("/")
    assert first.page.evaluate("window.stood") == first.page.locator("h1").inner_text()
    ((asked_by, fetched),) = first.page.evaluate(LIBRARY)
    assert (asked_by, fetched > 1_000_000) == ("link", True)
    first.page.get_by_role("link", name="Siden og dialogen").first.click()
    first.page.locator(".js-plotly-plot .xtick").first.wait_for()
    assert first.page.evaluate(LIBRARY) == [["link", fetched], ["script", 0]]
    new_reader.close()


def test_a_reader_who_spares_data_fetches_the_charts_library_when_there_is_a_chart(
    look: Look, chromium: Browser
) -> None:
    visit = look()
    sparing = chromium.new_context(locale="nb-NO", viewport=DESKTOP)
    first = Visit(sparing.new_page(), visit.address)
    first.page.add_init_script(SPARE_DATA)
    first.open("/")
    first.fall_silent()
    first.page.evaluate("new Promise(requestIdleCallback)")
    assert first.page.evaluate(LIBRARY) == []
    first.page.get_by_role("link", name="Siden og dialogen").first.click()
    first.page.locator(".js-plotly-plot .xtick").first.wait_for()
    assert [asked_by for asked_by, _ in first.page.evaluate(LIBRARY)] == ["script"]
    sparing.close()


def test_nothing_comes_from_another_host(look: Look) -> None:
    visit = look()
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/siden"):
        visit.open(path)
        visit.fall_silent()
    own = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("nothing_published", '"data/warehouse" -> "nothing"', "python -m etl run"),
        ("wrong", "language = 'sv'", "wrong.toml"),
    ],
)
def test_before_anything_is_right_the_reader_is_told_what_to_do(
    serve: Serve, sample_configuration: Path, look: Look, name: str, text: str, told: str
) -> None:
    file = sample_configuration.with_name(f"{name}.toml")
    good = sample_configuration.read_text(encoding="utf-8")
    old, _, new = text.partition(" -> ")
    file.write_text(good.replace(old, new) if new else f"[organisation]\n{text}\n", encoding="utf-8")
    visit = look(serve(file))
    visit.open("/")
    assert told in visit.text()
    assert "Traceback" not in visit.text()


def test_a_meeting_that_is_chosen_is_looked_back_to_on_every_screen(look: Look) -> None:
    visit = look()
    visit.open("/mal?goal=G1")
    picker = visit.page.get_by_role("combobox", name="Siden møtet")
    picker.click()
    visit.page.get_by_role("option", name="Ledermøte 28.09.2026").click()
    expect(visit.page).to_have_url(re.compile("since=2026-09-28"))
    visit.settle()
    visit.page.get_by_text(re.compile(r"\d+ tiltak er endret siden 28.09.2026")).click()
    expect(visit.page.locator(".frame-changed li").first).to_be_visible()


def test_a_day_between_meetings_is_no_meeting(look: Look) -> None:
    visit = look()
    visit.open("/siden?since=2026-10-01")
    expect(visit.page.get_by_role("combobox", name="Siden møtet")).to_have_value("velg et møte")
