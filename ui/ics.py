"""Writes an iCalendar file (RFC 5545) of days to remember: what Outlook and Google read, and no more.

Written by hand: fifteen properties of one component, where a library brings time zones, recurrence and a parser along.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

FOLD_AT = 75  # octets of a line, without its line break (RFC 5545, 3.1)
PRODUCT = "-//kommunikasjon//arshjul//NO"
FIRST_SEQUENCE = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Day:
    """One whole day to remember. The same `uid` is the same entry in every calendar; `is_tentative`: not decided."""

    uid: UUID
    on: date
    summary: str
    description: str
    categories: Sequence[str] = ()
    is_tentative: bool = False


def calendar(name: str, days: Iterable[Day], stamp: datetime) -> bytes:
    """A calendar file of whole days.

    `stamp`, an instant with a zone, is when what it says was known: a file with a later one wins over an earlier.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{text(name)}",
        *(line for day in days for line in entry(day, stamp.astimezone(UTC))),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def entry(day: Day, stamp: datetime) -> Iterator[str]:
    """The lines of one day. It takes up no time of the reader's, so that nobody looks busy."""
    yield "BEGIN:VEVENT"
    yield f"UID:{day.uid}"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{max((stamp.date() - FIRST_SEQUENCE).days, 0)}"
    yield f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}"  # the first day after: DTEND is exclusive
    yield f"SUMMARY:{text(day.summary)}"
    yield f"DESCRIPTION:{text(day.description)}"
    if day.categories:
        yield f"CATEGORIES:{','.join(text(category) for category in day.categories)}"
    yield f"STATUS:{'TENTATIVE' if day.is_tentative else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"
    yield "X-MICROSOFT-CDO-BUSYSTATUS:FREE"
    yield "END:VEVENT"


def text(value: str) -> str:
    r"""Text as a property's value: \ ; , and line breaks escaped, other control characters gone (RFC 5545, 3.3.11)."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    escaped = lines.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(sign for sign in escaped if sign == "\t" or not is_control(sign))


def is_control(sign: str) -> bool:
    """Whether a character is a control character, or half of one that UTF-8 cannot write."""
    return ord(sign) < 0x20 or 0x7F <= ord(sign) <= 0x9F or 0xD800 <= ord(sign) <= 0xDFFF


def folded(line: str) -> str:
    """A line cut into pieces of at most 75 octets, never inside a character; each piece after the first is indented."""
    pieces: list[str] = []
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > FOLD_AT:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    return "\r\n".join([*pieces, piece])
