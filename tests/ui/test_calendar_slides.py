"""The yearly calendar in a meeting: few words, who answers for it, and what is only proposed."""

from datetime import date

from foundation.words import words
from tests.ui.test_calendar_file import deadline
from ui.calendar_data import Calendar
from ui.calendar_slides import coming_line, counts, slipped_line
from ui.data import Row
from ui.meeting import Line

AS_OF = date(2026, 11, 20)
NB = words("nb")
NOT_YET = {"is_next": False, "has_slipped": False, "can_still": False, "is_unknown": False}


def calendar(*rows: Row) -> Calendar:
    """A calendar of these deadlines."""
    return Calendar(AS_OF, rows, ())


def test_the_first_page_counts_what_comes_what_slipped_and_what_nobody_knows() -> None:
    rows = [
        deadline(**{**NOT_YET, "has_slipped": True}),
        deadline(**{**NOT_YET, "can_still": True}),
        deadline(**{**NOT_YET, "is_unknown": True}),
        deadline(**{**NOT_YET, "is_next": True}),
    ]
    assert counts(calendar(*rows), NB) == [
        Line("due_soon", "De neste 60 dagene", "1", "den første 30.11.2026"),
        Line("overdue", "Dette glapp", "1", is_alarm=True),
        Line("delayed", "Over fristen, kan ennå registreres", "1"),
        Line("no_data", "Frister som ikke kan vurderes, data mangler", "1"),
    ]


def test_where_nothing_comes_and_nothing_slipped_nobody_is_alarmed() -> None:
    assert counts(calendar(), NB) == [
        Line("due_soon", "De neste 60 dagene", "0"),
        Line("on_track", "Dette glapp", "0"),
    ]


def test_what_comes_says_when_and_whose_it_is() -> None:
    found = coming_line(deadline(basis="proposed"), AS_OF, NB)
    assert found == Line(
        "", "Glad-historier, november", "Servicetorget", "30.11.2026 · om 10 dager (forslag)"
    )


def test_what_slipped_says_how_it_stands_with_a_sign_of_its_own() -> None:
    missed = deadline(outcome="missed", covered_count=None, code="07", due_on=date(2026, 7, 31))
    waiting = deadline(outcome="in_grace", due_on=date(2026, 11, 15), closes_on=date(2026, 11, 29))
    assert [slipped_line(row, AS_OF, NB) for row in (missed, waiting)] == [
        Line("overdue", "Glad-historier, juli", "Servicetorget", "31.07.2026 · ikke registrert"),
        Line(
            "delayed",
            "Glad-historier, november",
            "Servicetorget",
            "15.11.2026 · kan registreres til 29.11.2026",
        ),
    ]
