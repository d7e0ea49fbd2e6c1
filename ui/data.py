"""The only way a screen reads: one named query from the published database, remembered while it is that."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from foundation.config_file import load
from foundation.configuration import Settings, configuration_file
from ui.answers import Answers
from warehouse.read import Reader

Row = Mapping[str, Any]
ASKED = "queries_asked"  # in the session: what the open screen has read, for «vis SQL»
HELD = "publication_held"  # in the session: the publication that the screen is being drawn from
ANSWERS = Answers()


def settings() -> Settings:
    """What config.toml sets, read again when the file changes. Raises ConfigurationError with every fault."""
    file = configuration_file()
    try:
        changed = file.stat().st_mtime_ns
    except OSError:  # reading it says what is wrong
        changed = 0
    return load_settings(file, changed)


def rows(query: str, **parameters: object) -> list[Row]:
    """The rows of warehouse/queries/<query>.sql with its parameters bound, each from column name to value.

    Values exactly as DuckDB gave them (None where there is none); others read the same lists, so nobody changes them.
    Raises NothingPublishedError before the first run, WarehouseError when the database cannot be read.
    """
    reader = open_reader(settings().paths.warehouse)
    st.session_state.setdefault(ASKED, []).append((query, parameters))
    version = st.session_state.get(HELD) or reader.current()
    answer = ANSWERS.get(
        (str(reader.folder), version), query, parameters, lambda: reader.query(query, parameters, version)
    )
    return [dict(zip(answer.columns, values, strict=True)) for values in answer.rows]


@contextmanager
def one_publication() -> Iterator[None]:
    """Let all that is read meanwhile come from the publication of now, also when the next is published before the end.

    Raises NothingPublishedError before the first run.
    """
    st.session_state[HELD] = open_reader(settings().paths.warehouse).current()
    try:
        yield
    finally:
        del st.session_state[HELD]


def today() -> date:
    """The day it is where the municipality is: the one place where the screens look at the clock."""
    return datetime.now(settings().organisation.timezone).date()


@lru_cache(maxsize=2)
def load_settings(file: Path, changed: int) -> Settings:
    """The settings in a file; `changed` makes a new version of the file a new reading."""
    del changed
    return load(file)


@lru_cache(maxsize=4)
def open_reader(folder: Path) -> Reader:
    """The reader of a warehouse folder, shared by all sessions; it takes a cursor of its own per query."""
    return Reader(folder)
