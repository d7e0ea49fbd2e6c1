"""What a measure's counts say: each reason, deadline and value, whole and word for word."""

from datetime import date

import pytest

from foundation.words import LANGUAGES, words
from ui.measures import (
    Facts,
    Reason,
    Row,
    amount,
    away,
    due_said,
    period_name,
    reason,
    rests_on,
    undecided_said,
    value_said,
)

NB, EN = words("nb"), words("en")
TODAY = date(2026, 11, 23)


def measure(kind: str, **columns: object) -> Row:
    """A row of goal_measures with nothing in it but what is named."""
    empty = dict.fromkeys(
        ("planned_count", "on_time_count", "late_count", "covered_count", "population_count", "required_count",
         "next_due_on", "last_occurred_on", "data_through_on", "unit_kind")
    )  # fmt: skip
    return {"kind": kind, "basis": "proposed", "is_optional": False, "status": "on_track", **empty, **columns}


def period(code: str, outcome: str, **columns: object) -> Row:
    """A row of goal_periods in 2026."""
    row = {"code": code, "outcome": outcome, "due_on": date(2026, 12, 31), "closes_on": date(2027, 1, 14)}
    return {**row, "name_nb": None, "name_en": None, **columns}


def unit(name: str, *, is_covered: bool = False, is_late: bool = False, is_known: bool = True) -> Row:
    """A row of goal_coverage."""
    covered_on = TODAY if is_covered else None
    return {
        "name_nb": name,
        "name_en": name,
        "covered_on": covered_on,
        "is_late": is_late,
        "is_known": is_known,
    }


def step(due_on: date | None, completed_on: date | None = None) -> Row:
    """A row of goal_milestones."""
    return {"name_nb": "Planen", "name_en": "The plan", "due_on": due_on, "completed_on": completed_on}


def metric(**columns: object) -> Row:
    """A row of goal_metrics: a share of 8 of 10 held against a proposed 90 %."""
    row = {
        "unit": "share", "value": 0.8, "n": 10, "observed_on": date(2026, 8, 31), "verdict": "undecidable",
        "target_value": 0.9, "target_kind": "at_or_above", "target_basis": "proposed",
    }  # fmt: skip
    return {**row, **columns}


def test_a_recurring_measure_names_what_is_missing_and_what_was_late() -> None:
    row = measure(
        "recurring", planned_count=12, on_time_count=8, late_count=1, last_occurred_on=date(2026, 11, 20)
    )
    periods = [period("04", "late"), period("07", "missed"), period("08", "missed"), period("10", "in_grace")]
    assert reason(row, Facts(periods=periods), TODAY, NB) == Reason(
        "9 av 12",
        "perioder i 2026, sist 20.11.2026. Ikke registrert: juli og august. For sent: april. "
        "Over fristen, kan ennå registreres: oktober.",
    )


def test_a_recurring_measure_without_any_record_says_so() -> None:
    row = measure("recurring", planned_count=2, on_time_count=0, late_count=0, status="not_started")
    assert reason(row, Facts(), TODAY, NB) == Reason(
        "0 av 2", "perioder i 2026. Ingenting er registrert ennå."
    )


def test_a_period_that_may_be_the_sources_silence_is_not_called_missing() -> None:
    row = measure(
        "recurring", planned_count=12, on_time_count=6, late_count=0, status="no_data",
        last_occurred_on=date(2026, 6, 20), data_through_on=date(2026, 7, 1),
    )  # fmt: skip
    assert reason(row, Facts(periods=[period("07", "unknown")]), TODAY, NB) == Reason(
        "6 av 12",
        "perioder i 2026, sist 20.06.2026. "
        "Kilden er ikke lest siden 01.07.2026, så det er ikke kjent om noe mangler.",
    )


@pytest.mark.parametrize("kind", ["recurring", "one_off", "coverage"])
def test_a_measure_that_no_source_reports_on_is_not_counted_as_zero(kind: str) -> None:
    row = measure(kind, status="no_data", unit_kind="service_area", covered_count=0, population_count=17)
    facts = Facts(units=[unit("Barnevern")], milestones=[step(date(2026, 1, 1))])
    assert reason(row, facts, TODAY, NB) == Reason("", "Ingen kilde har meldt om dette tiltaket ennå.")


