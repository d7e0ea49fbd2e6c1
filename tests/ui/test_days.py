"""Which days a screen compares: what the address says, what holds without it, and what a wrong address gives."""

from datetime import date

from ui.days import Days, Note, read_days

TODAY = date(2026, 11, 23)
LOADED = date(2026, 11, 20)
MEETINGS = [date(2026, 11, 23), date(2026, 10, 26), date(2026, 9, 28)]


def test_without_an_address_the_sample_shows_its_last_day_against_the_meeting_before() -> None:
    assert read_days({}, TODAY, LOADED, MEETINGS) == Days(LOADED, date(2026, 10, 26))


def test_without_sample_data_the_screen_shows_today() -> None:
    assert read_days({}, TODAY, None, MEETINGS) == Days(TODAY, date(2026, 10, 26))


def test_sample_data_from_tomorrow_never_moves_the_screen_past_today() -> None:
    assert read_days({}, date(2026, 11, 1), LOADED, MEETINGS).as_of == date(2026, 11, 1)


def test_without_an_earlier_meeting_the_screen_compares_with_thirty_days_before() -> None:
    assert read_days({}, TODAY, LOADED, []) == Days(LOADED, date(2026, 10, 21))


def test_a_meeting_on_the_day_itself_is_not_the_earlier_one() -> None:
    assert read_days({"as_of": "2026-10-26"}, TODAY, LOADED, MEETINGS).since == date(2026, 9, 28)


def test_the_address_decides_both_days() -> None:
    asked = {"as_of": "2026-10-01", "since": "2026-01-31", "goal": "G2"}
    assert read_days(asked, TODAY, LOADED, MEETINGS) == Days(date(2026, 10, 1), date(2026, 1, 31))


def test_today_can_be_asked_for_but_tomorrow_cannot() -> None:
    assert read_days({"as_of": "2026-11-23"}, TODAY, LOADED, MEETINGS).as_of == TODAY
    found = read_days({"as_of": "2026-11-24"}, TODAY, LOADED, MEETINGS)
    note = Note("frame.as_of_too_late", {"found": date(2026, 11, 24), "chosen": LOADED})
    assert found == Days(LOADED, date(2026, 10, 26), (note,))


def test_a_word_that_is_no_date_is_told_and_passed_over() -> None:
    found = read_days({"as_of": "x" * 50, "since": "31.12.2025"}, TODAY, LOADED, MEETINGS)
    assert found == Days(
        LOADED,
        date(2026, 10, 26),
        (
            Note("frame.as_of_unreadable", {"found": "x" * 40, "chosen": LOADED}),
            Note("frame.since_unreadable", {"found": "31.12.2025", "chosen": date(2026, 10, 26)}),
        ),
    )


def test_the_earlier_day_must_be_earlier() -> None:
    found = read_days({"as_of": "2026-10-01", "since": "2026-10-01"}, TODAY, LOADED, MEETINGS)
    note = Note("frame.since_too_late", {"found": date(2026, 10, 1), "chosen": date(2026, 9, 28)})
    assert found == Days(date(2026, 10, 1), date(2026, 9, 28), (note,))
