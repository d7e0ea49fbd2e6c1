"""The numbers of a day against a slow and obvious way to work them out, on threads made to meet every limit."""

from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.sources.facebook.conversations import Message, Thread
from etl.sources.facebook.response import response_days

OSLO = ZoneInfo("Europe/Oslo")
HOUR = timedelta(hours=1)
BEGINNINGS = [  # 15 days before each clock change, and in summer in the middle of a day
    datetime(2026, 10, 9, 22, tzinfo=UTC),
    datetime(2026, 3, 13, 23, tzinfo=UTC),
    datetime(2026, 6, 1, 7, 30, tzinfo=UTC),
]
Words = list[tuple[int, bool]]  # the second of each word, and whether the page said it
Told = list[tuple[Words, bool]]  # threads, and whether they are truncated
A_DAY = 86400
GAPS = st.sampled_from([0, 1, 600, 1800, 7200, 20_000, A_DAY - 1, A_DAY, A_DAY + 1, 2 * A_DAY])


def spoken(start: int, gaps: list[tuple[int, bool]]) -> Words:
    """A thread's words, each so many seconds after the one before, in no order."""
    ends = accumulate((gap for gap, _ in gaps), initial=start)
    return [(second, side) for second, (_, side) in zip(ends, gaps, strict=False)][::-1]


WORDS = st.builds(
    spoken,
    st.integers(0, 45 * 24).map(lambda hour: hour * 3600),
    st.lists(st.tuples(GAPS, st.booleans()), max_size=7),
)
TOLD = st.lists(st.tuples(WORDS, st.sampled_from([False, False, False, True])), min_size=12, max_size=22)


def firsts(words: Words, *, is_truncated: bool) -> list[int]:
    """The places of the words that begin an enquiry: each is held against all words before it."""
    return [
        place
        for place, (second, is_from_page) in enumerate(words)
        if not is_from_page
        and not [other for other, _ in words[:place] if second - other < A_DAY]
        and not (place == 0 and is_truncated)
    ]


def shortest_wait(words: Words, place: int, until: int) -> int | None:
    """The shortest wait for an answer in time."""
    waits = [other - words[place][0] for other, is_from_page in words[place:until] if is_from_page]
    return min((wait for wait in waits if wait <= A_DAY), default=None)


def oracle(told: Told, window: set[date], now: int, begin: datetime) -> tuple[object, ...]:
    """Received, answered, median, mean of the fastest, truncated, withheld: worked out slowly."""

    def day_of(second: int) -> date:
        return (begin + timedelta(seconds=second)).astimezone(OSLO).date()

    closed: list[int | None] = []
    truncated_count = 0
    for words, is_truncated in ((sorted(words), is_truncated) for words, is_truncated in told):
        truncated_count += is_truncated and not (words and day_of(words[0][0]) < min(window))
        places = firsts(words, is_truncated=is_truncated)
        for place, until in zip(places, [*places[1:], len(words)], strict=False):
            wait, asked_at = shortest_wait(words, place, until), words[place][0]
            if day_of(asked_at) in window and (wait is not None or now - asked_at >= A_DAY):
                closed.append(wait)
    times = sorted(wait / 60 for wait in closed if wait is not None)
    if len(closed) < 5:
        return None, None, None, None, None, True
    if len(times) < 5:
        return len(closed), len(times), None, None, truncated_count, False
    middle = (times[(len(times) - 1) // 2] + times[len(times) // 2]) / 2
    fastest = times[: -(-9 * len(times) // 10)]
    return len(closed), len(times), middle, sum(fastest) / len(fastest), truncated_count, False


def rounded(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(round(value, 6) if isinstance(value, float) else value for value in row)


@settings(deadline=None, max_examples=200)
@given(
    told=TOLD,
    begin=st.sampled_from(BEGINNINGS),
    day_number=st.integers(20, 45),
    now_number=st.integers(20 * 24, 45 * 24),
)
def test_a_day_is_what_a_slow_look_at_every_word_says(
    told: Told, begin: datetime, day_number: int, now_number: int
) -> None:
    threads = [
        Thread(tuple(sorted(Message(begin + timedelta(seconds=second), side) for second, side in words)), cut)
        for words, cut in told
    ]
    day = begin.astimezone(OSLO).date() + timedelta(days=day_number)
    (row,) = response_days(threads, [day], begin + now_number * HOUR, OSLO)
    assert (row.observed_on, row.window_days, row.method_version) == (day, 30, "1")
    window = {day - timedelta(days=ago) for ago in range(30)}
    found = (row.received_count, row.answered_count, row.median_minutes, row.fastest_mean_minutes,
             row.truncated_count, row.is_withheld)  # fmt: skip
    assert rounded(found) == rounded(oracle(told, window, now_number * 3600, begin))
