"""The year's table: where its line stands, and that its words add up."""

from datetime import date

import pytest

from foundation.words import words
from ui.calendar_data import Calendar
from ui.calendar_words import month_said, slipped_said, undated_said, year_said
from ui.calendar_year import now_line, year_share
from ui.data import Row


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2026, 1, 1), 0.5 / 31 / 12),
        (date(2026, 6, 30), (5 + 29.5 / 30) / 12),
        (date(2028, 2, 29), (1 + 28.5 / 29) / 12),
        (date(2026, 12, 31), (11 + 30.5 / 31) / 12),
    ],
)
def test_the_line_stands_in_the_middle_of_its_day_on_twelve_equal_months(day: date, share: float) -> None:
    assert year_share(day) == pytest.approx(share)
    assert f"* {share:.4f})" in now_line(day, words("nb"))


def test_the_days_of_a_year_follow_each_other_and_stay_within_it() -> None:
    days = [
        date.fromordinal(number)
        for number in range(date(2028, 1, 1).toordinal(), date(2029, 1, 1).toordinal())
    ]
    shares = [year_share(day) for day in days]
    assert shares == sorted(set(shares))
    assert 0 < shares[0] < shares[-1] < 1


@pytest.mark.parametrize(("day", "is_late"), [(date(2026, 6, 30), False), (date(2026, 7, 1), True)])
def test_the_name_of_the_line_stands_where_there_is_room_for_it(day: date, is_late: bool) -> None:
    assert ("cal-now-late" in now_line(day, words("nb"))) == is_late


def due(outcome: str) -> Row:
    """A deadline with this outcome."""
    is_done = outcome in ("on_time", "late")
    return {
        "outcome": outcome, "due_on": date(2026, 6, 30), "done_on": date(2026, 6, 1) if is_done else None,
        "has_slipped": outcome == "missed", "can_still": outcome == "in_grace", "is_unknown": outcome == "unknown",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ("", "Ingen frister dette året."),
        ("upcoming", "1 frist i 2026: 1 kommer."),
        ("on_time on_time", "2 frister i 2026: 2 gjort."),
        (
            "on_time late late missed in_grace unknown open upcoming",
            "8 frister i 2026: 3 gjort (2 for sent), 1 glapp, 1 over fristen, 1 ikke kjent og 2 kommer.",
        ),
    ],
)
def test_the_years_counts_add_up_and_none_is_told_in_vain(outcomes: str, said: str) -> None:
    assert year_said([due(outcome) for outcome in outcomes.split()], words("nb")) == said


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ("", "ingen frister"),
        ("on_time late missed", "2 av 3 gjort"),
        ("on_time unknown", "1 av 2 gjort, 1 ukjent"),
        ("unknown unknown", "0 av 2 gjort, 2 ukjente"),
    ],
)
def test_a_month_says_how_much_is_done_and_what_nobody_knows(outcomes: str, said: str) -> None:
    assert month_said("head", [due(outcome) for outcome in outcomes.split()], words("nb")) == said


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ("", ["Ingenting glapp."]),
        ("missed", ["Én glapp."]),
        ("missed missed in_grace", ["2 glapp, én er over fristen og kan ennå registreres."]),
        ("in_grace in_grace", ["2 er over fristen og kan ennå registreres."]),
        ("missed unknown", ["Én glapp.", "Én frist kan ikke vurderes, fordi data mangler."]),
        ("unknown unknown", ["2 frister kan ikke vurderes, fordi data mangler."]),
    ],
)
def test_what_slipped_is_told_apart_from_what_can_still_be_recorded_and_what_nobody_knows(
    outcomes: str, said: list[str]
) -> None:
    calendar = Calendar(date(2026, 11, 20), [due(outcome) for outcome in outcomes.split()], ())
    assert slipped_said(calendar, words("nb")) == said


def undated(name: str, **columns: object) -> Row:
    """A measure that lacks a date: by default all of it."""
    return {"short_nb": name, "is_all": True, "is_last": None, "undated_count": None, **columns}


def test_a_measure_that_lacks_a_date_for_some_milestones_is_not_called_undated() -> None:
    found = [
        undated("Stilling"),
        undated("Samtale", is_all=False, is_last=True, undated_count=1),
        undated("Meldesystem", is_all=False, is_last=False, undated_count=2),
    ]
    assert undated_said(Calendar(date(2026, 11, 20), (), found), words("nb")) == (
        "Frist er ikke satt: Stilling. Eieren må bestemme når det skal være gjort. "
        "Samtale: siste milepæl har ingen dato. Meldesystem: 2 milepæler har ingen dato."
    )
    assert undated_said(Calendar(date(2026, 11, 20), (), ()), words("nb")) == ""
