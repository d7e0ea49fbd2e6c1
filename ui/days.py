"""Which two days a screen compares: read from the address, checked, with a plain note where the address is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DAYS_BACK = 30


@dataclass(frozen=True, slots=True)
class Note:
    """Something the address asked for that cannot be given: a text key and its values."""

    key: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Days:
    """The day the screen shows, the earlier day it is compared with, and what was wrong in the address."""

    as_of: date
    since: date
    notes: tuple[Note, ...] = ()


def read_days(
    asked: Mapping[str, str], today: date, sample_loaded_on: date | None, meetings: Sequence[date]
) -> Days:
    """The days an address asks for.

    Without `as_of`: the newest day of the sample data, else today. Without `since`: the latest meeting before
    `as_of`, else thirty days before it. A day that is no date, not past, or in the wrong order gives a note.
    """
    notes: list[Note] = []
    start = min(sample_loaded_on or today, today)
    as_of = read_day(asked, "as_of", start, today, notes)
    earlier = latest_before(meetings, as_of) or as_of - timedelta(days=DAYS_BACK)
    since = read_day(asked, "since", earlier, as_of - timedelta(days=1), notes)
    return Days(as_of, since, tuple(notes))


def read_day(asked: Mapping[str, str], name: str, default: date, latest: date, notes: list[Note]) -> date:
    """One day of the address, at most `latest`; the default where it is absent, or wrong with a note."""
    text = asked.get(name, "")
    if not text:
        return default
    try:
        day = date.fromisoformat(text)
    except ValueError:
        notes.append(Note(f"frame.{name}_unreadable", {"found": text[:40], "chosen": default}))
        return default
    if day > latest:
        notes.append(Note(f"frame.{name}_too_late", {"found": day, "chosen": default}))
        return default
    return day


def latest_before(meetings: Sequence[date], as_of: date) -> date | None:
    """The latest meeting held before a day; None where there was none."""
    return max((held_on for held_on in meetings if held_on < as_of), default=None)
