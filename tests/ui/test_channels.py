"""Cells that can be counted: one per record while that is possible, in tens, the last one for what is left."""

import pytest

from foundation.words import words
from ui.channels_marks import cells, key, step_of
from ui.channels_words import counted
from ui.data import Row

NB = words("nb")


@pytest.mark.parametrize(
    ("counts", "step"), [((), 1), ((0, 120), 1), ((121, 3), 10), ((1200,), 10), ((1201,), 100), ((9_000_000,), 100_000)]
)  # fmt: skip
def test_a_cell_stands_for_one_record_until_there_are_too_many_to_count(
    counts: tuple[int, ...], step: int
) -> None:
    assert step_of(counts) == step


@pytest.mark.parametrize(
    ("count", "step", "groups"), [(1, 1, [1]), (10, 1, [10]), (11, 1, [10, 1]), (125, 10, [10, 3]), (5, 10, [1])]
)  # fmt: skip
def test_cells_stand_in_tens_and_nothing_that_exists_is_left_undrawn(
    count: int, step: int, groups: list[int]
) -> None:
    drawn = cells(count, "registered", step, NB)
    assert [group.count("<i") for group in drawn.split("<span>")[1:]] == groups


def test_a_screen_reader_hears_the_count_itself_and_not_the_cells() -> None:
    assert 'role="img" aria-label="125 gjennomføringer med kanal etter planen"' in cells(
        125, "by_plan", 10, NB
    )


def test_the_key_says_how_many_a_cell_stands_for() -> None:
    assert "én gjennomføring, registrert kanal" in key(1, has_plan=False, words=NB)
    assert "inntil 10 gjennomføringer, registrert kanal" in key(10, has_plan=False, words=NB)
    assert key(1, has_plan=True, words=NB).count("<li>") == 2


def measures(count: int) -> list[Row]:
    """So many measures, each with one record."""
    return [{"short_nb": f"T{number}", "record_count": 1} for number in range(count)]


def test_a_long_list_of_measures_is_cut_and_says_by_how_many() -> None:
    assert counted(measures(4), NB) == "T0 (1), T1 (1), T2 (1) og T3 (1)"
    assert counted(measures(6), NB) == "T0 (1), T1 (1), T2 (1) og 3 tiltak til"
