"""Who is visiting, and what the visitor may see: without login everybody as config.toml says, else by the account."""

import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import streamlit as st

from foundation.access import Access, Login
from ui.door import access
from ui.ended import has_ended

STARTED = ("auth_time", "iat")  # when the account was logged in, as the token tells
LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A visitor: whether the screens are open, whether Analyse is, and a key for the log that tells no name."""

    may_see: bool
    may_analyse: bool
    key: str


NOBODY = Visitor(may_see=False, may_analyse=False, key="")


def visitor() -> Visitor:
    """The visitor of this run."""
    allowed = access()
    if allowed.login is None:
        return without_login(allowed)
    claims = dict(st.user)
    return NOBODY if has_ended(claims) else by_account(allowed.login, claims, datetime.now(UTC))


def without_login(access: Access) -> Visitor:
    """Who comes without an account where there is no login."""
    return Visitor(may_see=True, may_analyse=access.without_login != "screens", key=LOCAL)


def by_account(login: Login, claims: Mapping[str, object], now: datetime) -> Visitor:
    """Who an account's claims say it is: nobody unless logged in and not for too long; an analyst by role."""
    is_known = claims.get("is_logged_in") is True and is_for_us(login, claims)
    if not is_known or has_expired(claims, now, login.session_hours):
        return NOBODY
    roles = claims.get(login.role_claim)
    held = {str(role) for role in roles} if isinstance(roles, list | tuple) else {str(roles)}
    return Visitor(may_see=True, may_analyse=bool(held & set(login.analyst_roles)), key=key_of(login, claims))


def is_for_us(login: Login, claims: Mapping[str, object]) -> bool:
    """Whether the token was made for this program; the library passes another's that names us as its party."""
    audience = claims.get("aud")
    return login.client_id in (audience if isinstance(audience, list | tuple) else [audience])


def has_expired(claims: Mapping[str, object], now: datetime, hours: float) -> bool:
    """Whether an account was logged in too long ago: Streamlit's cookie lives for 30 days, whatever a token says."""
    for name in STARTED:
        started = claims.get(name)
        if isinstance(started, int | float):
            return now >= datetime.fromtimestamp(started, UTC) + timedelta(hours=hours)
    return True


def key_of(login: Login, claims: Mapping[str, object]) -> str:
    """The same for the same account, and no way back to it without the server's secret."""
    secret = os.environ.get(login.cookie_secret_env, "")
    return hmac.new(secret.encode(), str(claims.get("sub", "")).encode(), hashlib.sha256).hexdigest()[:16]
