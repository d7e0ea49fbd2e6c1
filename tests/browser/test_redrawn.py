"""What an interaction leaves alone: blocks that say the same stay the same nodes, untouched, and charts with them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Look

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# Keeps every block of the screen with what it says, and notes whatever is built, moved or written anew in it.
REMEMBER = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    window.read = () => [...main.querySelectorAll('[data-testid="stElementContainer"]')];
    window.blocks = window.read().map(node => [node, node.innerHTML]);
    window.touched = new Set();
    window.watch = new MutationObserver(every => every.forEach(one => window.touched.add(one.target)));
    window.watch.observe(main, {subtree: true, childList: true, characterData: true});
}"""
# How many blocks say another thing, and which say the same, but are other nodes than before or have been written anew.
REDRAWN = """() => {
    const now = new Set(window.read().map(node => node.innerHTML));
    const isTouched = node => [...window.touched].some(each => node.contains(each));
    const redrawn = ([node, said]) => node.innerHTML === said && node.isConnected ? isTouched(node) : now.has(said);
    return {
        changed: window.blocks.filter(([node, said]) => !now.has(said)).length,
        redrawn: window.blocks.filter(redrawn).map(([node, said]) => said.slice(0, 200)),
        charts: window.blocks.filter(([node]) => node.isConnected && node.querySelector('.js-plotly-plot')).length,
    };
}"""


def choose_meeting(page: Page) -> None:
    page.get_by_role("combobox", name="Siden møtet").click()
    page.get_by_role("option", name="Ledermøte 28.09.2026").click()
    expect(page).to_have_url(re.compile("since=2026-09-28"))


def choose_internal(page: Page) -> None:
    page.get_by_role("radio", name=re.compile("Internt")).click()
    expect(page).to_have_url(re.compile("audience=internal"))


def choose_goal(page: Page) -> None:
    page.get_by_role("combobox", name="Mål").click()
    page.get_by_role("option", name="Mål 2").click()
    expect(page).to_have_url(re.compile("goal=G2"))


def pick_day(page: Page) -> None:
    page.locator('[data-type="day"]').first.click()
    page.get_by_role("button", name="tirsdag 10. november 2026").click()
    expect(page).to_have_url(re.compile("as_of=2026-11-10"))


@pytest.mark.parametrize(
    ("path", "interact", "charts"),
    [
        ("/", pick_day, 0),
        ("/mal?goal=G1", choose_internal, 0),
        ("/arshjul", choose_goal, 0),
        ("/siden", choose_meeting, 3),
        ("/data", choose_meeting, 0),
    ],
)
def test_what_does_not_change_is_not_drawn_anew(
    look: Look, path: str, interact: Callable[[Page], None], charts: int
) -> None:
    visit = look()
    visit.open(path)
    visit.fall_silent()
    expect(visit.page.locator(".js-plotly-plot .ytick:first-child")).to_have_count(charts)
    visit.page.evaluate(REMEMBER)
    interact(visit.page)
    visit.fall_silent()
    found = visit.page.evaluate(REDRAWN)
    assert found["changed"] > 0
    assert {"redrawn": found["redrawn"], "charts": found["charts"]} == {"redrawn": [], "charts": charts}


def test_opening_a_measure_asks_the_server_for_nothing(look: Look) -> None:
    visit = look()
    said: list[str | bytes] = []
    visit.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: said.append(frame)))
    visit.page.on("request", lambda request: said.append(request.url))
    visit.open("/mal?goal=G1")
    visit.fall_silent()
    assert [type(each) for each in said if isinstance(each, bytes)] != []
    asked = len(said)
    measure = visit.page.locator("li > details").first
    measure.locator("summary").click()
    expect(measure).to_have_attribute("open", "")
    visit.fall_silent()
    assert said[asked:] == []
