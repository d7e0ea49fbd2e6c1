"""The only way a screen reads: one named query from the published database, cached per published version."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from foundation.config_file import load
from foundation.configuration import Settings, configuration_file
from warehouse.read import Reader

Row = Mapping[str, Any]
ASKED = "queries_asked"  # in the session: what the open screen has read, for «vis SQL»


def settings() -> Settings:
    """What config.toml sets, read again when the file changes. Raises ConfigurationError with every fault."""
    file = configuration_file()
    changed = file.stat().st_mtime_ns if file.is_file() else 0
    return load_settings(file, changed)


def fetch(query: str, **parameters: object) -> pd.DataFrame:
    """The rows of warehouse/queries/<query>.sql with its parameters bound.

    Columns as the query names them, values exactly as DuckDB gave them (None where there is none).
    Raises NothingPublishedError before the first run, WarehouseError when the database cannot be read.
    """
    reader = open_reader(settings().paths.warehouse)
    st.session_state.setdefault(ASKED, []).append((query, parameters))
    return read(reader, (str(reader.folder), reader.current()), query, parameters)


def rows(query: str, **parameters: object) -> list[Row]:
    """What fetch() gives, as one mapping per row from column name to value."""
    frame = fetch(query, **parameters)
    columns = [str(column) for column in frame.columns]
    return [dict(zip(columns, values, strict=True)) for values in frame.itertuples(index=False, name=None)]


def today() -> date:
    """The day it is where the municipality is: the one place where the screens look at the clock."""
    return datetime.now(settings().organisation.timezone).date()


@st.cache_resource(max_entries=2, show_spinner=False)
def load_settings(file: Path, changed: int) -> Settings:
    """The settings in a file; `changed` makes a new version of the file a new reading."""
    del changed
    return load(file)


@st.cache_resource(max_entries=4, show_spinner=False)
def open_reader(folder: Path) -> Reader:
    """The reader of a warehouse folder, shared by all sessions; it takes a cursor of its own per query."""
    return Reader(folder)


@st.cache_data(max_entries=2000, show_spinner=False)
def read(
    _reader: Reader, version: tuple[str, str], query: str, parameters: dict[str, object]
) -> pd.DataFrame:
    """The answer to a query, remembered for as long as `version` is the published one."""
    del version
    answer = _reader.query(query, parameters)
    return pd.DataFrame(list(answer.rows), columns=list(answer.columns), dtype=object)
