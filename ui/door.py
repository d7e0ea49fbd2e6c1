"""What is decided when the server starts: for whom it listens, how accounts are made known, and what a proxy may do."""

import os
import sys
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from foundation.access import Access, Login
from foundation.config_file import load
from foundation.configuration import configuration_file
from foundation.errors import ConfigurationError
from foundation.words import words

FORWARDED = ("forwarded", "x-real-ip", "via")
FORWARDED_START = "x-forwarded-"
PROVIDER = "account"  # what Streamlit calls the provider of accounts
SHORTEST_SECRET = 32
POLICY_VIOLATION = 1008


class Door:
    """ASGI middleware: while only this machine is served, what comes from elsewhere is turned away with a sentence.

    From elsewhere: another machine, a proxy, or a page of somebody else's whose name was made to point at this machine.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.is_for_this_machine = access().is_for_this_machine

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or turn it away."""
        if self.is_for_this_machine and scope["type"] != "lifespan" and came_from_elsewhere(scope):
            await turned_away(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def came_from_elsewhere(scope: Scope) -> bool:
    """Whether a request did not begin on this machine, or calls it by a name that others can point at it."""
    headers = Headers(scope=scope)
    sender = (scope.get("client") or ("", 0))[0]
    return not is_loopback(sender) or not is_own_name(headers.get("host", "")) or was_sent_on(headers)


def was_sent_on(headers: Headers) -> bool:
    """Whether a request says that somebody else sent it on."""
    return any(name in FORWARDED or name.startswith(FORWARDED_START) for name in headers)


def is_own_name(host: str) -> bool:
    """Whether a Host header names this machine as only itself does: localhost or an address of its own, any port."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name.endswith(".localhost") or is_loopback(name)


async def turned_away(scope: Scope, receive: Receive, send: Send) -> None:
    """Why nobody is served here but this machine, and what to set."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    said = words(own_language()).t("entrance.this_machine_only")
    await PlainTextResponse(said, status_code=403)(scope, receive, send)


def access() -> Access:
    """Who may see what, as config.toml had it when the server started: where it listens was decided then, too."""
    return settled(configuration_file())


@cache
def settled(file: Path) -> Access:
    """What a file says at the first reading, whatever is written in it later; this machine only if it is faulty."""
    try:
        return load(file).access
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

    No scope but openid: neither name nor e-mail address is asked for. `max_age` makes the provider ask for the password
    again where it was given too long ago for us; otherwise who is remembered there would be sent back and forth.
    """
    login = access().login
    if login is None:
        return {}
    return {
        "auth": {
            "redirect_uri": login.redirect_uri,
            "cookie_secret": secret(login.cookie_secret_env, login),
            PROVIDER: {
                "client_id": login.client_id,
                "client_secret": secret(login.client_secret_env, login),
                "server_metadata_url": login.metadata_url,
                "client_kwargs": {"scope": "openid"},
                "authorize_params": {"max_age": int(login.session_hours * 3600)},
            },
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
