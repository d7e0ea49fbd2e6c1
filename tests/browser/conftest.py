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
from tests.browser.serving import published_sample, serving
from tests.builders import with_analysis

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
IS_REQUIRED = os.environ.get("BROWSER_TESTS") == "required"
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
ColorScheme = Literal["light", "dark"]


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
        """Wait until the screen's heading stands and nothing is running."""
        self.page.locator("h1").first.wait_for(timeout=30_000)
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(
            timeout=30_000
        )
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
def sample_configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own configuration with its sample read and published in a folder of the test's.

    An analyst's question has a minute: a test of what it answers is no test of how fast the machine is.
    """
    file = published_sample(tmp_path_factory.mktemp("sample"))
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


@pytest.fixture(scope="module")
def visitor(chromium: Browser) -> Iterator[BrowserContext]:
    """One visitor's browser, which keeps what it has fetched: only the first page of a module is a cold one."""
    context = chromium.new_context(locale="nb-NO")
    yield context
    context.close()


@pytest.fixture
def look(visitor: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Look]:
    """Opens browser pages; every test that uses it also asserts that no page told of an error."""
    visits: list[Visit] = []

    def open_page(
        at: str | None = None, *, viewport: ViewportSize = DESKTOP, color_scheme: ColorScheme = "light"
    ) -> Visit:
        base = at or request.getfixturevalue("address")
        visit = Visit(visitor.new_page(), base)
        visit.page.set_viewport_size(viewport)
        visit.page.emulate_media(color_scheme=color_scheme)
        visit.page.on(
            "console", lambda said: visit.errors.append(said.text) if said.type == "error" else None
        )
        visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
        visits.append(visit)
        return visit

    yield open_page
    for visit in visits:
        visit.page.close()
    assert [visit.errors for visit in visits] == [[] for _ in visits]
