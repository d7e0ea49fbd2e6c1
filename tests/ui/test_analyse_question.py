"""The question in the address: packed small, opened as text, and the values that it asks for."""

import base64
import random
import zlib
from datetime import date

import pytest

from ui.analyse_question import (
    LONGEST_UNPACKED,
    Parameter,
    asked_for,
    packed,
    parameters_of,
    query_address,
    ready_questions,
    unpacked,
)

STATEMENT = "select measure_id, status\nfrom measure_status($as_of)\nwhere goal_id = 'G1' -- æøå «»"


def test_a_statement_comes_back_from_the_address_as_it_was() -> None:
    short = packed(STATEMENT)
    assert short is not None
    assert unpacked(short) == STATEMENT
    assert short.replace("-", "").replace("_", "").isalnum()


def test_a_statement_too_long_for_an_address_is_not_packed() -> None:
    chance = random.Random(1)
    noise = "".join(chr(chance.randint(33, 120)) for _ in range(20_000))
    assert packed(noise) is None


@pytest.mark.parametrize("text", ["", "not base64!", "AAAA", "eJw", "æ"])
def test_what_is_no_statement_opens_as_nothing(text: str) -> None:
    assert unpacked(text) == ""


def test_a_small_text_that_unpacks_to_a_huge_one_is_cut() -> None:
    bomb = base64.urlsafe_b64encode(zlib.compress(b"x" * 10_000_000)).decode("ascii")
    assert len(unpacked(bomb)) <= LONGEST_UNPACKED


@pytest.mark.parametrize("name", ["../rules/measure_status", "/etc/passwd", "nothing", "status_measures.sql"])
def test_an_unknown_name_opens_nothing(name: str) -> None:
    assert (asked_for({"query": name}), asked_for({"ready": name})) == ("", "")


def test_a_screens_query_and_a_ready_question_open_by_name() -> None:
    assert asked_for({"query": "status_measures"}).startswith("-- What is judged")
    assert asked_for({"ready": ready_questions()[0]}).startswith("-- How does each measure stand")
    assert len(ready_questions()) >= 12


def test_the_parameters_are_found_where_they_stand_as_words() -> None:
    statement = (
        "select '$not', $as_of, $goal_id, $as_of -- $nor_this\nwhere is_x = $is_open and a > $min_count"
    )
    assert parameters_of(statement) == [
        Parameter("as_of", "date"), Parameter("goal_id", "text"), Parameter("is_open", "truth"),
        Parameter("min_count", "integer"),
    ]  # fmt: skip


def test_the_address_of_a_query_carries_its_values_and_what_is_kept() -> None:
    found = query_address(
        "status_numbers", {"as_of": date(2026, 11, 20), "metrics": ["likes", "followers"], "source": None},
        {"lang": "en"},
    )  # fmt: skip
    assert found == (
        "analyse?query=status_numbers&p.as_of=2026-11-20&p.metrics=likes%2C+followers&p.source=&lang=en"
    )
