"""What counts as an enquiry, when it is answered, and what is told of a page's days."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from etl.sources.facebook.conversations import Message, Thread
from etl.sources.facebook.response import (
    ResponseDay,
    enquiries,
    fastest_mean,
    last_days,
    response_days,
    threads_since,
)

OSLO = ZoneInfo("Europe/Oslo")
BEGIN = datetime(2026, 11, 2, 8, tzinfo=UTC)
DAY = date(2026, 11, 10)
LONG_AFTER = BEGIN + timedelta(days=60)
SECOND = 1 / 3600
HOUR = timedelta(hours=1)


def talk(
    person: Sequence[float],
    page: Sequence[float] = (),
    *,
    begin: datetime = BEGIN,
    is_truncated: bool = False,
) -> Thread:
    """A thread from the hours after its beginning at which the person and the page wrote."""
    told = [(hours, False) for hours in person] + [(hours, True) for hours in page]
    messages = [Message(begin + timedelta(seconds=round(hours * 3600)), side) for hours, side in sorted(told)]
    return Thread(tuple(messages), is_truncated)


def answered(*minutes: float, begin: datetime = BEGIN) -> list[Thread]:
    """One enquiry for each wait."""
    return [talk([0], [wait / 60], begin=begin) for wait in minutes]


def unanswered(count: int, begin: datetime = BEGIN) -> list[Thread]:
    return [talk([0], begin=begin)] * count


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)


def counts(threads: Sequence[Thread], day: date = DAY, now: datetime = LONG_AFTER) -> tuple[int | None, ...]:
    """Received, answered and truncated."""
    (row,) = response_days(threads, [day], now, OSLO)
    return row.received_count, row.answered_count, row.truncated_count


ENQUIRIES: list[tuple[str, Thread, list[tuple[float, float | None]]]] = [
    ("a question without an answer", talk([0]), [(0, None)]),
    ("a question and an answer", talk([0], [2]), [(0, 2)]),
    ("only the first answer counts", talk([0], [2, 3]), [(0, 2)]),
    ("an answer in the same second", talk([0], [0]), [(0, 0)]),
    ("asked again before the answer", talk([0, 1, 5], [6]), [(0, 6)]),
    ("asked again every day", talk([0, 23, 46], [47]), [(0, 47)]),
    ("asked again within a day of the answer", talk([0, 25], [2]), [(0, 2)]),
    ("a second too early for a new one", talk([0, 26 - SECOND], [2]), [(0, 2)]),
    ("exactly a day of silence", talk([0, 26], [2]), [(0, 2), (26, None)]),
    ("two enquiries, each with its own answer", talk([0, 50], [2, 51]), [(0, 2), (50, 1)]),
    ("an answer belongs to the newest one", talk([0, 30], [31]), [(0, None), (30, 1)]),
    ("the page wrote first", talk([5], [0, 6]), []),
    ("the page wrote first, a day and more before", talk([24], [0, 25]), [(24, 1)]),
    ("only the page", talk([], [0, 30]), []),
    ("nothing at all", talk([]), []),
    ("a hidden beginning", talk([0], [2], is_truncated=True), []),
    ("a hidden beginning, and later a new one", talk([0, 30], [2, 31], is_truncated=True), [(30, 1)]),
    ("a hidden beginning, the page first", talk([24], [0], is_truncated=True), [(24, None)]),
    ("a hidden beginning, asked again", talk([0, 3], [5], is_truncated=True), []),
    ("nothing that can be read", talk([], is_truncated=True), []),
]


@pytest.mark.parametrize(
    ("thread", "expected"), [case[1:] for case in ENQUIRIES], ids=[c[0] for c in ENQUIRIES]
)
def test_an_enquiry_is_a_persons_word_after_a_day_of_silence(
    thread: Thread, expected: list[tuple[float, float | None]]
) -> None:
    found = [
        ((enquiry.at - BEGIN) / HOUR, None if enquiry.wait is None else enquiry.wait / HOUR)
        for enquiry in enquiries(thread)
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("page", "hours_later", "expected"),
    [
        ([], 1, "open"),
        ([], 24 - SECOND, "open"),
        ([], 24, "received"),
        ([], 25, "received"),
        ([1], 1, "answered"),
        ([1], 50, "answered"),
        ([24], 24, "answered"),
        ([24 + SECOND], 24 + SECOND, "received"),
        ([30], 31, "received"),
    ],
)
def test_an_enquiry_is_answered_within_a_day_and_open_until_then(
    page: list[float], hours_later: float, expected: str
) -> None:
    (enquiry,) = enquiries(talk([0], page))
    now = BEGIN + timedelta(seconds=round(hours_later * 3600))
    assert (enquiry.is_answered, enquiry.is_open(now)) == (expected == "answered", expected == "open")


def test_a_day_tells_of_the_thirty_days_that_end_with_it() -> None:
    threads = [*answered(10, 20, 30, 40, 90), *unanswered(2), talk([0], [30])]
    assert response_days(threads, [DAY], LONG_AFTER, OSLO) == [
        ResponseDay(DAY, 30, 8, 5, 30.0, 38.0, 0, "1", is_withheld=False)
    ]


def test_an_open_enquiry_is_neither_answered_nor_not() -> None:
    threads = [*answered(10, 20, 30), *unanswered(4), *unanswered(9, BEGIN + 5 * HOUR)]
    assert counts(threads, now=BEGIN + 25 * HOUR) == (7, 3, 0)
    assert counts(threads, now=BEGIN + 29 * HOUR) == (16, 3, 0)


NOTHING = ResponseDay(DAY, 30, None, None, None, None, None, "1", is_withheld=True)


@pytest.mark.parametrize(
    ("threads", "expected"),
    [
        ([], NOTHING),
        (answered(1, 2, 3, 4), NOTHING),
        ([*answered(1, 2, 3, 4), talk([0], [2], is_truncated=True)], NOTHING),
        (unanswered(5), ResponseDay(DAY, 30, 5, 0, None, None, 0, "1", is_withheld=False)),
        (
            [*answered(1, 2, 3, 4), *unanswered(1)],
            ResponseDay(DAY, 30, 5, 4, None, None, 0, "1", is_withheld=False),
        ),
        (answered(1, 2, 3, 4, 5), ResponseDay(DAY, 30, 5, 5, 3.0, 3.0, 0, "1", is_withheld=False)),
    ],
)
def test_fewer_than_five_are_withheld(threads: list[Thread], expected: ResponseDay) -> None:
    assert response_days(threads, [DAY], LONG_AFTER, OSLO) == [expected]


@pytest.mark.parametrize(
    ("count", "kept"), [(1, 1), (5, 5), (9, 9), (10, 9), (11, 10), (19, 18), (20, 18), (21, 19), (100, 90)]
)
def test_the_slowest_tenth_is_left_out_rounded_down(count: int, kept: int) -> None:
    waits = [float(2**number) for number in range(count)]
    random.Random(count).shuffle(waits)
    assert fastest_mean(waits) == (2**kept - 1) / kept


@pytest.mark.parametrize(
    ("first", "day", "is_inside"),
    [
        ("2026-11-10 00:00", date(2026, 11, 10), True),
        ("2026-11-10 23:59:59", date(2026, 11, 10), True),
        ("2026-11-11 00:00", date(2026, 11, 10), False),
        ("2026-10-12 00:00", date(2026, 11, 10), True),
        ("2026-10-11 23:59:59", date(2026, 11, 10), False),
        ("2026-10-25 00:00", date(2026, 10, 25), True),  # the day that lasts 25 hours
        ("2026-10-25 23:59:59", date(2026, 10, 25), True),
        ("2026-10-26 00:00", date(2026, 10, 25), False),
        ("2026-10-24 23:59:59", date(2026, 11, 23), False),
        ("2026-10-25 00:00", date(2026, 11, 23), True),
        ("2026-03-29 00:00", date(2026, 3, 29), True),  # the day that lasts 23 hours
        ("2026-03-29 23:59:59", date(2026, 3, 29), True),
        ("2026-03-30 00:00", date(2026, 3, 29), False),
        ("2026-03-28 23:59:59", date(2026, 4, 27), False),
        ("2026-03-29 00:00", date(2026, 4, 27), True),
    ],
)
def test_a_window_is_thirty_local_days(first: str, day: date, is_inside: bool) -> None:
    assert counts(unanswered(5, local(first)), day) == ((5, 0, 0) if is_inside else (None, None, None))
    assert (threads_since([day], OSLO) <= local(first)) == (
        is_inside or local(first).astimezone(OSLO).date() > day
    )


@pytest.mark.parametrize(
    ("asked_at", "answered_at", "is_answered"),
    [
        ("2026-10-24 12:00", "2026-10-25 11:00", True),  # 24 hours, an hour less by the clock on the wall
        ("2026-10-24 12:00", "2026-10-25 11:00:01", False),
        ("2026-10-24 12:00", "2026-10-25 12:00", False),
        ("2026-03-28 12:00", "2026-03-29 13:00", True),  # 24 hours, an hour more by the clock on the wall
        ("2026-03-28 12:00", "2026-03-29 13:00:01", False),
    ],
)
def test_a_day_to_answer_is_24_hours_also_when_the_clock_changes(
    asked_at: str, answered_at: str, is_answered: bool
) -> None:
    thread = Thread((Message(local(asked_at), False), Message(local(answered_at), True)), False)
    assert [enquiry.is_answered for enquiry in enquiries(thread)] == [is_answered]


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("2026-10-24 12:00", "2026-10-25 11:00", 2),
        ("2026-10-24 12:00", "2026-10-25 10:59:59", 1),
        ("2026-03-28 12:00", "2026-03-29 13:00", 2),
        ("2026-03-28 12:00", "2026-03-29 12:59:59", 1),
    ],
)
def test_silence_is_24_hours_also_when_the_clock_changes(before: str, after: str, count: int) -> None:
    thread = Thread((Message(local(before), False), Message(local(after), False)), False)
    assert len(list(enquiries(thread))) == count


def test_the_hour_that_comes_twice_is_two_hours() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30 in summer time, and again an hour later
    threads = [talk([0], [1], begin=first)] * 5
    (row,) = response_days(threads, [date(2026, 10, 25)], LONG_AFTER, OSLO)
    assert (row.received_count, row.median_minutes) == (5, 60.0)


@pytest.mark.parametrize(
    ("thread", "truncated_count"),
    [
        (talk([0], [2], is_truncated=True), 1),
        (talk([0], [2], begin=local("2026-10-12 00:00"), is_truncated=True), 1),
        (talk([0], [2], begin=local("2026-10-11 23:59"), is_truncated=True), 0),
        (talk([0], [2], begin=local("2026-11-12 10:00"), is_truncated=True), 1),
        (talk([], is_truncated=True), 1),
    ],
)
def test_a_thread_is_truncated_where_its_hidden_part_reaches_into_the_window(
    thread: Thread, truncated_count: int
) -> None:
    assert counts([*unanswered(5), thread]) == (5, 0, truncated_count)


def test_every_day_asked_for_has_its_row_in_the_order_asked() -> None:
    days = [date(2026, 11, 4), date(2026, 11, 2), date(2026, 11, 3)]
    threads = [*unanswered(5), *answered(1, 1, 1, begin=BEGIN + 24 * HOUR)]
    rows = response_days(threads, days, LONG_AFTER, OSLO)
    assert [(row.observed_on, row.received_count) for row in rows] == [
        (days[0], 8),
        (days[1], 5),
        (days[2], 8),
    ]


def test_every_night_the_last_three_whole_days_are_worked_out_from_32_days_of_threads() -> None:
    days = last_days(date(2026, 11, 23))
    assert days == [date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)]
    assert threads_since(days, OSLO) == datetime(2026, 10, 21, 22, tzinfo=UTC)
    assert threads_since(last_days(date(2026, 12, 1)), OSLO) == datetime(2026, 10, 29, 23, tzinfo=UTC)
