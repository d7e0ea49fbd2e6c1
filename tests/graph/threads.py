"""Invented conversations with a page: who wrote when. Names, ids, addresses and words are there to be searched for."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PLACE_ZONE = ZoneInfo("Europe/Oslo")
HISTORY_DAYS = 120
Talk = Iterator[tuple[float, bool]]  # hours after the one before, and whether the page wrote


@dataclass(frozen=True, slots=True)
class Message:
    """One message."""

    id: str
    at: datetime
    is_from_page: bool
    text: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A person and a page, message by message, oldest first."""

    id: str
    person_id: str
    person_name: str
    messages: tuple[Message, ...]

    @property
    def person_email(self) -> str:
        """The address that the platform makes up for a person."""
        return f"{self.person_id}@facebook.com"

    def personal_texts(self) -> set[str]:
        """All that may be found nowhere afterwards."""
        written = {text for message in self.messages for text in (message.id, message.text)}
        return {self.id, self.person_id, self.person_name, self.person_email} | written


def quick(chance: random.Random) -> Talk:
    """Answered within the hour or the day."""
    yield 0, False
    yield chance.choice((chance.uniform(0.05, 1), chance.uniform(1, 23))), True


def late(chance: random.Random) -> Talk:
    """Answered after more than a day."""
    yield 0, False
    yield chance.uniform(25, 70), True


def unanswered(chance: random.Random) -> Talk:
    """Never answered, asked twice."""
    yield 0, False
    yield chance.uniform(0.1, 5), False


def automatic(chance: random.Random) -> Talk:
    """Answered by a machine in seconds, and by a person later."""
    yield 0, False
    yield 3 / 3600, True
    yield chance.uniform(1, 10), True


def from_page(chance: random.Random) -> Talk:
    """The page wrote first: the answer is no enquiry."""
    yield 0, True
    yield chance.uniform(0.5, 20), False
    yield chance.uniform(0.1, 2), True


def twice(chance: random.Random) -> Talk:
    """A second enquiry after more than a day of silence."""
    yield from quick(chance)
    yield chance.uniform(30, 200), False
    yield chance.uniform(0.1, 20), True


def long(chance: random.Random) -> Talk:
    """More messages than the platform tells of."""
    for number in range(chance.randint(21, 45)):
        yield 0 if number == 0 else chance.uniform(0.01, 6), number % 2 == 1


TALKS: tuple[Callable[[random.Random], Talk], ...] = (
    quick,
    quick,
    quick,
    late,
    unanswered,
    automatic,
    from_page,
    twice,
    long,
)


def threads_of(key: str, since: date, now: datetime, per_day: float) -> list[Thread]:
    """The threads that began since a day, as far as they have come, in no order of time."""
    days = range((now.date() - since).days + 1)
    found = [thread for number in days for thread in begun(key, since + timedelta(days=number), now, per_day)]
    return sorted(found, key=lambda thread: random.Random(thread.id).random())


def begun(key: str, day: date, now: datetime, per_day: float) -> Iterator[Thread]:
    """The threads that began on a day."""
    chance = random.Random(f"{key}/{day}")
    for number in range(int(per_day + chance.random())):
        own = random.Random(f"{key}/{day}/{number}")
        person = f"{own.randint(10**15, 10**16)}"
        start = datetime.combine(day, time(), PLACE_ZONE) + timedelta(minutes=own.randint(360, 1430))
        messages = tuple(said(own, start.astimezone(UTC), now))
        if messages:
            yield Thread(f"t_{own.randint(10**16, 10**17)}", person, f"Innbygger {person[-6:]}", messages)


def said(own: random.Random, start: datetime, now: datetime) -> Iterator[Message]:
    """The messages of a thread up to now, to the second as the platform tells them."""
    at = start
    for hours, is_from_page in own.choice(TALKS)(own):
        at = (at + timedelta(hours=hours)).replace(microsecond=0)
        number = own.randint(10**16, 10**17)
        if at <= now:
            yield Message(f"m_{number}", at, is_from_page, f"Fortrolig {number}")
