"""The stories screen's drawings: every month and every story can be counted, and equals do not hide each other."""

import re
from datetime import date

import pytest

from foundation.words import words
from ui.stories_marks import dots, interval, stories_told
from ui.stories_words import month_value, reason, reasons, summary
from warehouse.build import Row

NB = words("nb")
MONTH = date(2026, 1, 1)
DOT = re.compile(r'class="stories-dot" style="left:([\d.]+)%;bottom:(-?\d+)px"')


@pytest.mark.parametrize(
    ("count", "filled", "rings", "said"),
    [
        (0, 0, 1, "0 historier"),
        (1, 1, 0, "1 historie"),
        (4, 4, 0, "4 historier"),
        (5, 1, 0, "5 historier"),
        (None, 0, 0, "ikke kjent"),
    ],
)
def test_a_month_has_a_dot_for_each_story_until_there_are_too_many_to_count(
    count: int | None, filled: int, rings: int, said: str
) -> None:
    drawn = stories_told({"story_count": count}, NB)
    assert (drawn.count("stories-told"), drawn.count("stories-ring")) == (filled, rings)
    assert f'aria-label="{said}"' in drawn
    assert ("× 5" in drawn) == (count == 5)
    assert (">?<" in drawn) == (count is None)


def test_months_with_the_same_number_stand_on_top_of_each_other() -> None:
    drawn = dots([5, 5, 5, 0, 10], 5, [0, 5, 10], "stock", NB)
    assert sorted(DOT.findall(drawn)) == [
        ("0.0", "-6"), ("100.0", "-6"), ("50.0", "-6"), ("50.0", "18"), ("50.0", "6"),
    ]  # fmt: skip
    assert 'aria-label="5 prikker fra 0 til +10, den midterste +5."' in drawn
    assert 'style="height:50px"' in drawn
    assert "<span>0</span><span>+10</span>" in drawn


def test_the_sum_of_a_flow_is_written_without_a_sign_and_one_single_number_once() -> None:
    drawn = dots([7, 7], 7, [7, 7], "flow", NB)
    assert sorted(DOT.findall(drawn)) == [("50.0", "-6"), ("50.0", "6")]
    assert "<span>7</span></p>" in drawn
    assert "+7" not in drawn


def test_nothing_is_drawn_without_months_or_without_an_interval() -> None:
    assert dots([], None, [5], "stock", NB) == ""
    assert interval({"low": None}, NB) == ""


def test_an_interval_is_drawn_with_its_place_beside_no_difference() -> None:
    drawn = interval({"difference": 5, "low": -5, "high": 15}, NB)
    assert 'class="stories-band" style="left:0.0%;width:100.0%"' in drawn
    assert 'class="stories-stroke" style="left:25.0%"' in drawn
    assert "Forskjell +5, med 95 % sikkerhet mellom −5 og +15." in drawn.replace("\u00a0", " ")


def test_the_summary_tells_months_that_are_not_known_apart_from_those_without() -> None:
    months: list[Row] = [
        {"month_on": MONTH.replace(month=place + 1), "story_count": count}
        for place, count in enumerate((2, 0, None))
    ]
    assert summary(months, NB) == (
        "1 av 3 måneder har historie. Uten historie: februar 2026. "
        "1 måned er ikke kjent, for kilden er ikke lest siden."
    )


def test_a_month_that_is_registered_but_cannot_be_computed_says_so_and_why() -> None:
    gap = {"month_on": MONTH, "value": None, "why_not": "after_gap"}
    silent = {"month_on": MONTH.replace(month=2), "value": None, "why_not": "no_value"}
    known = {"month_on": MONTH.replace(month=3), "value": 4, "why_not": None}
    again = {**gap, "month_on": MONTH.replace(month=5)}
    assert [month_value(row, "stock", NB) for row in (gap, silent, known)] == [
        "ikke regnet ut", "ikke registrert", "+4",
    ]  # fmt: skip
    assert reason(gap, NB) == "ikke regnet ut: måneden før mangler"
    assert reasons([gap, silent, known, again], NB) == [
        "Ikke regnet ut for januar 2026 og mai 2026: måneden før mangler."
    ]
