"""A fresh server on loopback with the sample published, and a real Chromium that notes every error it sees."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests.browser.serving import START_SECONDS as START_SECONDS
from tests.browser.serving import serving
from tests.builders import with_analysis

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
IS_REQUIRED = os.environ.get("BROWSER_TESTS") == "required"
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
ColorScheme = Literal["light", "dark"]
# The screen is there: its script has ended, nothing of it is hidden or stands in for what is still to come or is left
# of the last run, the fonts are here and every chart has its axis; and so it has been for three drawn frames.
PASSING = '[data-testid="stSkeleton"], [data-stale="true"], [style*="display: none !important"]'
STANDS = f"""() => {{
    const stands = document.querySelector("h1")?.checkVisibility()
        && document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        && !document.querySelector('{PASSING}')
        && document.fonts.status === "loaded"
        && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].every(each => each.querySelector(".xtick"));
    window.framesStood = stands ? (window.framesStood ?? 0) + 1 : 0;
    return window.framesStood > 3 && delete window.framesStood;
}}"""


@dataclass
class Visit:
    """An open page and every error its console, its scripts or its requests have told of."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Open a path and wait until the screen stands complete."""
        self.page.goto(self.address + path)
        self.settle()

    def settle(self) -> None:
        """Wait until the screen's heading stands and nothing is running or still to be drawn."""
        self.page.wait_for_function(STANDS, timeout=30_000)

    def fall_silent(self) -> None:
        """Wait until nothing has been asked of the server for a while: for what must not be asked, or not be drawn."""
        self.settle()
        self.page.wait_for_load_state("networkidle")

    def text(self) -> str:
        """Everything that can be read on the screen."""
        return self.page.locator("body").inner_text()


@pytest.fixture(scope="module")  # its event loop must be gone before other tests run one
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        if IS_REQUIRED:
            pytest.fail("Chromium is missing: apt-get install chromium")
        pytest.skip("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sample_configuration(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own configuration with its sample read and published in a folder of the worker's.

    An analyst's question has a minute: a test of what it answers is no test of how fast the machine is.
    """
    copied = shutil.copytree(sample, tmp_path_factory.mktemp("browser") / "sample", symlinks=True)
    file = copied / "config.toml"
    return with_seconds(file, file, 60)


def with_seconds(file: Path, changed: Path, seconds: int) -> Path:
    """A configuration written to `changed`, with so many seconds for an analyst's question."""
    changed.write_text(with_analysis(file.read_text(encoding="utf-8"), seconds), encoding="utf-8")
    return changed


Serve = Callable[[Path], str]


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Starts fresh servers on loopback, which end with the tests."""
    with ExitStack() as servers:
        yield lambda configuration: servers.enter_context(serving(configuration))


@pytest.fixture(scope="session")
def address(serve: Serve, sample_configuration: Path) -> str:
    """A running server with the sample published."""
    return serve(sample_configuration)


Look = Callable[..., Visit]


class Visitor:
    """One visitor's browser, which keeps what it has fetched, and its pages, each used again by the next test.

    A new page would have to compile all of Streamlit's scripts anew: half of what it takes to open a screen.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.pages: list[Page] = []
        self.errors: dict[Page, list[str]] = {}

    def page(self, place: int) -> Page:
        """The visitor's first, second … page, looking at light screens with the mouse in the corner."""
        if place == len(self.pages):
            self.pages.append(self.new_page())
        found = self.pages[place]
        found.mouse.move(0, 0)
        found.emulate_media(media="null", color_scheme="light")
        return found

    def new_page(self) -> Page:
        """A page whose errors are noted."""
        page, errors = self.context.new_page(), list[str]()
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        self.errors[page] = errors
        return page


@pytest.fixture(scope="module")
def visitor(chromium: Browser) -> Iterator[Visitor]:
    """Only the first page of a module is a cold one."""
    context = chromium.new_context(locale="nb-NO")
    yield Visitor(context)
    context.close()


@pytest.fixture
def look(visitor: Visitor, request: pytest.FixtureRequest) -> Iterator[Look]:
    """Opens browser pages; every test that uses it also asserts that no page told of an error."""
    visits: list[Visit] = []

    def open_page(
        at: str | None = None, *, viewport: ViewportSize = DESKTOP, color_scheme: ColorScheme = "light"
    ) -> Visit:
        page = visitor.page(len(visits))
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=color_scheme)
        visit = Visit(page, at or request.getfixturevalue("address"), visitor.errors[page])
        visits.append(visit)
        return visit

    yield open_page
    told = [list(visit.errors) for visit in visits]
    for visit in visits:
        visit.errors.clear()
    assert told == [[] for _ in visits]
