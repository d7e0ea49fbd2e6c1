"""What a reader may narrow the calendar to: a list each for goal, channel and role, kept in the address."""

from collections.abc import Mapping

import streamlit as st

from foundation.words import Words
from ui.calendar_data import Calendar, Choice, channel_names, goal_names, role_names
from ui.goal_choices import asked


def choose_from(calendar: Calendar, words: Words) -> tuple[Choice, list[str]]:
    """The goal, channel and role that the reader has chosen, and the choice in words, as paper shows it."""
    options = options_of(calendar, words)
    labels = {name: words.t(f"calendar_page.{name}") for name in options}
    chosen = {name: select(name, options[name], labels[name]) for name in options}
    return Choice(**chosen), [f"{labels[name]}: {options[name][chosen[name]]}" for name in options]


def asked_choice(calendar: Calendar, words: Words) -> Choice:
    """The choice that the address asks for, where there is nothing to choose with."""
    return Choice(**{name: asked(name, list(found)) for name, found in options_of(calendar, words).items()})


def options_of(calendar: Calendar, words: Words) -> dict[str, dict[str, str]]:
    """What can be chosen: the goals, channels and roles that deadlines have, each by name."""
    return {
        "goal": goal_names(calendar, words),
        "channel": channel_names(calendar, words),
        "role": role_names(calendar, words),
    }


def select(name: str, options: Mapping[str, str], label: str) -> str:
    """The chosen key of `options` (key → what the list says), kept in the address under `name`; the first if none is.

    The address decides, and the first option leaves no trace in it.
    """
    keys = list(options)
    widget = f"choice_{name}"
    st.session_state[widget] = asked(name, keys)

    def keep() -> None:
        chosen = st.session_state[widget]
        if chosen == keys[0]:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = chosen

    st.selectbox(label, keys, format_func=options.__getitem__, key=widget, on_change=keep)
    return str(st.session_state[widget])