def test_while_a_source_is_silent_no_service_area_is_called_missing() -> None:
    row = measure(
        "coverage", unit_kind="service_area", covered_count=2, population_count=17, status="no_data",
        data_through_on=date(2026, 7, 1),
    )  # fmt: skip
    assert reason(row, Facts(units=[unit("Barnevern")]), TODAY, NB) == Reason(
        "2 av 17",
        "tjenesteområder. Kilden er ikke lest siden 01.07.2026, så det er ikke kjent om noe mangler.",
    )


def test_coverage_gives_the_missing_names_and_never_the_done_ones() -> None:
    row = measure(
        "coverage", unit_kind="service_area", covered_count=1, population_count=3, required_count=2,
        status="delayed",
    )  # fmt: skip
    units = [unit("Barnevern"), unit("NAV"), unit("Kultur", is_covered=True)]
    assert reason(row, Facts(units=units), TODAY, NB) == Reason(
        "1 av 3", "tjenesteområder. Krav nå: 2. Mangler: Barnevern · NAV."
    )


def test_areas_whose_names_hold_commas_and_og_can_be_counted() -> None:
    names = ["Landbruk, næring og friluft", "Vann, avløp og renovasjon"]
    row = measure("coverage", unit_kind="service_area", covered_count=0, population_count=2)
    said = reason(row, Facts(units=[unit(name) for name in names]), TODAY, NB).rest
    assert said.removeprefix("tjenesteområder. Mangler: ").removesuffix(".").split(" · ") == names


def test_a_value_that_cannot_be_judged_says_why() -> None:
    share = {"unit": "share", "n": 10}
    assert [undecided_said(share, words(language)) for language in LANGUAGES] == [
        "for få svar til å avgjøre", "for få svar til å avgjere", "too few answers to tell",
    ]  # fmt: skip
    assert undecided_said({**share, "n": None}, NB) == "kan ikke avgjøres"
    assert undecided_said({**share, "unit": "score"}, NB) == "kan ikke avgjøres"


def test_a_long_list_of_missing_names_is_cut_and_says_how_many_more() -> None:
    row = measure("coverage", unit_kind="service_area", covered_count=0, population_count=14)
    said = reason(row, Facts(units=[unit(f"O{number}") for number in range(14)]), TODAY, NB)
    assert said == Reason(
        "0 av 14", "tjenesteområder. Mangler: O0 · O1 · O2 · O3 · O4 · O5 · O6 · O7 · O8 · O9 · 4 til."
    )


def test_a_meeting_within_its_grace_can_still_be_recorded_and_an_unknown_one_is_not_named() -> None:
    row = measure(
        "coverage", unit_kind="council_meeting", covered_count=0, population_count=3, required_count=3
    )
    units = [unit("9. juni", is_late=True), unit("27. oktober"), unit("15. november", is_known=False)]
    assert reason(row, Facts(units=units), TODAY, NB) == Reason(
        "0 av 3",
        "kommunestyremøter hittil i 2026. Mangler: 9. juni. Kan ennå registreres: 27. oktober.",
    )


def test_a_population_without_members_is_said_in_words() -> None:
    row = measure("coverage", unit_kind="change_process", population_count=0, covered_count=0)
    assert reason(row, Facts(), TODAY, NB) == Reason("", "Ingen endringsprosesser hittil i 2026.")


@pytest.mark.parametrize(
    ("due_on", "sentence"),
    [
        (date(2026, 11, 22), "Neste er én dag over fristen."),
        (date(2026, 9, 1), "Neste er 83 dager over fristen."),
        (date(2026, 11, 23), "Neste frist 23.11.2026."),
        (None, "Den neste har ingen frist."),
    ],
)
def test_a_one_off_measure_says_how_its_next_milestone_stands(due_on: date | None, sentence: str) -> None:
    steps = [step(date(2026, 3, 1), completed_on=date(2026, 3, 2)), step(due_on)]
    assert reason(measure("one_off"), Facts(milestones=steps), TODAY, NB) == Reason(
        "1 av 2", f"milepæler. {sentence}"
    )


def test_a_measure_that_nobody_has_planned_and_an_optional_one_say_different_things() -> None:
    unplanned = measure("recurring", basis="not_set", status="not_set")
    optional = measure("recurring", basis="not_set", status="not_set", is_optional=True)
    assert [reason(row, Facts(), TODAY, NB) for row in (unplanned, optional)] == [
        Reason("", "Eieren har ikke bestemt når dette skal være gjort."),
        Reason(
            "",
            "Strategien foreslår dette, men krever det ikke. Det vurderes først når en plan er vedtatt.",
        ),
    ]


