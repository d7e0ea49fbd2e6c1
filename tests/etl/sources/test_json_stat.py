"""JSON-stat tables: every way to write codes, values and marks, and what does not add up."""

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.sources.json_stat import read_table
from foundation.errors import SourceError
from tests.etl.sources.stat_tables import stat_table

HERE = "https://figures.example/07459"
AXES = {"Region": ("3427", "0301"), "Tid": ("2024", "2025")}
WHOLE = [("3427", "2024", 1), ("3427", "2025", 2), ("0301", "2024", 3), ("0301", "2025", 4)]


def read(table: object) -> list[tuple[object, ...]]:
    """Region, year and value of every cell."""
    found = read_table(table, HERE).cells
    return [(cell.codes["Region"], cell.codes["Tid"], cell.value) for cell in found]


def marks(table: object) -> dict[int, object]:
    """The marks by place."""
    return {cell.place: cell.mark for cell in read_table(table, HERE).cells}


def refused(table: object) -> tuple[str, dict[str, object]]:
    """The key of the error that a table ends in, and what it tells besides the address."""
    with pytest.raises(SourceError) as raised:
        read_table(table, HERE)
    assert raised.value.values["url"] == HERE
    return raised.value.key, {name: told for name, told in raised.value.values.items() if name != "url"}


def with_region(category: object) -> dict[str, object]:
    """A table of two regions and two years whose regions are written in this way."""
    table = stat_table(AXES)
    years = {"category": {"index": ["2024", "2025"]}}
    return {**table, "dimension": {"Region": {"category": category}, "Tid": years}}


def test_the_last_dimension_runs_fastest() -> None:
    assert read(stat_table(AXES)) == WHOLE


@settings(max_examples=60)
@given(sizes=st.lists(st.integers(1, 4), min_size=1, max_size=5))
def test_any_number_of_dimensions_is_read_in_row_order(sizes: list[int]) -> None:
    axes = {f"d{place}": tuple(f"c{code}" for code in range(size)) for place, size in enumerate(sizes)}
    cells = read_table(stat_table(axes), HERE).cells
    found = [tuple(cell.codes[name] for name in axes) for cell in cells]
    assert found == list(product(*axes.values()))
    assert [cell.value for cell in cells] == list(range(1, len(found) + 1))


@pytest.mark.parametrize(
    "index", [["3427", "0301"], {"3427": 0, "0301": 1}, {"0301": 1, "3427": 0}], ids=["list", "map", "turned"]
)
def test_codes_stand_where_their_index_says(index: object) -> None:
    assert read(with_region({"index": index})) == WHOLE


def test_a_single_code_may_stand_among_the_labels_alone() -> None:
    table = stat_table({"Region": ("3427",), "Tid": ("2024",)})
    region = {"category": {"label": {"3427": "Storli"}}}
    table["dimension"] = {"Region": region, "Tid": {"category": {"index": ["2024"]}}}
    assert read(table) == [("3427", "2024", 1)]


def test_values_may_be_given_for_some_places_only() -> None:
    assert read(stat_table(AXES, {"3": 40, "0": 10})) == [("3427", "2024", 10), ("0301", "2025", 40)]


@pytest.mark.parametrize("values", [{}, [None, None, None, None]])
def test_a_table_may_hold_no_value(values: object) -> None:
    assert [value for *_, value in read(stat_table(AXES, values)) if value is not None] == []


@pytest.mark.parametrize("size", [0, 1])
def test_a_dimension_may_be_empty(size: int) -> None:
    years = ("2024",)[:size]
    assert len(read(stat_table({"Region": ("3427",), "Tid": years}))) == size


MARKED: Mapping[str, tuple[object, dict[int, object]]] = {
    "none": (None, {0: None, 1: None, 2: None, 3: None}),
    "by place": ({"1": ".."}, {0: None, 1: "..", 2: None, 3: None}),
    "in a row": ([None, "..", "", ":"], {0: None, 1: "..", 2: "", 3: ":"}),
    "one for all": (":", {0: ":", 1: ":", 2: ":", 3: ":"}),
}


@pytest.mark.parametrize("name", MARKED)
def test_marks_stand_at_their_cells(name: str) -> None:
    written, expected = MARKED[name]
    assert marks(stat_table(AXES, status=written)) == expected


@pytest.mark.parametrize("name", ["id", "size", "dimension", "value"])
@pytest.mark.parametrize("found", [None, "3427", 7])
def test_a_part_that_is_missing_or_of_another_kind_is_named(name: str, found: object) -> None:
    assert refused({**stat_table(AXES), name: found}) == ("json_stat.missing", {"part": name})


@pytest.mark.parametrize("table", [None, [], "no", 7, {}])
def test_what_is_no_table_lacks_its_first_part(table: object) -> None:
    assert refused(table) == ("json_stat.missing", {"part": "id"})


LACKING: Mapping[str, tuple[object, str]] = {
    "no such dimension": ({"Tid": {"category": {"index": ["2024", "2025"]}}}, "Region"),
    "no category": ({"Region": {"label": "region"}}, "category"),
    "neither index nor label": ({"Region": {"category": {}}}, "label"),
    "an index of another kind": ({"Region": {"category": {"index": "3427"}}}, "index"),
}


@pytest.mark.parametrize("name", LACKING)
def test_a_dimension_that_cannot_be_read_is_told_by_what_it_lacks(name: str) -> None:
    dimension, part = LACKING[name]
    assert refused(stat_table(AXES, dimension=dimension)) == ("json_stat.missing", {"part": part})


MISFITS: Mapping[str, tuple[dict[str, object], tuple[str, str, str]]] = {
    "fewer sizes than dimensions": ({"size": [2]}, ("size", "2", "1")),
    "another size than codes": ({"size": [3, 2]}, ("Region", "3", "2")),
    "a size beyond all measure": ({"size": [10**12, 2]}, ("Region", "1000000000000", "2")),
    "a size that is no number": ({"size": ["two", 2]}, ("Region", "two", "2")),
    "too few values": ({"value": [1, 2, 3]}, ("value", "4", "3")),
    "too many values": ({"value": [1, 2, 3, 4, 5]}, ("value", "4", "5")),
    "a value beyond the end": ({"value": {"4": 5}}, ("value", "< 4", "4")),
    "a value before the beginning": ({"value": {"-1": 5}}, ("value", "< 4", "-1")),
    "a value at no place": ({"value": {"²": 5}}, ("value", "< 4", "²")),
    "a value at an endless place": ({"value": {"1" * 5000: 5}}, ("value", "< 4", "1" * 40)),
    "half a letter": ({"value": {"\ud83d": 5}}, ("value", "< 4", "?")),
    "too few marks": ({"status": ["."]}, ("status", "4", "1")),
}


@pytest.mark.parametrize("name", MISFITS)
def test_parts_that_do_not_fit_are_told_with_what_was_expected_and_found(name: str) -> None:
    parts, (part, expected, found) = MISFITS[name]
    told = {"part": part, "expected": expected, "found": found}
    assert refused({**stat_table(AXES), **parts}) == ("json_stat.misfit", told)


@pytest.mark.parametrize(
    "index",
    [
        {"3427": 0, "0301": 0},
        {"3427": 0, "0301": 2},
        {"3427": 0, "0301": -1},
        {"3427": 0, "0301": "1"},
        {"3427": 0, "0301": True},
        {"3427": 0, "0301": [1]},
    ],
)
def test_codes_at_shared_or_impossible_places_are_not_guessed_at(index: object) -> None:
    told = {"part": "index", "expected": "2", "found": "1"}
    assert refused(with_region({"index": index})) == ("json_stat.misfit", told)
