"""Where an analyst writes: the statement, a field for each of its parameters, and the buttons."""

from collections.abc import Callable, Mapping

import streamlit as st

from foundation.words import Words
from ui.analyse_question import Parameter, parameters_of
from ui.analyse_state import FIRST_DAY, LAST_DAY, STATEMENT, begin, field_key, first_value
from ui.data import rows, settings
from ui.page import draw, escape
from ui.printing import said

EDITOR_HEIGHT = 220
CHOICES: Mapping[str, str] = {"goal_id": "goal", "measure_id": "measure"}


def editor(words: Words) -> None:
    """The statement's field, its parameters, and the buttons to run it or have its plan."""
    st.text_area(
        words.t("analyse_page.statement"), key=STATEMENT, height=EDITOR_HEIGHT, help=None,
        placeholder="select …",
    )  # fmt: skip
    fields(parameters_of(str(st.session_state[STATEMENT])), words)
    with st.container(horizontal=True, vertical_alignment="center", key="analyse-buttons"):
        st.button(
            words.t("analyse_page.run"),
            type="primary",
            shortcut="Ctrl+Enter",
            on_click=begin,
            key="analyse-run",
        )
        st.button(
            words.t("analyse_page.explain"), on_click=begin, kwargs={"is_plan": True}, key="analyse-explain"
        )
        draw(f'<p class="analyse-limits">{escape(limits_said(words))}</p>', "content")


def limits_said(words: Words) -> str:
    """What one statement may cost, in a sentence."""
    limits = settings().analysis
    return words.t(
        "analyse_page.limits", rows=limits.rows, seconds=limits.seconds, megabytes=limits.memory_megabytes
    )


def fields(parameters: list[Parameter], words: Words) -> None:
    """A field for each parameter, of its kind; its first value is the address's, else the screen's own day."""
    if not parameters:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="analyse-values"):
        for parameter in parameters:
            key = field_key(parameter)
            if key not in st.session_state:
                st.session_state[key] = first_value(parameter)
            FIELDS[parameter.kind](parameter, key, words)
    draw(said([f"${one.name}: {words.form(st.session_state[field_key(one)])}" for one in parameters]))


def text_field(parameter: Parameter, key: str, words: Words) -> None:
    """A text; of the goals and measures, the ones there are to choose from."""
    label = f"${parameter.name}"
    if parameter.name in CHOICES:
        known = [str(row[parameter.name]) for row in rows("analyse_" + CHOICES[parameter.name])]
        if st.session_state[key] not in known:
            st.session_state[key] = known[0] if known else ""
        st.selectbox(label, known, key=key, width=160)
    else:
        st.text_input(label, key=key, help=words.t("analyse_page.empty_is_null"), width=240)


FIELDS: Mapping[str, Callable[[Parameter, str, Words], object]] = {
    "date": lambda parameter, key, _: st.date_input(
        f"${parameter.name}", key=key, format="DD.MM.YYYY", min_value=FIRST_DAY, max_value=LAST_DAY, width=160,
    ),
    "integer": lambda parameter, key, _: st.number_input(f"${parameter.name}", key=key, step=1, width=160),
    "truth": lambda parameter, key, _: st.checkbox(f"${parameter.name}", key=key),
    "list": text_field,
    "text": text_field,
}  # fmt: skip
