"""The analysis screen in words: what it is for, what it keeps, and how a question is shared."""

import streamlit as st

from foundation.words import Words
from ui.analyse_question import packed
from ui.analyse_state import STATEMENT
from ui.data import settings
from ui.page import escape


def heading(words: Words) -> str:
    """The question, and what a reader must know before writing."""
    return (
        f'<header class="analyse-head"><h1>{escape(words.t("analyse_page.question"))}</h1>'
        f'<p class="analyse-intro">{escape(words.t("analyse_page.intro"))} {escape(log_said(words))}</p></header>'
    )


def log_said(words: Words) -> str:
    """What is noted of each statement, and for how long."""
    limits = settings().analysis
    if not limits.log_days:
        return words.t("analyse_page.no_log")
    return words.t("analyse_page.log_text" if limits.log_text else "analyse_page.log", days=limits.log_days)


def link_said(words: Words) -> str:
    """How the statement in the editor is shared: by the address, unless it is too long for one."""
    is_short = packed(str(st.session_state.get(STATEMENT, ""))) is not None
    said = words.t("analyse_page.link" if is_short else "analyse_page.link_too_long")
    return f'<p class="analyse-quiet">{escape(said)}</p>'
