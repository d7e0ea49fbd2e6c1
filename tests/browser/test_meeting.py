"""The meeting view in a real browser: large enough at four metres, few lines, paged by arrows, accessible."""

import re

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.conftest import Look
from tests.browser.screens import FOR_MEETINGS, SIDEWAYS, broken_rules, with_parameter

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("meeting")]

PROJECTOR: ViewportSize = {"width": 1920, "height": 1080}
MEETING = "view=meeting"
SIZES = """() => [...document.querySelectorAll('.meeting, .meeting *, .st-key-meeting-foot *')]
    .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
    .map(each => [each.textContent.trim().slice(0, 40), parseFloat(getComputedStyle(each).fontSize)])"""
WORDS = """() => [...document.querySelectorAll('.meeting-large .meeting-lines b')]
    .map(each => parseFloat(getComputedStyle(each).fontSize))"""
OVERFLOW = "Math.max(0, document.querySelector('.meeting').scrollHeight - 1080)"
LINES = ".meeting-lines > li"
ALL_TOLD = re.compile(r"(\d+)$")
ICONS = re.compile(r"^(arrow_|keyboard_|[←→]$)")


@pytest.mark.parametrize("screen", FOR_MEETINGS)
def test_every_page_can_be_read_at_four_metres_and_nothing_is_cut_off(look: Look, screen: str) -> None:
    visit = look(viewport=PROJECTOR, color_scheme="dark")
    visit.open(with_parameter(FOR_MEETINGS[screen], MEETING))
    assert "Eksempeldata" in visit.text()
    assert broken_rules(visit.page) == []
    number = visit.page.locator(".st-key-meeting-foot [role=status]")
    count = int(ALL_TOLD.findall(number.inner_text())[0])
    for place in range(1, count + 1):
        expect(number).to_have_text(f"Side {place} av {count}")
        visit.settle()
        sizes = visit.page.evaluate(SIZES)
        assert [(text, size) for text, size in sizes if size < 36 and not ICONS.match(text)] == []
        assert [size for size in visit.page.evaluate(WORDS) if size < 72] == []
        assert visit.page.locator(LINES).count() <= 7
        assert (place, visit.page.evaluate(OVERFLOW)) == (place, 0)
        visit.page.keyboard.press("ArrowRight")


def test_arrows_turn_the_pages_and_the_address_keeps_the_place(look: Look) -> None:
    visit = look(viewport=PROJECTOR)
    visit.open(f"/?{MEETING}")
    visit.page.keyboard.press("ArrowRight")
    expect(visit.page).to_have_url(re.compile("slide=2"))
    expect(visit.page.locator(".meeting h1")).to_have_text("Endret siden 26.10.2026")
    visit.settle()
    visit.page.keyboard.press("ArrowLeft")
    expect(visit.page.locator(".meeting h1")).to_have_text("Gjør vi det vi sa?")
    visit.open(f"/?{MEETING}&slide=2")
    expect(visit.page.locator(".meeting h1")).to_have_text("Endret siden 26.10.2026")


def test_the_meeting_view_is_a_switch_that_keeps_the_day(look: Look) -> None:
    visit = look(viewport=PROJECTOR)
    visit.open("/mal?goal=G1&as_of=2026-11-10")
    visit.page.get_by_role("link", name="Møtevisning").click()
    expect(visit.page.locator(".meeting header p")).to_have_text("Tynset kommune · per 10.11.2026")
    visit.page.get_by_role("link", name="Avslutt møtevisning").click()
    expect(visit.page.locator(".goal-head h1")).to_be_visible()
    assert "as_of=2026-11-10" in visit.page.url


@pytest.mark.parametrize("screen", ["status", "goal"])
def test_the_meeting_view_fits_a_phone_in_english(look: Look, screen: str) -> None:
    visit = look(viewport={"width": 320, "height": 700})
    visit.open(with_parameter(FOR_MEETINGS[screen], f"{MEETING}&lang=en"))
    assert visit.page.evaluate(SIDEWAYS) == 0
    assert "Leave meeting view" in visit.text()
    assert broken_rules(visit.page) == []