def test_a_value_comes_with_what_it_rests_on_its_target_and_the_verdict() -> None:
    assert [value_said(metric(), NB), value_said(metric(), EN), value_said({}, NB)] == [
        Reason("80\u00a0%", "(8 av 10) 31.08.2026. Målverdi 90\u00a0% (forslag): kan ikke avgjøres."),
        Reason("80%", "(8 of 10) 31 Aug 2026. Target 90% (proposed): cannot be decided."),
        Reason("", "Ingen måling er registrert."),
    ]


@pytest.mark.parametrize(
    ("kind", "verdict", "words_for_it"),
    [
        ("at_or_above", "below", "under målverdien"),
        ("at_or_above", "above", "på eller over målverdien"),
        ("at_or_below", "below", "på eller under målverdien"),
        ("at_or_below", "above", "over målverdien"),
        ("increase", "above", "i rute mot målverdien"),
        ("increase", "below", "henger etter målverdien"),
        ("decrease", "below", "i rute mot målverdien"),
        ("decrease", "above", "henger etter målverdien"),
    ],
)
def test_a_verdict_is_worded_by_the_direction_of_its_target(
    kind: str, verdict: str, words_for_it: str
) -> None:
    row = metric(target_kind=kind, verdict=verdict, target_basis="decided", n=None)
    assert value_said(row, NB) == Reason("80\u00a0%", f"31.08.2026. Målverdi 90\u00a0%: {words_for_it}.")


@pytest.mark.parametrize(
    ("value", "n", "unit_name", "said"),
    [
        (0.75, 12, "share", "9 av 12"),
        (0.75, 11, "share", "n = 11"),
        (0.75, None, "share", ""),
        (0.75, 0, "share", ""),
        (412.0, 10, "accounts", "n = 10"),
    ],
)
def test_a_share_gives_its_parts_only_where_they_give_the_share_back(
    value: float, n: int | None, unit_name: str, said: str
) -> None:
    assert rests_on(value, n, unit_name, NB) == said


def test_each_unit_is_written_in_its_own_way() -> None:
    said = [
        amount(value, unit_name, NB)
        for value, unit_name in [
            (1868, "accounts"), (0.754, "share"), (42.0, "minutes"), (3.6, "score"), (7.5, "count"), (7, "count"),
            (352.4, "per_1000"),
        ]
    ]  # fmt: skip
    assert said == ["1\u00a0868", "75\u00a0%", "42 min", "3,6", "7,5", "7", "352"]


def test_the_date_to_act_on_is_a_period_in_grace_before_the_next() -> None:
    row = measure("recurring", next_due_on=date(2027, 4, 30))
    late = period("T2", "in_grace", due_on=date(2026, 10, 31), closes_on=date(2026, 11, 30))
    assert due_said(row, Facts(periods=[late]), TODAY, NB) == ("31.10.2026", "kan registreres til 30.11.2026")
    assert due_said(row, Facts(), TODAY, NB) == ("30.04.2027", "om 158 dager")


@pytest.mark.parametrize(
    ("kind", "status", "said"),
    [
        ("recurring", "not_set", "frist ikke satt"),
        ("continuous", "no_data", "løpende"),
        ("coverage", "on_track", "ingen kommende frist"),
        ("one_off", "completed", ""),
    ],
)
def test_where_there_is_no_date_words_stand_in_its_place(kind: str, status: str, said: str) -> None:
    assert due_said(measure(kind, status=status), Facts(), TODAY, NB) == (said, "")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 23), "i dag"),
        (date(2026, 11, 24), "om 1 dag"),
        (date(2026, 11, 22), "1 dag siden"),
        (date(2026, 9, 1), "83 dager siden"),
    ],
)
def test_a_day_is_as_far_away_as_it_is(day: date, said: str) -> None:
    assert away(day, TODAY, NB) == said


def test_a_period_is_called_by_its_plans_name_or_by_its_code() -> None:
    codes = ["04", "H2", "T1", "Q3", "", "UKE1"]
    named = period("AR", "open", name_nb="Etter årsrapporten", name_en="After the annual report")
    assert [period_name(period(code, "open"), NB) for code in codes] == [
        "april", "2. halvår", "1. tertial", "3. kvartal", "2026", "UKE1",
    ]  # fmt: skip
    assert [period_name(named, NB), period_name(named, EN)] == [
        "etter årsrapporten",
        "after the annual report",
    ]
