"""The screen is asked for before Streamlit's scripts have come, in its client's own words, and so only once."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, WebSocket, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

READERS = [
    {"timezone_id": "Europe/Oslo", "locale": "nb-NO"},
    {"timezone_id": "America/St_Johns", "locale": "en-CA", "color_scheme": "dark"},
]
PATHS = [
    "/",
    "/?as_of=2026-11-10&lang=nn",
    "/mal?goal=G1",
    "/siden",
    "/arshjul?month=%C3%A5+b%20c#below",
    "/analyse/",
]
A_SCREEN = 50_000  # bytes: the style sheets alone are more


class Heard:
    """What a page's websockets have sent and received."""

    def __init__(self, page: Page) -> None:
        self.sockets = 0
        self.sent: list[str | bytes] = []
        page.on("websocket", self.listen)

    def listen(self, socket: WebSocket) -> None:
        self.sockets += 1
        socket.on("framesent", lambda frame: self.sent.append(frame))


class Held:
    """Requests that are let go once a screen has come."""

    def __init__(self) -> None:
        self.has_come = False
        self.routes: list[Route] = []

    def hold(self, route: Route) -> None:
        self.routes.append(route)
        self.let_go()

    def hear(self, frame: str | bytes) -> None:
        self.has_come = self.has_come or len(frame) > A_SCREEN
        self.let_go()

    def let_go(self) -> None:
        while self.has_come and self.routes:
            self.routes.pop().continue_()


@pytest.fixture(params=READERS, ids=["in Oslo", "in the dark"])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a reader whose browser knows nothing of us; it tells of no error."""
    context = chromium.new_context(**request.param)
    opened, errors = context.new_page(), []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


def stands(page: Page) -> None:
    """Wait until the screen is there and the script is done."""
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_attached(
        timeout=30_000
    )
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("path", PATHS)
def test_the_screen_is_asked_for_once_in_the_words_of_streamlits_client(
    page: Page, address: str, path: str
) -> None:
    heard = Heard(page)
    page.goto(address + path)
    stands(page)
    page.wait_for_load_state("networkidle")
    assert (heard.sockets, len(heard.sent)) == (1, 1)


def test_the_answer_comes_before_streamlits_own_script(page: Page, address: str) -> None:
    """The script is held back until the screen has come; where nobody had asked, it would wait for good."""
    held = Held()
    page.route(re.compile(r"/static/js/index\."), held.hold)
    page.on("websocket", lambda socket: socket.on("framereceived", held.hear))
    page.goto(address, wait_until="commit")
    stands(page)


def test_a_reader_who_asks_for_something_else_gets_it(page: Page, address: str) -> None:
    heard = Heard(page)
    page.goto(f"{address}/mal?embed=true&goal=G1")
    stands(page)
    assert (heard.sockets, len(heard.sent)) == (1, 2)


def test_an_interaction_goes_the_ordinary_way_afterwards(page: Page, address: str) -> None:
    heard = Heard(page)
    page.goto(f"{address}/mal?goal=G1")
    stands(page)
    page.get_by_role("radio", name=re.compile("Internt")).click()
    expect(page).to_have_url(re.compile("audience=internal"))
    assert heard.sockets == 1
    assert len(heard.sent) > 1
