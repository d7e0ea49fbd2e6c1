"""Which logins are over: who logs out is out in every window, and so is every copy of the cookie."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from threading import Lock

Login = tuple[str, str]

_ENDED: dict[Login, datetime] = {}  # when each was ended; a restart forgets, and session_hours ends them all
_LOCK = Lock()


def end_login(claims: Mapping[str, object], now: datetime, hours: float) -> None:
    """Let a login count no more. What was ended longer ago than a login holds is forgotten."""
    with _LOCK:
        for login in [login for login, ended in _ENDED.items() if now - ended > timedelta(hours=hours)]:
            del _ENDED[login]
        _ENDED[login_of(claims)] = now


def has_ended(claims: Mapping[str, object]) -> bool:
    """Whether whoever these claims are of has logged out of this login."""
    return login_of(claims) in _ENDED


def login_of(claims: Mapping[str, object]) -> Login:
    """The account and the moment of its login, as the token tells."""
    return str(claims.get("sub")), str(claims.get("iat"))
