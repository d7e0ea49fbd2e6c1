"""How old the numbers are: newest dates under every screen, and a note where a source is old, silent or failing."""

from datetime import date, datetime

from foundation.words import words
from ui.freshness import loaded, source_note, source_state, summary

NB = words("nb")


def source(**columns: object) -> dict[str, object]:
    row: dict[str, object] = {
        "source_id": "page", "feeds": "metric_value", "last_loaded_at": datetime(2026, 11, 20, 23, 30),
        "last_loaded_on": date(2026, 11, 21),
        "newest_on": date(2026, 11, 14), "refresh_days": 14, "is_stale": False, "last_outcome": "loaded",
    }  # fmt: skip
    return {**row, **columns}


def test_a_source_that_is_well_needs_no_note() -> None:
    assert source_note(source()) == ""
    assert source_state(source(), NB) == "fersk, leses minst hver 14. dag"


def test_a_source_too_old_is_told_before_its_numbers() -> None:
    assert source_note(source(is_stale=True)) == (
        "Sidetall (page) er ikke lest inn siden 21.11.2026. Tallene derfra kan være for gamle til å gjelde nå."
    )


def test_a_source_that_failed_is_told_with_the_day_its_numbers_are_from() -> None:
    assert source_note(source(last_outcome="failed")) == (
        "Siste forsøk på å lese Sidetall (page) mislyktes. Det som vises derfra, er fra 21.11.2026."
    )
    assert source_state(source(last_outcome="failed"), NB) == "siste lesing mislyktes"


def test_a_source_that_failed_before_it_was_ever_read_is_told_with_what_to_do() -> None:
    failed = source(last_loaded_on=None, last_loaded_at=None, last_outcome="failed", is_stale=True)
    assert source_note(failed) == (
        "Forsøket på å lese Sidetall (page) mislyktes, og ingenting er lest derfra ennå. "
        "Rett det kjøringen meldte, og kjør «python -m etl run»."
    )
    assert source_state(failed, NB) == "siste lesing mislyktes"


def test_a_source_never_read_is_told() -> None:
    never = source(last_loaded_on=None, last_loaded_at=None, last_outcome=None, is_stale=True)
    assert source_note(never) == "Sidetall (page) er ikke lest inn ennå."
    assert source_state(never, NB) == "ikke lest ennå"


def test_a_source_first_read_after_the_day_delivered_its_history_then_and_needs_no_note() -> None:
    later = source(last_loaded_on=None, last_loaded_at=None, last_outcome=None, is_stale=False)
    assert source_note(later) == ""
    assert source_state(later, NB) == "lest inn senere, med datoene sine"


def test_the_moment_of_reading_is_told_in_local_time() -> None:
    assert loaded(source(), NB) == "21.11.2026 kl. 00.30"


def test_a_delivery_that_counts_from_an_earlier_day_is_told_with_that_day_alone() -> None:
    assert loaded(source(last_loaded_on=date(2026, 11, 20)), NB) == "20.11.2026"


def test_the_line_below_names_the_newest_date_of_each_kind() -> None:
    found = summary(
        [source(), source(newest_on=date(2026, 10, 31)), source(feeds="completion", newest_on=None)], NB
    )
    assert found == [
        "Gjennomføringer: ingen ennå",
        "Sidetall: nyeste 14.11.2026",
        "Sist lest inn 21.11.2026 kl. 00.30",
    ]
