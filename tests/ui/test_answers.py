"""What the database answered is asked for once, shared, and forgotten with the publication it came from."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from foundation.errors import WarehouseError
from ui.answers import MOST_ASKED, Answers
from warehouse.read import Result

MONDAY, TUESDAY, WEDNESDAY = (("folder", day) for day in ("monday", "tuesday", "wednesday"))


class Database:
    """Answers with how often it has been asked, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def asking(self, name: str) -> Callable[[], Result]:
        """A question by its name."""

        def ask() -> Result:
            self.asked.append(name)
            return Result(("count",), ((len(self.asked),),))

        return ask


def test_a_query_is_asked_once_for_the_same_values() -> None:
    answers, database = Answers(), Database()
    found = [answers.get(MONDAY, "q", {"days": [1, 2]}, database.asking("q")) for _ in range(3)]
    assert database.asked == ["q"]
    assert all(answer is found[0] for answer in found)


def test_other_values_and_other_queries_are_asked_for_themselves() -> None:
    answers, database = Answers(), Database()
    for name, values in (("q", {"day": 1}), ("q", {"day": 2}), ("p", {"day": 1})):
        answers.get(MONDAY, name, values, database.asking(f"{name}{values['day']}"))
    assert database.asked == ["q1", "q2", "p1"]


def test_a_new_publication_is_asked_anew_and_who_began_on_the_one_before_still_has_its_answers() -> None:
    answers, database = Answers(), Database()
    for version in (MONDAY, TUESDAY, MONDAY, TUESDAY):
        answers.get(version, "q", {}, database.asking(version[1]))
    assert database.asked == ["monday", "tuesday"]


def test_the_answers_of_the_last_publication_but_one_are_gone() -> None:
    answers, database = Answers(), Database()
    for version in (MONDAY, TUESDAY, WEDNESDAY, TUESDAY, MONDAY):
        answers.get(version, "q", {}, database.asking(version[1]))
    assert database.asked == ["monday", "tuesday", "wednesday", "monday"]


def test_what_was_asked_for_longest_ago_goes_when_there_are_too_many() -> None:
    answers, database = Answers(most=2), Database()
    for name in ("a", "b", "a", "c", "a", "b"):
        answers.get(MONDAY, name, {}, database.asking(name))
    assert database.asked == ["a", "b", "c", "b"]


def test_a_question_that_failed_is_asked_again() -> None:
    answers, database = Answers(), Database()

    def failing() -> Result:
        raise WarehouseError("error.query")

    with pytest.raises(WarehouseError):
        answers.get(MONDAY, "q", {}, failing)
    answers.get(MONDAY, "q", {}, database.asking("q"))
    assert database.asked == ["q"]


def test_many_visitors_at_once_ask_one_question() -> None:
    answers, database = Answers(), Database()
    together = threading.Barrier(8)

    def visit(_: int) -> Result:
        together.wait()
        return answers.get(MONDAY, "q", {}, database.asking("q"))

    with ThreadPoolExecutor(8) as visitors:
        found = list(visitors.map(visit, range(8)))
    assert (database.asked, set(found)) == (["q"], {Result(("count",), ((1,),))})


def test_no_more_questions_are_asked_at_once_than_there_are_processors() -> None:
    answers, under_way, most, lock = Answers(), 0, 0, threading.Lock()
    pause = threading.Event()

    def ask() -> Result:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        pause.wait(0.005)
        with lock:
            under_way -= 1
        return Result(("count",), ())

    with ThreadPoolExecutor(MOST_ASKED * 4) as threads:
        list(threads.map(lambda number: answers.get(MONDAY, str(number), {}, ask), range(MOST_ASKED * 8)))
    assert most == MOST_ASKED
