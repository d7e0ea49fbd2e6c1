"""What is added to Streamlit's login: the way back to the page asked for, cookies over TLS only, no name in a log."""

import asyncio
from pathlib import Path
from urllib.parse import parse_qs, quote

import pytest
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message, Receive, Scope, Send

from tests.ui.test_door import LOGIN, configured
from ui.entrance import Entrance

SITE = "https://x.example.org"
Answered = tuple[str, list[str], dict[str, list[str]]]


async def logged_in(request: Request) -> Response:
    del request
    answer = RedirectResponse("/", status_code=302)
    answer.set_cookie("_streamlit_user", "signed", max_age=60)
    return answer


async def not_logged_in(request: Request) -> Response:
    del request
    answer = RedirectResponse("/", status_code=302)
    answer.delete_cookie("_streamlit_user")
    return answer


@pytest.fixture(autouse=True)
def _configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configured(tmp_path, "[analysis] ", LOGIN)))


def ask(path: str, query: str = "", *, succeeds: bool = True, **headers: str) -> Answered:
    """Where an answer leads, the cookies it sets, and what Streamlit was asked, behind the entrance."""
    sent: list[Message] = []
    reached: dict[str, list[str]] = {}

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        reached.update(parse_qs(scope["query_string"].decode()))
        answer = await (logged_in if succeeds else not_logged_in)(Request(scope))
        await answer(scope, receive, send)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    listed = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope: Scope = {
        "type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": listed,
        "scheme": "https", "server": ("x.example.org", 443), "root_path": "",
    }  # fmt: skip
    asyncio.run(Entrance(behind)(scope, receive, send))
    given = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
    leads = next(value for name, value in given if name == "location")
    return leads, [value for name, value in given if name == "set-cookie"], reached


def kept(referer: str) -> str:
    """The page that is kept when the login is asked for from this address; empty where none is."""
    found = [one for one in ask("/auth/login", referer=referer)[1] if one.startswith("dashboard_back=")]
    return found[0].partition(";")[0].removeprefix("dashboard_back=") if found else ""


def test_the_page_and_what_its_address_asked_for_are_kept_through_the_login() -> None:
    page = "/mal?goal=G2&as_of=2026-11-10&lang=nn"
    assert kept(SITE + page) == quote(page, safe="")
    leads, cookies, _ = ask("/oauth2callback", "code=1&state=2", cookie=f"dashboard_back={kept(SITE + page)}")
    assert leads == page
    assert "dashboard_back=; Path=/; Max-Age=0; HttpOnly; SameSite=lax; Secure" in cookies


@pytest.mark.parametrize(
    "referer",
    ["", "https://evil.example/mal", "http://x.example.org/mal", "https://x.example.org.evil.example/",
     "https://x.example.org//evil.example", "https://x.example.org/\\evil.example",
     "https://x.example.org/?login=failed", "https://x.example.org/?q=" + "x" * 3000],
)  # fmt: skip
def test_nothing_but_a_page_of_ours_is_kept(referer: str) -> None:
    assert kept(referer) == ""


@pytest.mark.parametrize(
    "value",
    [
        "",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "mal",
        "/mal\r\nset-cookie: a=b",
        "%2F%2Fevil.example",
    ],
)
def test_a_cookie_of_somebody_elses_making_leads_nowhere_but_to_the_first_screen(value: str) -> None:
    written = value if value.startswith("%") else quote(value, safe="")
    assert ask("/oauth2callback", "code=1", cookie=f"dashboard_back={written}")[0] == "/"


def test_a_login_that_failed_is_told_and_the_page_is_kept_for_the_next() -> None:
    leads, cookies, _ = ask("/oauth2callback", "code=1", succeeds=False, cookie="dashboard_back=%2Fmal")
    assert leads == "/?login=failed"
    assert [one for one in cookies if one.startswith("dashboard_back")] == []


def test_coming_back_from_the_logout_is_no_failure() -> None:
    assert ask("/oauth2callback", succeeds=False)[0] == "/"


def test_what_a_provider_says_of_a_person_goes_no_further() -> None:
    query = "error=access_denied&error_description=Kari+finnes+ikke&error_uri=https://x/Kari&state=a%26b%3D"
    assert ask("/oauth2callback", query, succeeds=False)[2] == {"error": ["access_denied"], "state": ["a&b="]}
    assert ask("/oauth2callback", "error=Kari+Nordmann", succeeds=False)[2] == {"error": ["error"]}


def test_every_cookie_goes_over_tls_only() -> None:
    cookies = ask("/oauth2callback", "code=1")[1]
    assert len(cookies) == 2
    assert all(one.endswith("; Secure") for one in cookies)
