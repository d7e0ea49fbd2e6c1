"""What is decided when the server starts: for whom it listens, how accounts are made known, and what a proxy may do."""

import os
import sys
from ipaddress import ip_address
from typing import Any, NoReturn

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from foundation.access import Access, Login
from foundation.config_file import load
from foundation.errors import ConfigurationError
from foundation.words import words

FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-real-ip", b"via")
SHORTEST_SECRET = 32
POLICY_VIOLATION = 1008


class Door:
    """ASGI middleware: while only this machine is served, what comes through a proxy is turned away with a sentence."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.is_for_this_machine = access().is_for_this_machine

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or turn it away."""
        if self.is_for_this_machine and came_by_proxy(scope):
            await turned_away(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def came_by_proxy(scope: Scope) -> bool:
    """Whether a request says that somebody else sent it on."""
    return any(name.lower() in FORWARDED for name, _ in scope.get("headers", ()))


async def turned_away(scope: Scope, receive: Receive, send: Send) -> None:
    """Why nobody is served here but this machine, and what to set."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    said = words(own_language()).t("entrance.this_machine_only")
    await PlainTextResponse(said, status_code=403)(scope, receive, send)


def access() -> Access:
    """Who may see what; this machine only, where the configuration cannot be read."""
    try:
        return load().access
    except ConfigurationError:
        return Access()


def own_language() -> str:
    """The municipality's language; bokmål where the configuration cannot be read."""
    try:
        return load().organisation.language
    except ConfigurationError:
        return "nb"


def check_address() -> None:
    """Refuse to start where others could reach a server that is for this machine only; say so when it starts."""
    said = words(own_language())
    if not access().is_for_this_machine:
        return
    address = str(st.get_option("server.address") or "")
    if not is_loopback(address):
        stop(said.t("entrance.not_open", address=address or "0.0.0.0"))  # noqa: S104 - what Streamlit would listen on
    sys.stderr.write(said.t("entrance.listening", address=address) + "\n")


def is_loopback(address: str) -> bool:
    """Whether an address is one that only this machine can reach."""
    if address == "localhost":
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def secrets() -> dict[str, Any]:
    """What Streamlit needs to know of the provider of accounts; the secrets come from the environment alone.

    No scope but openid: neither name nor e-mail address is asked for.
    """
    login = access().login
    if login is None:
        return {}
    return {
        "auth": {
            "redirect_uri": login.redirect_uri,
            "cookie_secret": secret(login.cookie_secret_env, login),
            "client_id": login.client_id,
            "client_secret": secret(login.client_secret_env, login),
            "server_metadata_url": login.metadata_url,
            "client_kwargs": {"scope": "openid"},
        }
    }


def secret(variable: str, login: Login) -> str:
    """A secret from the environment. The server does not start without it, or with one for cookies that is short."""
    found = os.environ.get(variable, "")
    said = words(own_language())
    if not found:
        stop(said.t("entrance.no_secret", variable=variable))
    if variable == login.cookie_secret_env and len(found) < SHORTEST_SECRET:
        stop(said.t("entrance.short_secret", variable=variable, least=SHORTEST_SECRET))
    return found


def stop(sentence: str) -> NoReturn:
    """End the start with a sentence."""
    sys.stderr.write(f"{sentence}\n")
    sys.exit(2)
