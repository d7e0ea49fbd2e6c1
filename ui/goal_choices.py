"""Choices that live in the address: a row of buttons whose chosen value is a parameter such as goal=G2."""

from collections.abc import Mapping, Sequence

import streamlit as st

from ui.page import draw
from ui.printing import said


def asked(name: str, options: Sequence[str]) -> str:
    """The option that the address asks for under a name; the first where it asks for none of them."""
    found = st.query_params.get(name, options[0])
    return found if found in options else options[0]


def choose(name: str, options: Mapping[str, str], label: str) -> str:
    """The chosen key of `options` (key → what the button says), kept in the address under `name`; the first if none is.

    The address decides: a link with another value chooses it, and the first option leaves no trace in the address.
    """
    first = next(iter(options))
    asked = st.query_params.get(name, first)
    widget = f"choice_{name}"
    st.session_state[widget] = asked if asked in options else first

    def keep() -> None:
        chosen = st.session_state[widget]
        if chosen == first or chosen is None:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = chosen

    st.segmented_control(
        label, list(options), format_func=options.__getitem__, key=widget, on_change=keep, required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    found = str(st.session_state[widget])
    draw(said([f"{label}: {options[found]}"]))
    return found
