"""«Vis SQL»: links from what stands on a screen to the query behind it, opened in Analyse with the same values."""

from collections.abc import Mapping, Sequence

import streamlit as st

from foundation.words import Words
from ui.access import visitor
from ui.analyse_question import query_address
from ui.data import ASKED
from ui.frame import KEPT
from ui.page import escape

# What the frame reads on every screen, and what Analyse reads itself.
FRAME = ("frame_", "source_", "analyse_")

Asked = tuple[str, Mapping[str, object]]


def forget() -> None:
    """Begin a screen anew: nothing has been read for it."""
    st.session_state[ASKED] = []


def asked() -> list[Asked]:
    """The queries that this screen has read so far, each once, in their order."""
    found: dict[str, Asked] = {}
    for name, parameters in st.session_state.get(ASKED, []):
        if not name.startswith(FRAME):
            found.setdefault(f"{name}{sorted(parameters.items())}", (name, parameters))
    return list(found.values())


def sql_link(query: str, words: Words) -> str:
    """A small link beside a number or chart to the query that it comes from, with the values that it was read with.

    Nothing for who may not analyse, and where the screen has not read that query.
    """
    read = [values for name, values in st.session_state.get(ASKED, []) if name == query]
    if not read or not visitor().may_analyse:
        return ""
    name = f"{words.t('analyse_page.show_sql')}: {words.t(f'query.{query}')}"
    said = escape(words.t("analyse_page.show_sql"))
    return (
        f'<a class="sql-link" href="{escape(link(query, read[-1]))}" aria-label="{escape(name)}">{said}</a>'
    )


def link(query: str, parameters: Mapping[str, object]) -> str:
    """The address of a query in Analyse that keeps the reader's days and language."""
    asked = st.query_params.to_dict()
    kept = {name: asked[name] for name in KEPT if name in asked and name != "view"}
    return query_address(query, parameters, kept)


def behind(words: Words) -> str:
    """The queries that this screen has read, folded in at its foot; nothing for who may not analyse."""
    queries: Sequence[Asked] = asked()
    if not queries or not visitor().may_analyse:
        return ""
    items = "".join(
        f'<li><a href="{escape(link(name, parameters))}">{escape(words.t(f"query.{name}"))}</a></li>'
        for name, parameters in queries
    )
    title = escape(words.t("analyse_page.behind"))
    said = escape(words.t("analyse_page.behind_said"))
    inside = f"<summary><b>{title}</b></summary><p>{said}</p><ul>{items}</ul>"
    return f'<details class="frame-foot sql-behind">{inside}</details>'
