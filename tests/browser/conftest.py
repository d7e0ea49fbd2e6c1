"""A fresh server on loopback with the sample published, and a real Chromium that notes every error it sees."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
IS_REQUIRED = os.environ.get("BROWSER_TESTS") == "required"
START_SECONDS = 60
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


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
    """The project's own configuration, with what runs write kept apart; its sample read and published."""
    folder = tmp_path_factory.mktemp("sample")
    text = (ROOT / "config.toml").read_text(encoding="utf-8")
    for name in ("data/strategy", "data/sample"):
        text = text.replace(f'"{name}', f'"{ROOT / name}')
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "etl", "run", "--config", str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stdout + done.stderr
    return file


Serve = Callable[[Path], str]


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Starts fresh servers on loopback; each ends by its own process id."""
    started: list[subprocess.Popen[bytes]] = []

    def start(configuration: Path) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "dashboard.py",
                 "--server.address", "127.0.0.1", "--server.port", str(port)],
                cwd=ROOT, env={**os.environ, "DASHBOARD_CONFIG": str(configuration)},
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
        )  # fmt: skip
        address = f"http://127.0.0.1:{port}"
        wait_until_healthy(address)
        return address

    yield start
    for server in started:
        server.terminate()
        server.wait(timeout=20)


def wait_until_healthy(address: str) -> None:
    """Ask the server until it answers; fails after a minute."""
    pause = threading.Event()
    for _ in range(START_SECONDS * 10):
        try:
            if requests.get(f"{address}/_stcore/health", timeout=1).ok:
                return
        except requests.RequestException:
            pause.wait(0.1)
    pytest.fail(f"the server at {address} did not answer within {START_SECONDS} seconds")


@pytest.fixture(scope="session")
def address(serve: Serve, sample_configuration: Path) -> str:
    """A running server with the sample published."""
    return serve(sample_configuration)


Look = Callable[..., Visit]


@pytest.fixture
def look(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Look]:
    """Opens browser pages; every test that uses it also asserts that no page told of an error."""
    visits: list[Visit] = []

    def open_page(
        at: str | None = None, *, viewport: ViewportSize = DESKTOP, color_scheme: str = "light"
    ) -> Visit:
        base = at or request.getfixturevalue("address")
        context = chromium.new_context(
            viewport=viewport, color_scheme="dark" if color_scheme == "dark" else "light", locale="nb-NO"
        )
        visit = Visit(context.new_page(), base)
        visit.page.on(
            "console", lambda said: visit.errors.append(said.text) if said.type == "error" else None
        )
        visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
        visits.append(visit)
        return visit

    yield open_page
    for visit in visits:
        visit.page.context.close()
    assert [visit.errors for visit in visits] == [[] for _ in visits]
