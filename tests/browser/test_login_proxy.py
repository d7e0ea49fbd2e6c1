"""A login through deploy/nginx.conf, with tokens as large as a real provider's: it ends on the page asked for."""

from collections.abc import Iterator
from pathlib import Path
from secrets import token_urlsafe

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_login import COOKIE_SECRET, LOGIN, SECONDS
from tests.browser.test_proxy import (
    NAME,
    NAMED_IN_THE_FILE,
    certificate,
    dashboard,
    free_port,
    installed,
    listens,
    nginx,
    rendered,
    running,
)
from tests.oidc import CLIENT, CLIENT_SECRET, provider

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("proxy")]

TOKEN_LENGTH = 2400


@pytest.fixture
def site(sample_configuration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a dashboard that asks for login, behind nginx."""
    nginx()
    plain, secure = free_port(), free_port()
    at = f"https://{NAME}:{secure}"
    monkeypatch.setenv("TEST_CLIENT_SECRET", CLIENT_SECRET)
    monkeypatch.setenv("TEST_COOKIE_SECRET", COOKIE_SECRET)
    file, key = certificate(tmp_path)
    changes = {
        "listen 80;": f"listen 127.0.0.1:{plain};", "listen [::]:80;": "", "listen [::]:443 ssl http2;": "",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{secure} ssl http2;", NAMED_IN_THE_FILE: NAME,
        "/etc/ssl/kommunikasjon/fullchain.pem": str(file), "/etc/ssl/kommunikasjon/privkey.pem": str(key),
    }  # fmt: skip
    with provider() as accounts:
        accounts.access_token = token_urlsafe(TOKEN_LENGTH * 3 // 4)  # a cookie is packed: this cannot be
        login = LOGIN.format(address=accounts.address, client=CLIENT).replace("http://127.0.0.1:{port}", at)
        configuration = sample_configuration.with_name("login_proxy.toml")
        text = sample_configuration.read_text(encoding="utf-8")
        configuration.write_text(text.replace("[analysis] ", f"{login}\n[analysis] "), encoding="utf-8")
        with dashboard(configuration) as port:
            command = installed(tmp_path, port, rendered("nginx.conf", changes))
            with running(command, lambda: listens(secure)):
                yield at


def test_a_login_through_nginx_ends_on_the_page_asked_for_with_cookies_for_tls_only(
    site: str, chromium: Browser
) -> None:
    with chromium.new_context(locale="nb-NO", ignore_https_errors=True) as context:
        page = context.new_page()
        page.goto(f"{site}/mal?goal=G2&as_of=2026-11-10")
        page.get_by_role("button", name="Logg inn").click(timeout=SECONDS)
        expect(page.locator(".frame-foot").last).to_be_visible(timeout=SECONDS)
        assert page.url == f"{site}/mal?goal=G2&as_of=2026-11-10"
        told = [one for one in context.cookies() if str(one["name"]).startswith("_streamlit_user")]
        assert sum(len(str(one["value"])) for one in told) > TOKEN_LENGTH
        assert [one["name"] for one in told if not (one["secure"] and one["httpOnly"])] == []
