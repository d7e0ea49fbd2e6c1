"""Reading conversations: every thread once, cursor by cursor, and what can be told of each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from etl.sources.facebook.conversations import Message, Thread, moment_of, read_threads, thread_of
from etl.sources.facebook.trouble import GraphError
from tests.etl.sources.facebook.mailbox import (
    NEW,
    OLD,
    PAGE,
    PERSON,
    SINCE,
    Entry,
    Mailbox,
    entry,
    stamp,
    word,
)


def seconds(mailbox: Mailbox) -> list[int]:
    """The numbers of the threads that were read, in the order they came."""
    return [
        round((thread.messages[0].at - NEW).total_seconds()) for thread in read_threads(mailbox, PAGE, SINCE)
    ]


def test_a_thread_leaves_as_times_and_page_or_not_oldest_first() -> None:
    messages = [word(stamp(NEW), PAGE), word(stamp(NEW - timedelta(hours=2)))]
    assert read_threads(Mailbox([entry(1, *messages)]), PAGE, SINCE) == [
        Thread((Message(NEW - timedelta(hours=2), False), Message(NEW, True)), is_truncated=False)
    ]


def test_a_page_may_write_under_several_ids_but_no_name_makes_a_page() -> None:
    told = {"data": [{"created_time": stamp(NEW), "from": {"id": PERSON, "name": PAGE}}]}
    assert thread_of(told, frozenset({PAGE})).messages == (Message(NEW, False),)
    mailbox = Mailbox([entry(1, word(stamp(NEW), "998"))])
    assert read_threads(mailbox, PAGE, SINCE, ["998"]) == [Thread((Message(NEW, True),), is_truncated=False)]


def test_a_page_without_conversations_has_none() -> None:
    mailbox = Mailbox([])
    assert read_threads(mailbox, PAGE, SINCE) == []
    assert mailbox.asked == [("", 25)]


def test_pages_are_walked_by_cursor_until_there_is_no_next() -> None:
    mailbox = Mailbox([entry(number) for number in range(60)])
    assert seconds(mailbox) == list(range(60))
    assert mailbox.asked == [("", 25), ("c25", 25), ("c50", 25)]


def test_too_much_halves_the_page_and_goes_on_from_the_same_cursor() -> None:
    mailbox = Mailbox([entry(number) for number in range(27)], most=6)
    assert seconds(mailbox) == list(range(27))
    assert mailbox.asked[:4] == [("", 25), ("", 12), ("", 6), ("c6", 6)]


def test_too_much_in_the_middle_asks_for_nothing_twice() -> None:
    mailbox = Mailbox([entry(number) for number in range(60)], trouble=GraphError("too_much"), trouble_at=2)
    assert seconds(mailbox) == list(range(60))
    assert mailbox.asked == [("", 25), ("c25", 25), ("c25", 12), ("c37", 12), ("c49", 12)]


def trouble(mailbox: Mailbox) -> GraphError:
    with pytest.raises(GraphError) as raised:
        read_threads(mailbox, PAGE, SINCE)
    return raised.value


def test_a_single_thread_that_is_too_much_ends_the_reading() -> None:
    mailbox = Mailbox([entry(1)], most=0)
    assert trouble(mailbox).kind == "too_much"
    assert [limit for _, limit in mailbox.asked] == [25, 12, 6, 3, 1]


def test_a_thread_that_comes_again_counts_once() -> None:
    mailbox = Mailbox([entry(number % 20) for number in range(60)])
    assert seconds(mailbox) == list(range(20))


def test_older_threads_are_left_out_wherever_they_come() -> None:
    entries = [entry(number, updated_at=NEW if number % 3 else OLD) for number in range(70)]
    assert seconds(Mailbox(list(entries))) == [number for number in range(70) if number % 3]
    assert len(read_threads(Mailbox([entry(1, updated_at=SINCE)]), PAGE, SINCE)) == 1
    assert read_threads(Mailbox([entry(1, updated_at=OLD)]), PAGE, SINCE) == []


def test_a_thread_that_does_not_say_when_it_was_updated_is_read() -> None:
    assert len(read_threads(Mailbox([{**entry(1), "updated_time": None}]), PAGE, SINCE)) == 1


@pytest.mark.parametrize("most", [100, 7, 1])
def test_the_reading_ends_where_nothing_but_older_threads_has_come_whatever_the_page_size(most: int) -> None:
    def mailbox(old_count: int) -> Mailbox:
        old = [entry(100 + number, updated_at=OLD) for number in range(old_count)]
        return Mailbox([entry(0), *old, *(entry(number) for number in range(1, 200))], most)

    assert seconds(mailbox(49))[:2] == [0, 1]
    stopped = mailbox(50)
    assert seconds(stopped) == [0]
    assert int(stopped.asked[-1][0].removeprefix("c")) <= 51


def test_the_same_old_thread_again_and_again_is_one() -> None:
    entries = [entry(number // 9, updated_at=OLD) for number in range(200)]
    assert seconds(Mailbox([*entries, entry(500)])) == [500]


@dataclass
class Endless:
    """A list that never ends: its cursors come from a pattern."""

    cursors: Iterator[str]
    count: int = 0

    def ask(self, path: str, **parameters: str) -> Mapping[str, object]:
        assert (path, "limit" in parameters) == (f"{PAGE}/conversations", True)
        self.count += 1
        return {"data": [], "paging": {"cursors": {"after": next(self.cursors)}, "next": "EAAG-hemmelig"}}


@pytest.mark.parametrize(
    ("cursors", "count"),
    [
        (["a", "a"], 2),
        (["a", "b", "a"], 3),
        ([f"c{number}" for number in range(2000)], 1000),
        ([""], 1),
    ],
)
def test_a_list_without_an_end_ends_the_reading(cursors: list[str], count: int) -> None:
    endless = Endless(iter(cursors))
    with pytest.raises(GraphError) as raised:
        read_threads(endless, PAGE, SINCE)
    assert (raised.value.kind, endless.count) == ("strange", count)


def told(*messages: Entry) -> Thread:
    return thread_of({"data": list(messages)}, frozenset({PAGE}))


def hours(*numbers: int, sender: str | None = PERSON) -> list[dict[str, object]]:
    return [word(stamp(NEW - timedelta(hours=number)), sender) for number in numbers]


@pytest.mark.parametrize(
    ("thread", "hours_left", "is_truncated"),
    [
        (told(*hours(1, 2, 3)), [3, 2, 1], False),
        (told(*hours(2, 3, 1)), [3, 2, 1], False),
        (told(*hours(*range(19))), [*reversed(range(19))], False),
        (told(*hours(*range(20))), [*reversed(range(20))], True),
        (told(*hours(*range(23))), [*reversed(range(23))], True),
        (told(*hours(1), *hours(2, sender=None), *hours(3)), [1], True),
        (told(*hours(1, 2), *hours(2, 3, sender=None), *hours(4)), [1], True),
        (told(*hours(3, 2), *hours(1, sender=None)), [], True),
        (told(*hours(1), word(None), *hours(2)), [], True),
        (told(*hours(1), {"id": "m_hemmelig"}), [], True),
        (told(*hours(1), {"created_time": stamp(OLD), "from": {"name": "Kari Nordmann"}}), [1], True),
        (told(), [], True),
        (thread_of(None, frozenset()), [], True),
    ],
)
def test_what_cannot_be_read_hides_all_that_was_written_until_then(
    thread: Thread, hours_left: list[int], is_truncated: bool
) -> None:
    expected = tuple(Message(NEW - timedelta(hours=number), False) for number in hours_left)
    assert thread == Thread(expected, is_truncated)


@pytest.mark.parametrize(
    ("found", "moment"),
    [
        ("2021-07-23T09:28:50+0000", datetime(2021, 7, 23, 9, 28, 50, tzinfo=UTC)),
        ("2021-07-23T09:28:50+00:00", datetime(2021, 7, 23, 9, 28, 50, tzinfo=UTC)),
        ("2021-07-23T09:28:50Z", datetime(2021, 7, 23, 9, 28, 50, tzinfo=UTC)),
        ("2021-07-23T11:28:50+0200", datetime(2021, 7, 23, 9, 28, 50, tzinfo=UTC)),
        (1627032530, datetime(2021, 7, 23, 9, 28, 50, tzinfo=UTC)),
        ("1627032530", datetime(2021, 7, 23, 9, 28, 50, tzinfo=UTC)),
        ("2021-07-23T09:28:50", None),
        ("0001-01-01T00:00:00+1400", None),
        ("i går", None),
        ("", None),
        ("²", None),
        (10**30, None),
        (True, None),
        (1.5, None),
        ([], None),
        (None, None),
    ],
)
def test_a_moment_is_text_with_a_zone_or_unix_seconds(found: object, moment: datetime | None) -> None:
    assert moment_of(found) == moment
    assert moment is None or str(moment_of(found)).endswith("+00:00")
