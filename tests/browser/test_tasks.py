"""Whole tasks in a real browser: by keyboard alone, by back and forward, on a phone, and what can be taken away."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Look

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tasks")]

NAME = (
    """() => { const at = document.activeElement; return at.innerText || at.ariaLabel || at.value || ''; }"""
)
MOST_STOPS = 80


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the stop with this name has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if str(page.evaluate(NAME)).strip().startswith(name):
            return
    pytest.fail(f"no stop of the keyboard is called {name}")


def test_a_manager_reaches_a_goal_narrows_it_and_opens_a_measure_by_keyboard_alone(look: Look) -> None:
    visit = look()
    visit.open("/")
    tab_to(visit.page, "Mål")
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_url(re.compile(r"/mal"))
    visit.settle()
    tab_to(visit.page, "Alle")
    for key in ("ArrowRight", "ArrowRight", "Space"):
        visit.page.keyboard.press(key)
    expect(visit.page).to_have_url(re.compile(r"audience=external"))
    visit.settle()
    opened = visit.page.locator(".goal-measure details").first
    tab_to(visit.page, opened.locator("summary").inner_text())
    visit.page.keyboard.press("Enter")
    expect(opened).to_have_attribute("open", "")


def test_back_and_forward_walk_through_the_choices(look: Look) -> None:
    visit = look()
    visit.open("/mal?goal=G1")
    first = visit.page.locator("h1").inner_text()
    visit.page.get_by_role("radio", name=re.compile("Mål 2")).click()
    expect(visit.page).to_have_url(re.compile("goal=G2"))
    expect(visit.page.locator("h1")).not_to_have_text(first)
    visit.settle()
    visit.page.go_back()
    expect(visit.page).to_have_url(re.compile("goal=G1"))
    expect(visit.page.locator("h1")).to_have_text(first)
    visit.settle()
    visit.page.go_forward()
    expect(visit.page).to_have_url(re.compile("goal=G2"))
    expect(visit.page.locator("h1")).not_to_have_text(first)


def test_a_phone_opens_the_menu_and_goes_to_another_screen(look: Look) -> None:
    visit = look(viewport=PHONE)
    visit.open("/?as_of=2026-11-10")
    menu = visit.page.get_by_role("navigation", name="Sider")
    menu.get_by_text("Sider: Status").click()
    menu.get_by_role("link", name="Årshjul").click()
    expect(visit.page).to_have_url(re.compile(r"/arshjul\?as_of=2026-11-10"))
    visit.settle()
    expect(visit.page.get_by_text("Sider: Årshjul")).to_be_visible()


def test_the_deadlines_are_taken_away_as_a_calendar_file(look: Look, tmp_path: Path) -> None:
    visit = look()
    visit.open("/arshjul")
    with visit.page.expect_download() as download:
        visit.page.locator('[data-testid="stDownloadButton"] button').first.click()
    assert download.value.suggested_filename.endswith(".ics")
    file = tmp_path / "deadlines.ics"
    download.value.save_as(file)
    text = file.read_bytes().decode("utf-8")
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    uids = re.findall(r"^UID:(.+)\r$", text, re.MULTILINE)
    assert len(uids) == len(set(uids)) == text.count("BEGIN:VEVENT") > 0


def test_what_nobody_has_decided_is_taken_away_as_a_table_and_the_database_as_a_file(
    look: Look, tmp_path: Path
) -> None:
    visit = look()
    visit.open("/data")
    for name, begins in (("Last ned som tabell", b"\xef\xbb\xbf"), ("Last ned analyse.duckdb", b"")):
        with visit.page.expect_download() as download:
            visit.page.get_by_role("button", name=re.compile(name)).click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        assert file.read_bytes().startswith(begins)
        assert file.suffix in {".csv", ".duckdb"}
