"""Works out how many of a page's messages are answered and how fast: our own calculation, by Meta's definition.

Meta's own words are known from copies only (https://blog.spsdgtl.com/facebook-new-response-rate-metrics, October 2018;
https://07hm.co.uk/facebook-response-measurements-how-do-they-do-it):

- A message counts if it is the person's first after 24 hours without a word from either side. Here: an *enquiry*.
- Response rate: the share of the messages that count which were answered; here within 24 hours.
- Response time: the mean of the fastest 90 % of the first answers; here of those within 24 hours, and their median too.
- Window: Meta goes back 30 days from the last message that counts, or farther when there are fewer than ten of them.
  Here it is always the 30 local days that end with the day.

What cannot be reproduced, since the API does not tell: Meta leaves out spam, conversations marked as done and what came
while the page was away; here they are enquiries like others. It leaves out automatic answers; here they are answers.
Conversations that the API does not list, such as requests idle for 30 days, are in no number of ours. Thus it is our
own calculation, and never in one series with Meta's.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from statistics import fmean, median
from typing import NamedTuple
from zoneinfo import ZoneInfo

from etl.sources.facebook.conversations import Thread

METHOD_VERSION = "1"  # another one for every change of what a number means
SILENCE = timedelta(hours=24)
LONGEST_WAIT = timedelta(hours=24)
WINDOW_DAYS = 30
LOOK_BACK_DAYS = 3  # until nothing of a day is open, and a day for a night that failed
FEWEST = 5
ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)


class Enquiry(NamedTuple):
    """When somebody turned to the page (UTC), and how long the first answer took; None: there is none yet."""

    at: datetime
    wait: timedelta | None

    @property
    def is_answered(self) -> bool:
        """Whether the answer came in time."""
        return self.wait is not None and self.wait <= LONGEST_WAIT

    def is_open(self, now: datetime) -> bool:
        """Whether an answer can still come in time."""
        return not self.is_answered and now - self.at < LONGEST_WAIT


class ResponseDay(NamedTuple):
    """A page's answers in the `window_days` local days that end with `observed_on`, without anything of a person.

    `received_count` are the enquiries that are no longer open, `answered_count` those of them answered in time. All
    numbers are None when fewer than five were received, the times also when fewer than five were answered.
    `truncated_count` are the threads whose hidden beginning may hold enquiries of the window.
    """

    observed_on: date
    window_days: int
    received_count: int | None
    answered_count: int | None
    median_minutes: float | None
    fastest_mean_minutes: float | None
    truncated_count: int | None
    method_version: str
    is_withheld: bool


def last_days(today: date) -> list[date]:
    """The whole days that are worked out anew every night, oldest first; of the newest, much may still be open."""
    return [today - timedelta(days=ago) for ago in range(LOOK_BACK_DAYS, 0, -1)]


def threads_since(days: Sequence[date], zone: ZoneInfo) -> datetime:
    """The moment (UTC) from which conversations are needed to work out the days."""
    return datetime.combine(window_start(min(days)), time(), zone).astimezone(UTC)


def response_days(
    threads: Sequence[Thread], days: Sequence[date], now: datetime, zone: ZoneInfo
) -> list[ResponseDay]:
    """One row for each of the days, in their order. `now` is when the threads were read, `zone` where days begin."""
    closed = [
        (local_day(enquiry.at, zone), enquiry)
        for thread in threads
        for enquiry in enquiries(thread)
        if not enquiry.is_open(now)
    ]
    hidden_until = [hidden_until_day(thread, zone) for thread in threads if thread.is_truncated]
    return [
        response_day(
            day,
            [enquiry for asked_on, enquiry in closed if window_start(day) <= asked_on <= day],
            sum(window_start(day) <= hidden for hidden in hidden_until),
        )
        for day in days
    ]


def response_day(day: date, received: Sequence[Enquiry], truncated_count: int) -> ResponseDay:
    """The row of a day from the enquiries of its window; few are withheld, since they may point at persons."""
    if len(received) < FEWEST:
        return ResponseDay(day, WINDOW_DAYS, None, None, None, None, None, METHOD_VERSION, True)
    waits = [
        enquiry.wait / ONE_MINUTE for enquiry in received if enquiry.wait is not None and enquiry.is_answered
    ]
    has_times = len(waits) >= FEWEST
    return ResponseDay(
        observed_on=day,
        window_days=WINDOW_DAYS,
        received_count=len(received),
        answered_count=len(waits),
        median_minutes=median(waits) if has_times else None,
        fastest_mean_minutes=fastest_mean(waits) if has_times else None,
        truncated_count=truncated_count,
        method_version=METHOD_VERSION,
        is_withheld=False,
    )


def fastest_mean(waits: Iterable[float]) -> float:
    """The mean of the fastest 90 %, rounded up to whole answers: of n, the slowest n // 10 are left out."""
    fastest = sorted(waits)
    return fmean(fastest[: len(fastest) - len(fastest) // 10])


def enquiries(thread: Thread) -> Iterator[Enquiry]:
    """The enquiries of a thread, each with the first answer before the next one.

    The first message of a truncated thread is none: what was written before it is not known.
    """
    messages = thread.messages
    starts = [number for number in range(len(messages)) if is_start(thread, number)]
    for start, end in pairwise((*starts, len(messages))):
        asked_at = messages[start].at
        answers = (message.at for message in messages[start:end] if message.is_from_page)
        answered_at = next(answers, None)
        yield Enquiry(asked_at, None if answered_at is None else answered_at - asked_at)


def is_start(thread: Thread, number: int) -> bool:
    """Whether a message is a person's after silence."""
    message = thread.messages[number]
    if message.is_from_page:
        return False
    return not thread.is_truncated if number == 0 else message.at - thread.messages[number - 1].at >= SILENCE


def hidden_until_day(thread: Thread, zone: ZoneInfo) -> date:
    """The local day of the first message of a truncated thread that can be read; the last of all when none can."""
    return local_day(thread.messages[0].at, zone) if thread.messages else date.max


def window_start(day: date) -> date:
    """The first day of the window that ends with a day."""
    return day - (WINDOW_DAYS - 1) * ONE_DAY


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The day of a moment, where the page's readers live."""
    return moment.astimezone(zone).date()
