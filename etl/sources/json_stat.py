"""Reads JSON-stat 2: a table of many dimensions, written as one long row of values."""

from collections.abc import Mapping, Sequence
from math import prod
from typing import NamedTuple

from etl.sources.json_http import whole
from foundation.errors import SourceError

# The codes of each dimension in their order; the last dimension runs fastest.
Axes = Mapping[str, Sequence[str]]
LONGEST_TOLD = 40


class Cell(NamedTuple):
    """One cell: its place in the row, its code in each dimension, its value and the mark that stands at it, if any."""

    place: int
    codes: Mapping[str, str]
    value: object
    mark: object


class StatTable(NamedTuple):
    """A table: its dimensions, and every cell that a value is given for, be it null, in the order of places."""

    axes: Axes
    cells: Sequence[Cell]


def read_table(table: object, url: str) -> StatTable:
    """The table that a JSON value is. `url` is where it comes from, for the error to tell.

    Raises SourceError when a part of the table is missing, or the parts do not fit together.
    """
    axes = read_axes(table, url)
    count = prod(len(codes) for codes in axes.values())
    values = by_place(part_of(table, "value", url), "value", count, url)
    marks = read_marks(table, values, count, url)
    cells = [Cell(place, codes_at(axes, place), values[place], marks.get(place)) for place in sorted(values)]
    return StatTable(axes, cells)


def read_axes(table: object, url: str) -> Axes:
    """The codes of every dimension, as many as the table says."""
    names = [str(name) for name in list_of(table, "id", url)]
    sizes = list_of(table, "size", url)
    dimensions = mapping_of(table, "dimension", url)
    if len(sizes) != len(names):
        raise misfit("size", len(names), len(sizes), url)
    axes = {}
    for name, size in zip(names, sizes, strict=True):
        codes = read_codes(mapping_of(mapping_of(dimensions, name, url), "category", url), url)
        if len(codes) != size:
            raise misfit(name, size, len(codes), url)
        axes[name] = codes
    return axes


def read_codes(category: Mapping[str, object], url: str) -> list[str]:
    """The codes of a dimension in their order. A single one needs no order, and may stand among the labels alone."""
    if "index" not in category:
        return list(mapping_of(category, "label", url))[:1]
    index = category["index"]
    if not isinstance(index, Mapping):
        return [whole(str(code)) for code in list_of(category, "index", url)]
    codes = {place: code for code, place in index.items() if type(place) is int and 0 <= place < len(index)}
    if len(codes) != len(index):
        raise misfit("index", len(index), len(codes), url)
    return [whole(codes[place]) for place in sorted(codes)]


def read_marks(table: object, values: Mapping[int, object], count: int, url: str) -> Mapping[int, object]:
    """The marks by place. A single text stands at every cell."""
    status = table.get("status") if isinstance(table, Mapping) else None
    if status is None:
        return {}
    return (
        dict.fromkeys(values, status) if isinstance(status, str) else by_place(status, "status", count, url)
    )


def by_place(row: object, name: str, count: int, url: str) -> dict[int, object]:
    """A row by place: a full one, or one that gives some of its places only."""
    if isinstance(row, Mapping):
        return {place_of(key, name, count, url): entry for key, entry in row.items()}
    if not isinstance(row, list):
        raise missing(name, url)
    if len(row) != count:
        raise misfit(name, count, len(row), url)
    return dict(enumerate(row))


def place_of(key: str, name: str, count: int, url: str) -> int:
    """The place that a key stands for."""
    is_number = key.isascii() and key.isdigit() and len(key) <= len(str(count))
    if not is_number or int(key) >= count:
        raise misfit(name, f"< {count}", key, url)
    return int(key)


def codes_at(axes: Axes, place: int) -> dict[str, str]:
    """The code in each dimension at a place."""
    found = {}
    for name, codes in reversed(list(axes.items())):
        place, position = divmod(place, len(codes))
        found[name] = codes[position]
    return found


def part_of(table: object, name: str, url: str) -> object:
    """A part of a table. SourceError when it is missing."""
    if not isinstance(table, Mapping) or table.get(name) is None:
        raise missing(name, url)
    return table[name]


def mapping_of(table: object, name: str, url: str) -> Mapping[str, object]:
    """A part that is an object. SourceError when there is no such part."""
    found = part_of(table, name, url)
    if not isinstance(found, Mapping):
        raise missing(name, url)
    return found


def list_of(table: object, name: str, url: str) -> list[object]:
    """A part that is a list. SourceError when there is no such part."""
    found = part_of(table, name, url)
    if not isinstance(found, list):
        raise missing(name, url)
    return found


def missing(name: str, url: str) -> SourceError:
    """A part is not there, or of another kind."""
    return SourceError("json_stat.missing", url=url, part=told(name))


def misfit(name: str, expected: object, found: object, url: str) -> SourceError:
    """A part does not fit the others."""
    return SourceError(
        "json_stat.misfit", url=url, part=told(name), expected=told(expected), found=told(found)
    )


def told(found: object) -> str:
    """What was found, as a sentence holds it."""
    return whole(str(found))[:LONGEST_TOLD]
