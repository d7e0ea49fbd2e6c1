"""The reader's language, taken from the address, and the words in it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from foundation.errors import ConfigurationError
from foundation.words import LANGUAGES, Words, words
from ui.data import settings


def language() -> str:
    """The language of this reader: `lang` in the address if it is one we have, else the municipality's own."""
    asked = st.query_params.get("lang", "")
    return asked if asked in LANGUAGES else own_language()


def own_language() -> str:
    """The municipality's language; bokmål while its configuration cannot be read."""
    try:
        return settings().organisation.language
    except ConfigurationError:
        return "nb"


def words_here() -> Words:
    """The words in the reader's language."""
    return words(language())


def t(key: str, **values: object) -> str:
    """The sentence under a key in the reader's language; its {names} filled as that language writes them."""
    return words_here().t(key, **values)


def pick(row: Mapping[str, Any], name: str) -> str:
    """A column that exists once per language, in the reader's: short_nb or short_en for «short».

    Nynorsk takes its own column where there is one, else bokmål; a missing English text falls back to bokmål.
    """
    return str(row.get(f"{name}_{language()}") or row.get(f"{name}_nb") or "")
