"""The calendar file is what RFC 5545 asks for, read back by a strict reader of its own: lines, folding, text, dates."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.ics import Day, calendar, folded, text

STAMP = datetime(2026, 11, 20, tzinfo=UTC)
UID = UUID("9f3c5b5e-7a6e-5d0b-8a39-0d6a4f6f2f11")
LINE = re.compile(
    r"(?P<name>[A-Z0-9-]+)(?P<parameters>(?:;[A-Z0-9-]+=[^;:,\"]+)*):(?P<value>[^\x00-\x08\x0a-\x1f\x7f]*)"
)
ONCE = {
    "UID",
    "DTSTAMP",
    "SEQUENCE",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "DESCRIPTION",
    "CATEGORIES",
    "STATUS",
    "TRANSP",
}
Property = tuple[str, str, str]


def unfolded(file: bytes) -> list[str]:
    """The content lines of a file; fails on a line break that is not CRLF and on a line that is too long."""
    assert file.endswith(b"\r\n")
    physical = file.removesuffix(b"\r\n").split(b"\r\n")
    assert [line for line in physical if b"\r" in line or b"\n" in line or len(line) > 75 or not line] == []
    lines: list[bytes] = []
    for line in physical:
        line.decode()  # a line cut inside a character is not UTF-8
        if line.startswith(b" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return [line.decode() for line in lines]


def parsed(file: bytes) -> tuple[list[Property], list[list[Property]]]:
    """The calendar's own properties and those of each event, as (name, parameters, value); fails on anything else."""
    own: list[Property] = []
    events: list[list[Property]] = []
    within: list[str] = []
    for line in unfolded(file):
        found = LINE.fullmatch(line)
        assert found, line
        name, parameters, value = found["name"], found["parameters"], found["value"]
        if name == "BEGIN":
            assert (*within, value) in {("VCALENDAR",), ("VCALENDAR", "VEVENT")}
            within.append(value)
            events += [[]] if value == "VEVENT" else []
        elif name == "END":
            assert within.pop() == value
        else:
            (events[-1] if within == ["VCALENDAR", "VEVENT"] else own).append((name, parameters, value))
    assert within == []
    return own, events


