"""The page before login, the way out, and what is said to who may not see a screen."""

from datetime import UTC, datetime

import streamlit as st

from foundation.words import Words
from ui.data import settings
from ui.door import PROVIDER, access
from ui.ended import end_login
from ui.entrance import FAILED
from ui.page import draw, escape


def login_page(words: Words) -> None:
    """What stands in place of every screen until somebody has logged in: whose it is, and one button."""
    name = escape(settings().organisation.name)
    draw(
        f'<section class="login"><h1>{escape(words.t("entrance.title"))}</h1>'
        f"<p><b>{name}</b></p><p>{escape(words.t(why_here()))}</p></section>"
    )
    st.button(words.t("entrance.login"), type="primary", on_click=st.login, args=(PROVIDER,), key="login")


def why_here() -> str:
    """The key of the sentence before the button: the first time, after a login that failed, or when one is over."""
    if st.query_params.get(FAILED[0]) == FAILED[1]:
        return "entrance.failed"
    return "entrance.over" if st.user.get("is_logged_in") else "entrance.login_said"


def logout_button(words: Words) -> None:
    """The way out, for who is logged in."""
    if access().login is not None:
        st.button(words.t("entrance.logout"), on_click=leave, key="logout", type="tertiary")


def leave() -> None:
    """Log out: here, in other windows, and at the provider."""
    login = access().login
    if login is not None:
        end_login(dict(st.user), datetime.now(UTC), login.session_hours)
    st.logout()


def not_for_viewers(words: Words) -> str:
    """What a viewer reads who opens a link to Analyse."""
    return (
        f'<section class="error" role="alert"><h1>{escape(words.t("entrance.analysts_only"))}</h1>'
        f"<p>{escape(words.t('entrance.analysts_only_said'))}</p></section>"
    )
