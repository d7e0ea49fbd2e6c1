"""Accounts over real HTTP: who logs in sees the screens, who has the role sees Analyse, nobody else anything."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, ColorScheme
from tests.browser.serving import serving
from tests.oidc import CLIENT, CLIENT_SECRET, EMAIL, NAME, Provider, provider

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("login")]

COOKIE = "_streamlit_user"
COOKIE_SECRET = "c" * 40
LOGIN = """
[access.login]
metadata_url = "{address}/.well-known/openid-configuration"
client_id = "{client}"
client_secret_env = "TEST_CLIENT_SECRET"
cookie_secret_env = "TEST_COOKIE_SECRET"
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
session_hours = 10
"""
SECONDS = 30_000


@pytest.fixture(scope="module")
def accounts() -> Iterator[Provider]:
    with provider() as found:
        yield found


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("login") / "server.log"


@pytest.fixture(scope="module")
def guarded(accounts: Provider, output: Path, sample_configuration: Path) -> Iterator[str]:
    """A fresh server that asks for login, with what it writes kept in `output`."""
    file = sample_configuration.with_name("login.toml")
    text = sample_configuration.read_text(encoding="utf-8")
    login = LOGIN.format(address=accounts.address, client=CLIENT)
    file.write_text(text.replace("[analysis] ", f"{login}\n[analysis] "), encoding="utf-8")
    secrets = {"TEST_CLIENT_SECRET": CLIENT_SECRET, "TEST_COOKIE_SECRET": COOKIE_SECRET}
    with serving(file, environment=secrets, output=output) as address:
        yield address


@pytest.fixture(scope="module")
def only_page(chromium: Browser) -> Iterator[Page]:
    """A page of a browser that keeps Streamlit's files from one test to the next: no login is about them."""
    context = chromium.new_context(locale="nb-NO")
    yield context.new_page()
    context.close()


@pytest.fixture
def browser_page(only_page: Page, accounts: Provider) -> Iterator[Page]:
    """A browser that nobody has logged in with, and a provider as it is from the start."""
    accounts.claims, accounts.audience, accounts.lives_seconds, accounts.started = {}, CLIENT, 3600, 0
    accounts.remembered_seconds, accounts.refuses = 0, False
    only_page.context.clear_cookies()
    only_page.set_viewport_size(DESKTOP)
    only_page.emulate_media(color_scheme="light")
    yield only_page
    for other in only_page.context.pages[1:]:
        other.close()


def log_in(page: Page, address: str, path: str = "/", lands_on: str = "") -> None:
    """Open a path, and press the one button there is; who is let in ends where the first link led."""
    page.goto(address + path)
    with page.expect_response(re.compile("/oauth2callback"), timeout=SECONDS):
        page.get_by_role("button", name="Logg inn").click(timeout=SECONDS)
    page.wait_for_url(address + (lands_on or path), timeout=SECONDS)


def is_locked(page: Page) -> None:
    """The page says to log in, and shows nothing else."""
    expect(page.get_by_role("button", name="Logg inn")).to_be_visible(timeout=SECONDS)
    expect(page.locator(".status, .analyse-head, .frame-foot")).to_have_count(0)


def cookies(context: BrowserContext) -> list[str]:
    """The names of the cookies that tell who it is."""
    return [cookie["name"] for cookie in context.cookies() if str(cookie["name"]).startswith(COOKIE)]


@pytest.mark.parametrize("path", ["/analyse", "/", "/mal?goal=G2", "/data"])
def test_nobody_sees_a_screen_before_login_whatever_the_first_link_is(
    guarded: str, browser_page: Page, path: str
) -> None:
    browser_page.goto(guarded + path)
    is_locked(browser_page)


def test_a_viewer_sees_the_screens_but_neither_the_menu_entry_nor_the_screen_analyse(
    guarded: str, browser_page: Page, accounts: Provider
) -> None:
    accounts.claims = {"roles": ["leser"]}
    log_in(browser_page, guarded)
    expect(browser_page.locator(".status")).to_be_visible(timeout=SECONDS)
    expect(browser_page.get_by_role("link", name="Analyse", exact=True)).to_have_count(0)
    expect(browser_page.locator(".sql-behind, .sql-link")).to_have_count(0)
    browser_page.goto(f"{guarded}/analyse")
    expect(browser_page.get_by_role("heading", name="Analyse er for analytikere")).to_be_visible(
        timeout=SECONDS
    )
    expect(browser_page.locator("textarea")).to_have_count(0)


def test_an_analyst_asks_a_question_and_logs_out_again(
    guarded: str, browser_page: Page, accounts: Provider
) -> None:
    accounts.claims = {"roles": ["leser", "analyst"]}
    log_in(browser_page, guarded)
    browser_page.get_by_role("link", name="Analyse", exact=True).click(timeout=SECONDS)
    browser_page.get_by_label("Spørring (SQL)").press("Control+Enter")
    expect(browser_page.locator(".analyse-answer")).to_contain_text("rader", timeout=SECONDS)
    assert cookies(browser_page.context)
    browser_page.get_by_role("button", name="Logg ut").click()
    is_locked(browser_page)
    assert "/logout" in accounts.asked
    assert cookies(browser_page.context) == []
    browser_page.goto(f"{guarded}/analyse")
    is_locked(browser_page)


