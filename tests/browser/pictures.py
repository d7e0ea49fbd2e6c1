"""Pictures of every screen, for people to look at: `python -m tests.browser.pictures [folder]`, or `make pictures`.

One PNG for each screen and view, of the whole page: laptop, projector, phone, the narrowest phone, dark, nynorsk,
and each page of the meeting view as a projector shows it; and what is printed, as PDF.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, Visit
from tests.browser.screens import FOR_MEETINGS, SCREENS, with_parameter
from tests.browser.serving import published_sample, serving

FOLDER = Path("build/pictures")
LONGEST = 12_000  # pixels: a longer page is cut
WHOLE = "Math.max(...[...document.querySelectorAll('*')].map(each => each.scrollHeight))"
MEETING_SIZE = (1920, 1080)
CHARTS = '[data-testid="stPlotlyChart"]'


@dataclass(frozen=True, slots=True)
class View:
    """How a screen is looked at: its width in pixels, the reader's theme, and the language."""

    width: int
    theme: Literal["light", "dark"] = "light"
    language: str = "nb"


VIEWS: Mapping[str, View] = {
    "laptop": View(1440),
    "projector": View(1920),
    "phone": View(390),
    "narrow": View(320),
    "dark-english": View(1440, "dark", "en"),
    "nynorsk": View(1440, language="nn"),
}


def take_all(folder: Path) -> int:
    """Every picture, written to a folder that is emptied first; gives how many."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with serving(published_sample(Path(scratch))) as address:
            for screen, path in SCREENS.items():
                take(browser, address, path, folder / screen)
        browser.close()
    return len(list(folder.iterdir()))


def take(browser: Browser, address: str, path: str, named: Path) -> None:
    """The pictures of one screen; their names begin as `named` does."""
    for name, view in VIEWS.items():
        with visiting(browser, address, view.width, 900, view.theme) as visit:
            visit.open(with_parameter(path, f"lang={view.language}"))
            whole_page(visit.page, view.width, Path(f"{named}-{name}.png"))
    if path in FOR_MEETINGS.values():
        take_meeting(browser, address, path, named)
    with visiting(browser, address, 1280, 900, "light") as visit:
        visit.open(path)
        wait_for_charts(visit.page)
        visit.page.pdf(path=f"{named}-print.pdf", prefer_css_page_size=True)


def take_meeting(browser: Browser, address: str, path: str, named: Path) -> None:
    """A picture of each page of a screen's meeting view."""
    with visiting(browser, address, *MEETING_SIZE, "light") as visit:
        visit.open(with_parameter(path, "view=meeting"))
        for number in range(1, slide_count(visit.page) + 1):
            visit.open(with_parameter(path, f"view=meeting&slide={number}"))
            visit.page.screenshot(path=f"{named}-meeting-{number}.png")


@contextmanager
def visiting(
    browser: Browser, address: str, width: int, height: int, theme: Literal["light", "dark"]
) -> Iterator[Visit]:
    """A visitor with a screen of this size and a theme."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, locale="nb-NO"
    )
    yield Visit(context.new_page(), address)
    context.close()


def whole_page(page: Page, width: int, file: Path) -> None:
    """The page from top to bottom: Streamlit scrolls inside of it, so the window is made as tall."""
    page.set_viewport_size({"width": width, "height": min(int(page.evaluate(WHOLE)) + 40, LONGEST)})
    wait_for_charts(page)
    page.screenshot(path=str(file))


def wait_for_charts(page: Page) -> None:
    """Wait until every chart has its axis: the first one comes after the rest of its screen."""
    for chart in page.locator(CHARTS).all():
        chart.locator(".xtick").first.wait_for()


def slide_count(page: Page) -> int:
    """How many pages the meeting view has: the last number of «Side 1 av 6»."""
    said = page.locator(".st-key-meeting-foot [role=status]").inner_text()
    return int(re.findall(r"\d+", said)[-1])


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    sys.stdout.write(f"{take_all(target)} pictures in {target}\n")
