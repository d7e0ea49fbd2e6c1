"""The channels in a meeting: the count for each audience, a line per channel, and reasons where there is nothing."""

from datetime import date

from foundation.words import words
from ui.channels_data import Use
from ui.channels_slides import reach_line, use_line
from ui.data import Row
from ui.meeting import Line

NB = words("nb")
DAY = date(2026, 11, 20)


def reach(audience: str, **columns: object) -> Row:
    row = {"record_count": 9, "registered_count": 8, "rich_count": 3, "measure_count": 4, "unread_count": 0}
    return {"audience": audience, "without_channel_count": 1, **row, **columns}


def use(*measures: Row, **columns: object) -> Use:
    row = {"name_nb": "personalmøte", "audience": "internal", "state": "used", "registered_count": 0}
    return Use({**row, "by_plan_count": 0, "measure_count": 2, "unread_count": 0, **columns}, measures)


def measure(short: str, count: int, basis: str) -> Row:
    return {"short_nb": short, "record_count": count, "basis": basis, "is_outside_plan": False}


def test_an_audience_says_how_many_of_its_records_went_through_the_rich_end() -> None:
    assert reach_line(reach("internal"), "2026", NB) == Line(
        "", "Internt", "3 av 8", "gjennom den rike enden av skalaen"
    )


def test_an_audience_without_a_record_is_told_in_words_and_not_as_zero() -> None:
    silent = reach("external", record_count=0, registered_count=0, unread_count=4)
    found = reach_line(silent, "2026", NB)
    assert (found.status, found.label, found.word) == ("no_data", "Eksternt", "ingen")
    assert found.text.startswith("Eksternt har ingen kilde meldt om tiltakene i 2026.")


def test_a_channel_says_what_went_through_it() -> None:
    found = use(
        measure("Verdisamtale", 11, "registered"), measure("Stafett", 2, "by_plan"), registered_count=11
    )
    assert use_line(found, DAY, NB) == Line("", "Personalmøte", "11", "Verdisamtale (11)")


def test_a_channel_that_is_only_planned_says_so() -> None:
    found = use(measure("Stafett", 2, "by_plan"), by_plan_count=2)
    assert use_line(found, DAY, NB) == Line("", "Personalmøte", "ingen", "Etter planen: Stafett (2).")


def test_a_channel_without_use_says_why() -> None:
    found = use(state="no_data", unread_count=2)
    assert use_line(found, DAY, NB) == Line(
        "", "Personalmøte", "ikke meldt", "2 tiltak har kanalen, men ingen kilde har meldt om dem i 2026."
    )
