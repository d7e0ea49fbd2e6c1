"""A deadline in somebody's own calendar: named, explained, honest about proposals, and always the same entry."""

import re
from datetime import date
from uuid import UUID

import pytest

from foundation.words import words
from tests.ui.test_ics import parsed, said, value_of
from ui.calendar_file import Origin, calendar_file, uid
from ui.data import Row

ORIGIN = Origin("3427", "Prøve kommune", date(2026, 11, 20), is_sample=False)
ROLES = [
    {"id": "servicetorget", "name_nb": "servicetorget", "name_en": "citizen service desk"},
    {"id": "radmann", "name_nb": "kommunedirektør", "name_en": "chief executive"},
]


def deadline(**columns: object) -> Row:
    """A story due by the end of November, stated in the strategy and not yet told."""
    return {
        "deadline_id": "T1.E2/period/2026-11", "measure_id": "T1.E2", "goal": "G1",
        "text_nb": "Formidle månedlige glad-historier.", "text_en": "Tell a good-news story every month.",
        "short_nb": "Glad-historier", "short_en": "Good-news stories", "what": "period", "code": "11",
        "name_nb": None, "name_en": None, "due_on": date(2026, 11, 30), "done_on": None, "basis": "stated",
        "required_count": None, "population_count": None, "roles": ROLES, **columns,
    }  # fmt: skip


def entry(row: Row, origin: Origin = ORIGIN, language: str = "nb") -> dict[str, str]:
    """The one entry in the file of a deadline, its text as a reader sees it."""
    _, (event,) = parsed(calendar_file([row], origin, words(language)))
    return {name: said(value) if name in ("SUMMARY", "DESCRIPTION") else value for name, _, value in event}


def test_a_deadline_is_a_whole_day_with_its_measure_and_role() -> None:
    found = entry(deadline())
    assert {name: found[name] for name in ("DTSTART", "DTSTAMP", "SUMMARY", "DESCRIPTION", "STATUS")} == {
        "DTSTART": "20261130",
        "DTSTAMP": "20261120T000000Z",
        "SUMMARY": "Frist: Glad-historier, november",
        "DESCRIPTION": "Tiltak T1.E2: Formidle månedlige glad-historier.\nAnsvarlig: Servicetorget\n"
        "Også med ansvar: kommunedirektør\nSlik det var kjent 20.11.2026.",
        "STATUS": "CONFIRMED",
    }
    assert found["CATEGORIES"] == "Kommunikasjonsstrategien,Mål 1"


@pytest.mark.parametrize(
    ("language", "summary", "role"),
    [
        ("nb", "Frist: Glad-historier, november (forslag)", "Ansvarlig: Servicetorget"),
        ("nn", "Frist: Glad-historier, november (forslag)", "Ansvarleg: Servicetorget"),
        ("en", "Due: Good-news stories, November (proposed)", "Responsible: Citizen service desk"),
    ],
)
def test_what_is_proposed_says_so_in_the_readers_language(language: str, summary: str, role: str) -> None:
    found = entry(deadline(basis="proposed"), language=language)
    assert (found["SUMMARY"], found["DESCRIPTION"].splitlines()[1], found["STATUS"]) == (
        summary, role, "TENTATIVE",
    )  # fmt: skip
    assert words(language).t("calendar_page.proposed_note") in found["DESCRIPTION"].splitlines()


def test_the_same_deadline_is_the_same_entry_in_every_language_at_every_time_and_when_it_moves() -> None:
    first = entry(deadline())["UID"]
    assert first == "58656ae2-84ce-5a16-bdbc-7bc43b5b5487"
    later = Origin("3427", "Nytt navn", date(2027, 3, 1), is_sample=True)
    moved = deadline(due_on=date(2027, 1, 31), basis="decided", done_on=date(2027, 2, 1), roles=[])
    assert [entry(moved, later, language)["UID"] for language in ("nb", "nn", "en")] == [first] * 3


def test_another_deadline_or_municipality_is_another_entry() -> None:
    ids = ("T1.E2/period/2026-11", "T1.E2/period/2026-12", "T1.E1/period/2026-11")
    found = [uid(one, municipality) for one in ids for municipality in ("3427", "0301")]
    assert len(set(found)) == 6
    assert {one.version for one in found} == {5}
    assert found[0] == UUID(entry(deadline())["UID"])


def test_what_is_done_says_when_and_invented_data_says_that_it_is_invented() -> None:
    origin = Origin("3427", "Prøve kommune", date(2026, 11, 20), is_sample=True)
    lines = entry(deadline(done_on=date(2026, 11, 12)), origin)["DESCRIPTION"].splitlines()
    assert lines[3:5] == ["Gjort 12.11.2026.", "Eksempeldata – alt er oppdiktet."]
    own, _ = parsed(calendar_file([], origin, words("nb")))
    assert said(value_of(own, "X-WR-CALNAME")) == "Kommunikasjonsstrategien – Prøve kommune (eksempeldata)"


def test_a_deadline_that_nobody_answers_for_says_so() -> None:
    assert "Ansvarlig: Ikke avklart" in entry(deadline(roles=[]))["DESCRIPTION"]


def test_words_of_the_register_cannot_break_the_file() -> None:
    text = "Fortell, vis; og «del»\\\r\nEND:VCALENDAR 🦌" + "å" * 80
    found = entry(deadline(text_nb=text, name_nb="a,b;c", code="X1"))
    assert found["DESCRIPTION"].startswith("Tiltak T1.E2: " + re.sub("\r\n", "\n", text))
    assert found["SUMMARY"] == "Frist: Glad-historier, a,b;c"


def test_the_same_view_gives_the_same_bytes() -> None:
    first, second = (calendar_file([deadline()], ORIGIN, words("nb")) for _ in range(2))
    assert first == second
