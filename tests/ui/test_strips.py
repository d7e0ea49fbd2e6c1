"""The countable drawings: every cell has a sign, a place and a word, and a screen reader hears it as one sentence."""

import re
from datetime import date

import pytest

from foundation.words import words
from ui.measures import Row
from ui.strips import (
    Interval,
    Slot,
    as_of_place,
    coverage_bar,
    event_slots,
    interval_bar,
    milestone_line,
    period_slots,
    strip,
)

NB = words("nb")
TODAY = date(2026, 11, 23)


def period(code: str, outcome: str, start_on: date, due_on: date) -> Row:
    """A row of goal_periods."""
    return {
        "code": code, "outcome": outcome, "start_on": start_on, "due_on": due_on, "name_nb": None, "name_en": None,
    }  # fmt: skip


def half_years(first: str, second: str) -> list[Row]:
    """The two half-years of 2026."""
    return [
        period("H1", first, date(2026, 1, 1), date(2026, 6, 30)),
        period("H2", second, date(2026, 7, 1), date(2026, 12, 31)),
    ]


def unit(day: date, covered_on: date | None, *, is_late: bool, is_known: bool = True) -> Row:
    """A row of goal_coverage for a meeting."""
    return {
        "name_nb": f"Møtet {day:%d.%m.}", "name_en": None, "occurs_on": day, "covered_on": covered_on,
        "is_late": is_late, "is_known": is_known,
    }  # fmt: skip


def labels(html: str) -> list[str]:
    """The text alternatives of a drawing."""
    return re.findall(r'aria-label="([^"]*)"', html)


def test_a_month_without_a_due_date_keeps_its_place_in_the_year() -> None:
    months = [period("06", "on_time", date(2026, 6, 1), date(2026, 6, 30))]
    months.append(period("08", "missed", date(2026, 8, 1), date(2026, 8, 31)))
    slots = period_slots(months, NB)
    assert [(slot.short, slot.outcome) for slot in slots[5:8]] == [
        ("J", "on_time"), ("J", "none"), ("A", "missed"),
    ]  # fmt: skip
    assert len(slots) == 12


def test_periods_that_are_no_months_stand_as_they_are() -> None:
    assert period_slots(half_years("late", "open"), NB) == [
        Slot("1. halvår", "1. halvår", "late", "for sent", date(2026, 1, 1), date(2026, 6, 30)),
        Slot("2. halvår", "2. halvår", "open", "åpen", date(2026, 7, 1), date(2026, 12, 31)),
    ]


def test_each_meeting_has_the_sign_of_what_became_of_it() -> None:
    held = [
        unit(date(2026, 1, 27), date(2026, 1, 27), is_late=False),
        unit(date(2026, 3, 24), None, is_late=True),
        unit(date(2026, 11, 10), None, is_late=False),
        unit(date(2026, 11, 20), None, is_late=False, is_known=False),
    ]
    assert [(slot.short, slot.outcome, slot.word) for slot in event_slots(held, NB)] == [
        ("27. jan", "on_time", "i tide"),
        ("24. mar", "missed", "ikke registrert"),
        ("10. nov", "open", "åpen"),
        ("20. nov", "unknown", "ikke kjent"),
    ]


def test_a_strip_says_every_cell_in_words() -> None:
    drawn = strip(period_slots(half_years("on_time", "open"), NB), TODAY, "Perioder i 2026")
    assert labels(drawn) == ["Perioder i 2026: 1. halvår i tide; 2. halvår åpen"]
    assert re.findall(r"outcome outcome-(\w+)", drawn) == ["on_time", "open"]


def test_a_strip_escapes_the_names_it_is_given() -> None:
    drawn = strip([Slot('<b>"', '<b>"', "open", "åpen")], TODAY, "x")
    assert "<b>" not in drawn
    assert labels(drawn) == ["x: &lt;b&gt;&quot; åpen"]


def test_without_periods_nothing_is_drawn() -> None:
    assert (strip([], TODAY, "x"), coverage_bar(0, 0, None, NB), milestone_line([], NB)) == ("", "", "")


@pytest.mark.parametrize(
    ("as_of", "place"),
    [
        (date(2025, 12, 31), 0.0),
        (date(2026, 1, 1), 0.5 / 181 / 2),
        (date(2026, 6, 30), 180.5 / 181 / 2),
        (date(2026, 12, 31), (1 + 183.5 / 184) / 2),
        (date(2027, 2, 1), 1.0),
    ],
)
def test_the_as_of_mark_stands_where_the_day_falls(as_of: date, place: float) -> None:
    assert as_of_place(period_slots(half_years("open", "upcoming"), NB), as_of) == pytest.approx(place)


def test_between_two_periods_the_as_of_mark_stands_after_the_first() -> None:
    spring = period("T1", "on_time", date(2026, 5, 1), date(2026, 6, 30))
    autumn = period("T2", "upcoming", date(2026, 9, 1), date(2026, 10, 31))
    assert as_of_place(period_slots([spring, autumn], NB), date(2026, 8, 1)) == 0.5


def test_events_have_no_as_of_mark() -> None:
    held = [unit(date(2026, 1, 27), None, is_late=True)]
    assert as_of_place(event_slots(held, NB), TODAY) is None


def test_a_coverage_bar_counts_and_shows_what_is_required() -> None:
    drawn = coverage_bar(11, 17, 12, NB)
    assert (drawn.count("cover-done"), drawn.count("cover-missing")) == (11, 6)
    assert labels(drawn) == ["11 av 17. Krav nå: 12."]
    assert 'class="cover-required" style="left:70.6%"' in drawn


def test_a_full_requirement_needs_no_stroke() -> None:
    assert "cover-required" not in coverage_bar(3, 4, 4, NB)


def test_a_milestone_says_when_it_came_and_how_late_or_when_it_is_due() -> None:
    steps = [
        {
            "status": status,
            "name_nb": name,
            "name_en": None,
            "due_on": due,
            "completed_on": done,
            "days_late": late,
        }
        for status, name, due, done, late in [
            ("completed", "Plan", date(2026, 1, 1), date(2026, 1, 15), 14),
            ("completed", "Prøve", date(2026, 2, 1), date(2026, 1, 31), 0),
            ("overdue", "Drift", date(2026, 6, 1), None, None),
            ("not_set", "Slutt", None, None, None),
        ]
    ]
    drawn = milestone_line(steps, NB)
    assert re.findall(r'step-day">([^<]*)<', drawn) == [
        "gjort 15.01.2026, 14 dager etter fristen", "gjort 31.01.2026", "frist 01.06.2026", "frist ikke satt",
    ]  # fmt: skip
    assert re.findall(r'unseen">([^<]*)</span>([^<]*), <', drawn) == [
        ("gjennomført: ", "Plan"), ("gjennomført: ", "Prøve"), ("forfalt: ", "Drift"), ("frist ikke satt: ", "Slutt"),
    ]  # fmt: skip


def test_an_interval_is_told_with_its_target_in_words() -> None:
    drawn = interval_bar(Interval(0.47, 0.75, 0.91, 0.9), NB)
    assert labels(drawn) == [
        "Målt 75\u00a0%, med 95 % sikkerhet mellom 47\u00a0% og 91\u00a0%. Målverdien er 90\u00a0%."
    ]
    assert labels(interval_bar(Interval(0.47, 0.75, 0.91), NB)) == [
        "Målt 75\u00a0%, med 95 % sikkerhet mellom 47\u00a0% og 91\u00a0%."
    ]