TOKENS = {
    "made for another program": ("somebody-else", 3600, 0),
    "made for another, with us as its party": ("us-as-party-only", 3600, 0),
    "expired": (CLIENT, -4000, -8000),
    "of a login eleven hours ago": (CLIENT, 3600 * 24, -11 * 3600),
}


@pytest.mark.parametrize(("audience", "lives_seconds", "started"), TOKENS.values(), ids=TOKENS)
def test_a_token_that_does_not_hold_opens_nothing(
    guarded: str, browser_page: Page, accounts: Provider, audience: str, lives_seconds: int, started: int
) -> None:
    accounts.audience, accounts.lives_seconds = audience, lives_seconds
    accounts.started = started
    accounts.claims = {"azp": CLIENT} if audience == "us-as-party-only" else {}
    is_refused_at_once = audience == "somebody-else" or lives_seconds < 0
    log_in(browser_page, guarded, lands_on="/?login=failed" if is_refused_at_once else "")
    is_locked(browser_page)
    said = "Innloggingen gikk ikke." if is_refused_at_once else "Innloggingen er over."
    expect(browser_page.locator(".login")).to_contain_text(said)


def test_a_forged_or_changed_cookie_opens_nothing(
    guarded: str, browser_page: Page, accounts: Provider
) -> None:
    accounts.claims = {"roles": ["analyst"]}
    log_in(browser_page, guarded)
    expect(browser_page.locator(".status")).to_be_visible(timeout=SECONDS)
    real = next(cookie for cookie in browser_page.context.cookies() if cookie["name"] == COOKIE)
    value = str(real["value"])
    middle = len(value) // 2
    for forged in (
        value[:middle] + ("A" if value[middle] != "A" else "B") + value[middle + 1 :],
        "eyJpc19sb2dnZWQ",
    ):
        browser_page.context.clear_cookies()
        browser_page.context.add_cookies([{"name": COOKIE, "value": forged, "url": guarded}])
        browser_page.goto(f"{guarded}/analyse")
        is_locked(browser_page)


@pytest.mark.parametrize("path", ["/mal?goal=G2&as_of=2026-11-10", "/siden?lang=nn"])
def test_after_login_stands_the_page_that_was_asked_for_with_its_days_and_language(
    guarded: str, browser_page: Page, path: str
) -> None:
    browser_page.goto(guarded + path)
    browser_page.get_by_role("button", name="Logg inn").click(timeout=SECONDS)
    expect(browser_page.locator(".frame-foot").last).to_be_visible(timeout=SECONDS)
    assert browser_page.url.startswith(guarded + path)


def test_who_is_remembered_at_the_provider_for_too_long_gives_the_password_again_and_gets_in(
    guarded: str, browser_page: Page, accounts: Provider
) -> None:
    accounts.remembered_seconds = 11 * 3600
    log_in(browser_page, guarded)
    expect(browser_page.locator(".status")).to_be_visible(timeout=SECONDS)


def test_a_refusal_is_told_without_a_name(guarded: str, browser_page: Page, accounts: Provider) -> None:
    accounts.refuses = True
    log_in(browser_page, guarded, lands_on="/?login=failed")
    is_locked(browser_page)
    expect(browser_page.locator(".login")).to_contain_text("Innloggingen gikk ikke.")


def test_a_copy_of_the_cookie_opens_nothing_after_the_logout_and_neither_does_another_window(
    guarded: str, browser_page: Page, accounts: Provider
) -> None:
    accounts.claims = {"sub": "account-that-leaves"}
    log_in(browser_page, guarded)
    copies = [
        {"name": str(one["name"]), "value": str(one["value"]), "url": guarded}
        for one in browser_page.context.cookies()
    ]
    other = browser_page.context.new_page()
    other.goto(f"{guarded}/mal")
    expect(other.locator(".frame-foot").last).to_be_visible(timeout=SECONDS)
    browser_page.get_by_role("button", name="Logg ut").click(timeout=SECONDS)
    is_locked(browser_page)
    other.get_by_role("link", name="Siden og dialogen").first.click()
    is_locked(other)
    browser_page.context.add_cookies(copies)  # type: ignore[arg-type]
    browser_page.goto(f"{guarded}/")
    is_locked(browser_page)


def test_a_login_taken_out_of_the_file_holds_until_the_next_start(
    guarded: str, browser_page: Page, sample_configuration: Path
) -> None:
    file = sample_configuration.with_name("login.toml")
    text = file.read_text(encoding="utf-8")
    file.write_text(sample_configuration.read_text(encoding="utf-8"), encoding="utf-8")
    try:
        browser_page.goto(f"{guarded}/analyse")
        is_locked(browser_page)
    finally:
        file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_page_before_login_is_for_everybody(
    guarded: str, browser_page: Page, color_scheme: ColorScheme
) -> None:
    browser_page.set_viewport_size(PHONE)
    browser_page.emulate_media(color_scheme=color_scheme)
    browser_page.goto(guarded)
    is_locked(browser_page)
    assert [fault["id"] for fault in Axe().run(browser_page).response["violations"]] == []


def test_the_server_writes_neither_secrets_nor_who_has_logged_in(guarded: str, output: Path) -> None:
    assert guarded
    written = output.read_text(encoding="utf-8")
    assert [
        text for text in (CLIENT_SECRET, COOKIE_SECRET, NAME, EMAIL, "account-1") if text in written
    ] == []
