"""The page before login, the way out, and what is said to who may not see a screen."""

import streamlit as st

from foundation.words import Words
from ui.data import settings
from ui.page import draw, escape


def login_page(words: Words) -> None:
    """What stands in place of every screen until somebody has logged in: whose it is, and one button."""
    name = escape(settings().organisation.name)
    draw(
        f'<section class="login"><h1>{escape(words.t("entrance.title"))}</h1>'
        f"<p><b>{name}</b></p><p>{escape(words.t('entrance.login_said'))}</p></section>"
    )
    st.button(words.t("entrance.login"), type="primary", on_click=st.login, key="login")


def logout_button(words: Words) -> None:
    """The way out, for who is logged in."""
    if settings().access.login is not None:
        st.button(words.t("entrance.logout"), on_click=st.logout, key="logout", type="tertiary")


def not_for_viewers(words: Words) -> str:
    """What a viewer reads who opens a link to Analyse."""
    return (
        f'<section class="error" role="alert"><h1>{escape(words.t("entrance.analysts_only"))}</h1>'
        f"<p>{escape(words.t('entrance.analysts_only_said'))}</p></section>"
    )