def said(value: str) -> str:
    """A text value as it was before it was escaped; fails on an escape that RFC 5545 does not know."""
    assert re.fullmatch(r"(?:[^\\;,\n]|\\[\\;,nN])*", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def value_of(event: list[Property], name: str) -> str:
    """The one value of a property."""
    (found,) = [value for known, _, value in event if known == name]
    return found


def day(**columns: object) -> Day:
    """A day to remember."""
    row = {"uid": UID, "on": date(2026, 12, 31), "summary": "Frist", "description": "Tiltak", **columns}
    return Day(**row)  # type: ignore[arg-type]


def test_a_whole_day_is_written_as_rfc_5545_asks() -> None:
    file = calendar("Årshjul", [day(categories=("Strategi", "Mål 1"))], STAMP)
    assert file.decode() == "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//kommunikasjon//arshjul//NO",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "X-WR-CALNAME:Årshjul",
            "BEGIN:VEVENT",
            "UID:9f3c5b5e-7a6e-5d0b-8a39-0d6a4f6f2f11",
            "DTSTAMP:20261120T000000Z",
            "SEQUENCE:9820",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "SUMMARY:Frist",
            "DESCRIPTION:Tiltak",
            "CATEGORIES:Strategi,Mål 1",
            "STATUS:CONFIRMED",
            "TRANSP:TRANSPARENT",
            "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
            "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )


def test_a_calendar_without_days_is_still_a_calendar() -> None:
    own, events = parsed(calendar("Årshjul", [], STAMP))
    assert [name for name, _, _ in own] == ["VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME"]
    assert events == []


def test_what_is_not_decided_is_tentative() -> None:
    _, (event,) = parsed(calendar("", [day(is_tentative=True)], STAMP))
    assert value_of(event, "STATUS") == "TENTATIVE"


def test_the_stamp_is_told_in_utc_and_a_later_one_has_a_higher_sequence() -> None:
    oslo = datetime(2026, 7, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    (_, (early,)), (_, (late,)) = (
        parsed(calendar("", [day()], stamp)) for stamp in (oslo, oslo + timedelta(days=1))
    )
    assert value_of(early, "DTSTAMP") == "20260630T233000Z"
    assert int(value_of(late, "SEQUENCE")) == int(value_of(early, "SEQUENCE")) + 1


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("a, b; c", r"a\, b\; c"),
        ("C:\\mappe", r"C:\\mappe"),
        ("én\nto\r\ntre\rfire", r"én\nto\ntre\nfire"),
        ("«Vi – de\tandre»: 50 %", "«Vi – de\tandre»: 50 %"),
        ("a\x00b\x07c\x7fd\x85e\ud800f", "abcdef"),
        ("END:VEVENT\r\nBEGIN:VALARM", r"END:VEVENT\nBEGIN:VALARM"),
    ],
)
def test_text_is_escaped_so_that_it_can_never_become_a_line_of_its_own(plain: str, written: str) -> None:
    assert text(plain) == written


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("a" * 75, ["a" * 75]),
        ("a" * 76, ["a" * 75, " a"]),
        ("a" * 150, ["a" * 75, " " + "a" * 74, " a"]),
        ("a" * 74 + "å", ["a" * 74, " å"]),
        ("a" * 73 + "å", ["a" * 73 + "å"]),
        ("a" * 72 + "🦌b", ["a" * 72, " 🦌b"]),
    ],
)
def test_a_line_is_cut_at_75_octets_and_never_inside_a_character(line: str, pieces: list[str]) -> None:
    assert folded(line).split("\r\n") == pieces


WORDS = st.text(max_size=200)
DAYS = st.builds(
    Day,
    uid=st.uuids(),
    on=st.dates(date(1970, 1, 1), date(2999, 12, 30)),
    summary=WORDS,
    description=WORDS,
    categories=st.lists(st.text(min_size=1, max_size=30), max_size=3),
    is_tentative=st.booleans(),
)
MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(2999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001


@given(name=WORDS, days=st.lists(DAYS, max_size=4), stamp=MOMENTS)
def test_whatever_the_words_are_a_strict_reader_gets_them_back(
    name: str, days: list[Day], stamp: datetime
) -> None:
    own, events = parsed(calendar(name, days, stamp))
    assert said(value_of(own, "X-WR-CALNAME")) == plain(name)
    assert len(events) == len(days)
    for event, one in zip(events, days, strict=True):
        names = [name for name, _, _ in event if not name.startswith("X-")]
        assert set(names) <= ONCE
        assert len(names) == len(set(names))
        parameters = {name: found for name, found, _ in event if found}
        assert parameters == {"DTSTART": ";VALUE=DATE", "DTEND": ";VALUE=DATE"}
        assert value_of(event, "UID") == str(one.uid)
        assert date.fromisoformat(value_of(event, "DTSTART")) == one.on
        assert date.fromisoformat(value_of(event, "DTEND")) == one.on + timedelta(days=1)
        assert value_of(event, "DTSTAMP") == f"{stamp:%Y%m%dT%H%M%SZ}"
        for field, value in (("SUMMARY", one.summary), ("DESCRIPTION", one.description)):
            assert said(value_of(event, field)) == plain(value)


@given(words=WORDS)
def test_folding_takes_nothing_and_adds_nothing_but_breaks(words: str) -> None:
    line = text(words)
    pieces = folded(line).split("\r\n")
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == line
    assert max(len(piece.encode()) for piece in pieces) <= 75


def plain(value: str) -> str:
    """What is left of a text in a file that holds no control characters but tabs and line breaks."""
    lines = re.sub(r"\r\n?", "\n", value)
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "", lines)
