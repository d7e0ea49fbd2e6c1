"""Turns a value as written in the register, in TOML or in a CSV cell, into the type of its column."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

YES_NO = {"ja": True, "nei": False, "true": True, "false": False, "yes": True, "no": False}
ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
NORWEGIAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
FIRST_YEAR, LAST_YEAR = 1900, 2199
INTEGER_LIMIT = 2**31


def as_text(value: object) -> str:
    """Text without white space at its ends. ValueError for anything else."""
    if not isinstance(value, str):
        raise ValueError
    return value.strip()


def as_date(value: object) -> date:
    """A day: a TOML date, 2026-06-30 or 30.06.2026. ValueError for anything else and for unlikely years."""
    if isinstance(value, date) and not isinstance(value, datetime):
        day = value
    elif isinstance(value, str) and (iso := ISO_DATE.fullmatch(value.strip())):
        day = date(int(iso[1]), int(iso[2]), int(iso[3]))
    elif isinstance(value, str) and (norwegian := NORWEGIAN_DATE.fullmatch(value.strip())):
        day = date(int(norwegian[3]), int(norwegian[2]), int(norwegian[1]))
    else:
        raise ValueError
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError
    return day


def as_whole_number(value: object) -> int:
    """A whole number that DuckDB's INTEGER holds. ValueError for anything else."""
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= INTEGER_LIMIT:
        raise ValueError
    return value


def as_number(value: object) -> float:
    """A finite number. ValueError for anything else."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise ValueError
    return float(value)


def as_yes_no(value: object) -> bool:
    """True or false. ValueError for anything else."""
    if not isinstance(value, bool):
        raise ValueError
    return value


# By DuckDB type: how to read it, and the sentence for what is not of that type.
READERS: Mapping[str, tuple[Callable[[object], object], str]] = {
    "VARCHAR": (as_text, "wrong_text"),
    "DATE": (as_date, "wrong_date"),
    "INTEGER": (as_whole_number, "wrong_whole_number"),
    "DOUBLE": (as_number, "wrong_number"),
    "BOOLEAN": (as_yes_no, "wrong_yes_no"),
}
# What a CSV cell's text stands for before that: 14, 0,9 and ja.
CELLS: Mapping[str, Callable[[str], object]] = {
    "INTEGER": int,
    "DOUBLE": lambda text: float(text.replace(",", ".")),
    "BOOLEAN": lambda text: YES_NO.get(text.casefold()),
}


def typed(value: object, kind: str, *, is_csv: bool) -> object:
    """A value in a column's DuckDB type. ValueError when it is not of that type."""
    if is_csv and isinstance(value, str) and kind in CELLS:
        value = CELLS[kind](value)
    return READERS[kind][0](value)
