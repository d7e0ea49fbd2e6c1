"""What the server adds: language and title before any script, a policy for our scripts only, nothing left open."""

import asyncio
import base64
import hashlib
import re
from pathlib import Path

import pytest
import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from ui import words_font
from ui.built_files import built_files
from ui.early import early
from ui.first_files import ELEMENTS
from ui.serving import Serving

LOGIN = """
[access.login]
metadata_url = "https://id.example.org/.well-known/openid-configuration"
client_id = "us"
client_secret_env = "TEST_CLIENT_SECRET"
cookie_secret_env = "TEST_COOKIE_SECRET"
redirect_uri = "https://x.example.org/oauth2callback"
"""
PAGE = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


async def streamlit_like(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers as Streamlit does: its page on every path, a script as a script, compression where it is asked for."""
    request = Request(scope, receive)
    answer: Response = HTMLResponse(PAGE, headers={"etag": '"1"', "last-modified": "x"})
    if scope["path"].startswith("/static/"):
        answer = PlainTextResponse("var a", media_type="text/javascript", headers={"etag": '"2"'})
    elif "accept-encoding" in request.headers:
        answer = Response(b"\x1f\x8b", media_type="text/html", headers={"content-encoding": "gzip"})
    await answer(scope, receive, send)


def ask(path: str, query: str = "") -> tuple[int, dict[str, str], str]:
    """Status, headers and words of what a browser gets."""
    status, headers, body = ask_bytes(path, query)
    return status, headers, body.decode()


def ask_bytes(path: str, query: str = "") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of what a browser gets."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "http", "method": "GET", "path": path, "query_string": query.encode(), "root_path": "",
        "headers": [(b"accept-encoding", b"gzip")],
    }  # fmt: skip
    asyncio.run(Serving(streamlit_like)(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(part["body"] for part in sent[1:])


@pytest.fixture(autouse=True)
def configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(
        '[organisation]\nname = "Fjell & Dal"\nlanguage = "nn"\ntimezone = "Europe/Oslo"\n'
        '[paths]\nregister = "a"\nraw = "b"\nwarehouse = "c"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("DASHBOARD_CONFIG", str(file))
    return file


def test_the_page_says_its_language_and_whose_it_is_from_the_first_byte() -> None:
    _, _, page = ask("/mal", "goal=G2")
    assert '<html lang="nn">' in page
    assert "<title>Kommunikasjonsstrategien – Fjell &amp; Dal</title>" in page


def test_the_address_chooses_the_language() -> None:
    assert '<html lang="en">' in ask("/", "lang=en")[2]
    assert '<html lang="nn">' in ask("/", "lang=fr")[2]


def test_without_javascript_the_page_says_so_in_words_of_ours() -> None:
    page = ask("/")[2]
    assert re.findall("<noscript>(.*?)</noscript>", page) == [
        "Denne sida treng JavaScript. Slå det på i nettlesaren, og last sida på nytt."
    ]


def test_a_wrong_configuration_still_gives_a_page(configuration: Path) -> None:
    configuration.write_text("[", encoding="utf-8")
    assert "<title>Kommunikasjonsstrategien</title>" in ask("/")[2]


def test_the_policy_lets_in_the_pages_own_scripts_and_no_others() -> None:
    _, headers, page = ask("/")
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in inline
    ]
    rules = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert len(inline) == 3
    assert rules["script-src"].split() == ["'self'", *hashes]
    assert rules["default-src"] == rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["object-src"] == "'none'"


def test_the_client_is_told_where_the_server_is_before_its_own_script_runs() -> None:
    """Otherwise a deep link makes it ask for /mal/_stcore/health first: an error in the browser's console."""
    page = ask("/mal")[2]
    assert page.index("BACKEND_BASE_URL") < page.index('<script type="module"')


def test_the_client_opens_its_websocket_at_once_unless_it_must_ask_for_a_cookie_first(
    configuration: Path,
) -> None:
    assert "HOST_CONFIG:{allowedOrigins:[location.origin],useExternalAuthToken:false}" in ask("/")[2]
    with configuration.open("a", encoding="utf-8") as file:
        file.write(LOGIN)
    page = ask("/")[2]
    assert ("BACKEND_BASE_URL" in page, "HOST_CONFIG" in page) == (True, False)


def test_the_screen_is_asked_for_early_unless_a_cookie_must_come_first(configuration: Path) -> None:
    page = ask("/")[2]
    assert page.index("BACKEND_BASE_URL") < page.index(early()) < page.index('<script type="module"')
    with configuration.open("a", encoding="utf-8") as file:
        file.write(LOGIN)
    assert "WebSocket" not in ask("/")[2]


def test_the_page_names_every_script_of_the_elements_on_every_screen_once() -> None:
    page = ask("/mal")[2]
    named = re.findall(r'<link rel="modulepreload" crossorigin href="\./static/js/([^"]+)">', page)
    for element in ("Html", "DateInput", "DateField", "Selectbox"):
        assert len([name for name in named if name.split(".")[0] == element]) == 1
    assert len(named) == len(set(named))
    assert set(built_files(*ELEMENTS)) - set(named) == set(re.findall(r'src="\./static/js/([^"]+)"', page))


def test_icons_are_left_until_one_is_shown_and_the_words_font_after_the_scripts() -> None:
    page = ask("/")[2]
    assert page.index("Material Symbols") < page.index('<script type="module"')
    fonts = re.findall(r"<link[^>]*as=\"font\"[^>]*>", page)
    assert [re.findall('fetchpriority="low"|rel="preload"|woff2"', font) for font in fonts] == [
        ['fetchpriority="low"', 'rel="preload"', 'woff2"', 'woff2"']
    ]
    assert page.index(fonts[0]) > page.rindex('rel="modulepreload"')


@pytest.mark.parametrize("path", ["/static/media/", "/kommune/static/media/"])
def test_the_small_font_is_one_of_our_files_and_stays_in_the_browser(path: str) -> None:
    status, headers, body = ask_bytes(path + words_font.name())
    assert (status, headers["content-type"], body) == (200, "font/woff2", words_font.SMALL.read_bytes())
    assert headers["cache-control"] == "public, immutable, max-age=31536000"
    assert headers["x-content-type-options"] == "nosniff"


def test_every_answer_is_closed_by_its_headers() -> None:
    for path in ("/", "/static/js/index.js"):
        headers = ask(path)[1]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_a_changed_page_keeps_no_mark_of_the_old_one_and_a_script_keeps_its_own() -> None:
    page, script = ask("/")[1], ask("/static/js/index.js")[1]
    assert "etag" not in page
    assert "last-modified" not in page
    assert script["etag"] == '"2"'


def test_the_length_is_that_of_the_changed_page() -> None:
    _, headers, page = ask("/", "lang=en")
    assert int(headers["content-length"]) == len(page.encode())


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/sti/_stcore/metrics"])
def test_what_is_meant_for_machines_is_not_served(path: str) -> None:
    status, _, body = ask(path)
    assert (status, body) == (404, "")


@pytest.mark.parametrize(
    ("opened", "path", "status"),
    [
        ("open_metrics = true", "/_stcore/metrics", 200),
        ("open_metrics = true", "/_stcore/agent/openapi.json", 404),
        ("open_agent = true", "/_stcore/agent/openapi.json", 200),
        ("open_agent = true", "/sti/_stcore/metrics", 404),
    ],
)
def test_what_is_meant_for_machines_is_served_where_the_configuration_opens_it(
    configuration: Path, opened: str, path: str, status: int
) -> None:
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(f"{text}[server]\n{opened}\n", encoding="utf-8")
    assert ask(path)[0] == status


def test_nothing_is_open_while_the_configuration_is_wrong(configuration: Path) -> None:
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(f"{text}[server]\nopen_metrics = true\nopen_door = true\n", encoding="utf-8")
    assert ask("/_stcore/metrics")[0] == 404


@pytest.mark.parametrize("path", ["/ahead.js", "/kommune/ahead.js"])
def test_the_script_that_fetches_ahead_is_one_of_ours_and_never_inline(path: str) -> None:
    status, headers, body = ask(path)
    assert (status, headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert headers["x-content-type-options"] == "nosniff"
    assert "prefetch" in body
    assert "prefetch" not in ask("/")[2]
