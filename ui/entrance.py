"""What the server adds to Streamlit's login: the way back to the page that was asked for, and cookies for TLS only."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foundation.config_access import CALLBACK
from ui.door import access

LOGIN_PATH = "/auth/login"
USER_COOKIE = "_streamlit_user"
BACK = "dashboard_back"
BACK_SECONDS = 600
FAILED = ("login", "failed")  # in the address, after a login that did not succeed
# A page of ours, as a browser writes it: never //elsewhere, nothing that a browser reads as one, and not too long.
OWN_PAGE = re.compile(r"/(?!/)[\x21-\x5b\x5d-\x7e]{0,2000}")
CODE_WORD = re.compile(r"[a-z_]{1,40}")


class Entrance:
    """ASGI middleware around Streamlit's login: who asked for a page ends there, with days and language as asked for.

    Streamlit itself sends everybody to the first screen, writes what a provider says of a person to the log, and sets
    cookies that a browser would send without TLS, too.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        login = access().login
        port = str(st.get_option("server.port"))
        self.redirect_uri = (
            login.redirect_uri.replace("{port}", port) if login else ""
        )  # as Streamlit fills it

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if not self.redirect_uri or scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"].endswith(CALLBACK):
            await self.app(without_words(scope), receive, Leaving(scope, send, self.redirect_uri))
        else:
            await self.app(scope, receive, Leaving(scope, send, self.redirect_uri))


class Leaving:
    """An answer on its way out: headers of login and return are completed, everything else goes as it is."""

    def __init__(self, scope: Scope, send: Send, redirect_uri: str) -> None:
        self.request = Request(scope)
        self.send = send
        self.redirect_uri = redirect_uri

    async def __call__(self, message: Message) -> None:
        """Pass on one part of the answer."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            path = self.request.url.path
            if path.endswith(LOGIN_PATH):
                self.remember(headers)
            elif path.endswith(CALLBACK) and "location" in headers:
                self.bring_back(headers)
            if self.redirect_uri.startswith("https:"):
                only_over_tls(headers)
        await self.send(message)

    def remember(self, headers: MutableHeaders) -> None:
        """Keep the page that the login was asked from; after a failed login, the one that was kept before."""
        page = page_asked_from(self.request.headers.get("referer", ""), self.redirect_uri)
        if page and urlencode([FAILED]) not in page:
            headers.append("set-cookie", cookie(BACK, quote(page, safe=""), BACK_SECONDS))

    def bring_back(self, headers: MutableHeaders) -> None:
        """Send who has logged in to the page asked for, and tell who has not that it failed."""
        if has_user(headers):
            page = unquote(self.request.cookies.get(BACK, ""))
            if OWN_PAGE.fullmatch(page):
                headers["location"] = page
            headers.append("set-cookie", cookie(BACK, "", 0))
        elif {"code", "error"} & set(self.request.query_params):
            headers["location"] += f"?{urlencode([FAILED])}"


def without_words(scope: Scope) -> Scope:
    """A provider's answer without its prose, which may name a person and would end in the log."""
    asked = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    kept = [
        (name, value if name != "error" or CODE_WORD.fullmatch(value) else "error")
        for name, value in asked
        if name not in ("error_description", "error_uri")
    ]
    return {**scope, "query_string": urlencode(kept).encode("ascii")}


def page_asked_from(referer: str, redirect_uri: str) -> str:
    """The page of ours that a link was followed from, with what its address asked for; empty if it is none of ours."""
    came, ours = urlsplit(referer), urlsplit(redirect_uri)
    page = came._replace(scheme="", netloc="", fragment="").geturl()
    is_ours = (came.scheme, came.netloc) == (ours.scheme, ours.netloc)
    return page if is_ours and OWN_PAGE.fullmatch(page) else ""


def has_user(headers: MutableHeaders) -> bool:
    """Whether an answer tells the browser who it is, and not to forget it."""
    set_now = [one for one in headers.getlist("set-cookie") if one.startswith(f"{USER_COOKIE}=")]
    return any("max-age=0" not in one.lower() for one in set_now)


def cookie(name: str, value: str, seconds: int) -> str:
    """A Set-Cookie header for this site alone, out of reach of scripts."""
    return f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=lax"


def only_over_tls(headers: MutableHeaders) -> None:
    """Have the browser send our cookies back over TLS only."""
    written = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for one in written:
        headers.append("set-cookie", one if "; secure" in one.lower() else f"{one}; Secure")
