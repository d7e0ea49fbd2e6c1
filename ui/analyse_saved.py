"""Questions to begin with: the ready ones, those that somebody saved, and those asked in this visit."""

import streamlit as st

from foundation.errors import AnalysisError
from foundation.words import Words
from ui.analyse_data import now, store
from ui.analyse_question import READY, ready_questions
from ui.analyse_state import STATEMENT, past_statements, place
from ui.page import draw, escape

LONGEST_SHOWN = 90


def questions(words: Words) -> None:
    """The ready, the saved and the earlier questions, each to be put into the editor at a click."""
    draw(f'<h2 class="analyse-title">{escape(words.t("analyse_page.questions"))}</h2>')
    ready(words)
    saved(words)
    earlier(words)


def ready(words: Words) -> None:
    """The ready questions as a list to choose from."""
    names = ready_questions()

    def take() -> None:
        chosen = st.session_state.get("analyse-ready")
        if chosen:
            place((READY / f"{chosen}.sql").read_text(encoding="utf-8").strip())

    st.selectbox(
        words.t("analyse_page.ready", count=len(names)), names, index=None, key="analyse-ready", on_change=take,
        format_func=lambda name: words.t(f"analyse_ready.{name}"), placeholder=words.t("analyse_page.choose"),
    )  # fmt: skip


def saved(words: Words) -> None:
    """The saved questions, and a form that saves the one in the editor."""
    try:
        found = store().saved()
    except AnalysisError as error:
        draw(f'<p class="analyse-quiet">{escape(words.t(error.key, **error.values))}</p>')
        return
    by_id = {question.question_id: question for question in found}

    def take() -> None:
        chosen = by_id.get(st.session_state.get("analyse-saved") or 0)
        if chosen:
            place(chosen.statement)

    if by_id:
        picked = st.selectbox(
            words.t("analyse_page.saved", count=len(by_id)), list(by_id), index=None, key="analyse-saved",
            format_func=lambda one: by_id[one].name, on_change=take, placeholder=words.t("analyse_page.choose"),
        )  # fmt: skip
        if picked in by_id:
            draw(f'<p class="analyse-quiet">{escape(by_id[picked].description)}</p>')
            st.button(
                words.t("analyse_page.remove"), on_click=store().remove, args=(picked,),
                key="analyse-remove",
            )  # fmt: skip
    save_form(words)


def save_form(words: Words) -> None:
    """A form that saves the statement in the editor under a name, for everybody who analyses."""
    with (
        st.expander(words.t("analyse_page.save")),
        st.form("analyse-save", border=False, clear_on_submit=True),
    ):
        name = st.text_input(words.t("analyse_page.save_name"), max_chars=120)
        description = st.text_input(words.t("analyse_page.save_description"), max_chars=300)
        draw(f'<p class="analyse-quiet">{escape(words.t("analyse_page.save_said"))}</p>')
        if st.form_submit_button(words.t("analyse_page.save_button")):
            keep(name, description, words)


def keep(name: str, description: str, words: Words) -> None:
    """Save the statement, or say what is missing."""
    if not name.strip():
        st.error(words.t("analyse_page.save_needs_name"))
        return
    try:
        store().save(name, description, str(st.session_state[STATEMENT]), now())
    except AnalysisError as error:
        st.error(words.t(error.key, **error.values))
        return
    st.rerun()


def earlier(words: Words) -> None:
    """What was asked in this visit, the newest first."""
    past = past_statements()

    def take() -> None:
        chosen = st.session_state.get("analyse-past")
        if chosen is not None and chosen < len(past):
            place(past[chosen])

    if past:
        st.selectbox(
            words.t("analyse_page.history", count=len(past)), range(len(past)), index=None, key="analyse-past",
            format_func=lambda one: " ".join(past[one].split())[:LONGEST_SHOWN], on_change=take,
            placeholder=words.t("analyse_page.choose"),
        )  # fmt: skip
