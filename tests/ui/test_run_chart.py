"""The run chart and its words: limits are named, only signals are labelled, and no month is judged too early."""

from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from foundation.words import Words, words
from ui.chart_frame import Span
from ui.dialogue_run import above_run, beside_run, finding, run_line, run_summary, under_run
from ui.measures import Row
from ui.run_chart import RunDrawing, run_figure, runs, ticks
from ui.theme import LIGHT

NB = words("nb")
FOLLOWERS = {"metric_id": "followers", "name_nb": "Følgere", "name_en": "Followers", "unit": "accounts"}
ORDINARY = (6, 4, 9, 7)


def month(number: int, change: float | None, **columns: object) -> Row:
    """A row of dialogue_changes in 2026, judged by limits of −2,4 and 15,4 unless columns say otherwise."""
    row = {
        "metric_id": "followers", "month_on": date(2026, number, 1), "observed_on": date(2026, number, 28),
        "value": 1000.0, "value_basis": "typed", "change": change, "why_not": None, "change_count": 12,
        "required_count": 12, "is_judged": True, "mean": 6.5, "low": -2.4, "high": 15.4, "is_outside": False,
        "run_of_eight": None, "run_count": None, "run_first_on": None,
    }  # fmt: skip
    return {**row, **columns}


def months(*changes: float, **columns: object) -> list[Row]:
    """Months in a row with these changes."""
    return [month(number, change, **columns) for number, change in enumerate(changes, 1)]


def waiting(count: int) -> list[Row]:
    """So many months with a change, too few to be judged."""
    return months(*([5] * count), is_judged=False, mean=None, low=None, high=None, change_count=count)


def in_a_row(count: int, side: str) -> list[Row]:
    """So many months in a row on one side of the mean."""
    return months(*([8] * count), run_of_eight=side, run_count=count, run_first_on=date(2026, 1, 1))


def drawn(shown: list[Row], language: Words = NB) -> dict[str, Any]:
    """The chart as Plotly understands it; it raises ValueError at a property that it does not know."""
    drawing = RunDrawing(
        shown,
        [{"occurred_on": date(2026, 2, 10), "letter": "C"}],
        Span(date(2026, 1, 1), date(2026, 12, 1), 290),
    )
    found: dict[str, Any] = go.Figure(run_figure(drawing, language, LIGHT).to_dict()).to_plotly_json()
    return found


def texts(chart: dict[str, Any]) -> list[str]:
    return [note["text"] for note in chart["layout"]["annotations"]]


OUTSIDE = month(5, 38, is_outside=True)
NAMED = {
    "an ordinary year": (months(*ORDINARY), "Ingen måned skiller seg ut"),
    "one month outside": ([*months(*ORDINARY), OUTSIDE], "Mai 2026 skiller seg ut"),
    "two outside": (
        [month(1, -40, is_outside=True), month(2, 5), OUTSIDE], "Januar 2026 og mai 2026 skiller seg ut"
    ),
    "many outside": (months(*([60] * 4), is_outside=True), "4 måneder skiller seg ut"),
    "a run": (in_a_row(9, "above"), "9 måneder på rad lå over snittet"),
    "a run and a month": (
        [*in_a_row(8, "below"), month(9, 50, is_outside=True)],
        "September 2026 skiller seg ut og 8 måneder på rad lå under snittet",
    ),
    "too few": (waiting(7), "For få måneder til å si hva som er vanlig"),
    "no change at all": ([month(1, None, why_not="no_value")], "Ingen månedlig endring kan regnes ut i perioden"),
    "no month": ([], "Ingen månedlig endring kan regnes ut i perioden"),
}  # fmt: skip


@pytest.mark.parametrize("case", NAMED)
def test_the_title_is_the_finding(case: str) -> None:
    shown, title = NAMED[case]
    assert finding(shown, NB) == title


def test_mean_and_limits_are_named_with_their_values_and_so_is_the_newest_month() -> None:
    chart = drawn(months(*ORDINARY))
    assert sorted(texts(chart)) == [
        "<b>+7</b><br>apr 2026", "<b>C</b>", "nedre grense<br>−2,4", "snitt<br>+6,5", "øvre grense<br>+15,4",
    ]  # fmt: skip
    limits = {trace["y"][0]: trace["line"]["dash"] for trace in chart["data"] if trace.get("mode") == "lines"}
    assert limits == {-2.4: "dash", 15.4: "dash", 6.5: "solid"}


def test_only_a_month_outside_gets_a_label_at_its_point() -> None:
    chart = drawn([*months(*ORDINARY), OUTSIDE, month(6, 5)])
    assert [text for text in texts(chart) if "mai" in text] == ["<b>+38</b> mai 2026"]
    assert not [text for text in texts(chart) if "jan" in text or "feb" in text]


def test_a_month_outside_that_is_the_newest_is_named_once() -> None:
    assert [text for text in texts(drawn([*months(*ORDINARY), OUTSIDE])) if "mai" in text] == [
        "<b>+38</b><br>mai 2026"
    ]


def test_a_run_has_a_bracket_as_long_as_it_and_its_whole_length_in_words() -> None:
    run = [{**row, "run_count": 11} for row in in_a_row(9, "above")]
    chart = drawn([*run, month(10, 2)])
    assert "11 på rad over snittet" in texts(chart)
    bracket = [shape for shape in chart["layout"]["shapes"] if shape["y0"] == shape["y1"]]
    assert [(line["x0"], line["x1"]) for line in bracket] == [(date(2026, 1, 15), date(2026, 9, 15))]


def test_two_runs_that_follow_each_other_are_two() -> None:
    second = [
        {**row, "run_of_eight": "below", "run_first_on": date(2026, 9, 1)} for row in in_a_row(2, "below")
    ]
    assert [len(run) for run in runs([*in_a_row(8, "above"), *second])] == [8, 2]


def test_a_month_without_a_change_breaks_the_line_and_is_hatched() -> None:
    shown = [
        *months(6, 4),
        month(3, None, why_not="no_value", value=None),
        month(4, None, why_not="after_gap"),
        month(5, 6),
    ]
    chart = drawn(shown)
    (series,) = [trace for trace in chart["data"] if trace.get("mode") == "lines+markers"]
    assert (list(series["y"]), series["connectgaps"]) == ([6, 4, None, None, 6], False)
    (gaps,) = [trace for trace in chart["data"] if trace["type"] == "bar"]
    assert list(gaps["x"]) == [date(2026, 3, 15), date(2026, 4, 15)]


def test_before_twelve_months_there_are_changes_and_no_limits() -> None:
    chart = drawn(waiting(7))
    assert [trace["mode"] for trace in chart["data"]] == ["lines+markers"]
    assert run_summary(waiting(7), NB) == (
        "Juli 2026: +5. 7 av 12 måneder. Når 5 måneder til har en endring, kan grensene for vanlig variasjon regnes ut."
    )
    assert "Når 1 måned til" in run_summary(waiting(11), NB)
    assert "7 av 12 måneder er for få til å vurdere." in beside_run(waiting(7), NB)


def test_twelve_months_that_never_follow_each_other_say_so() -> None:
    shown = [{**row, "change_count": 16} for row in waiting(3)]
    assert "16 måneder har en endring, men aldri to på rad." in run_summary(shown, NB)


def test_the_summary_holds_all_that_the_picture_shows() -> None:
    shown = [*in_a_row(8, "above"), month(9, None, why_not="no_value"), month(10, None, why_not="after_gap"),
             month(11, None, why_not="origin"), month(12, 38, is_outside=True)]  # fmt: skip
    assert run_summary(shown, NB) == (
        "Desember 2026: +38. Snittet er +6,5 i måneden, og vanlig variasjon går fra −2,4 til +15,4, "
        "regnet av 12 måneder. Utenfor grensene: desember 2026 (+38). 8 måneder på rad over snittet, fra januar 2026. "
        "Ikke registrert: september 2026. Ingen endring for oktober 2026, for måneden før mangler. "
        "Ingen endring for november 2026, for tallet har et annet opphav enn måneden før."
    )


def test_a_month_without_a_change_says_why_in_the_table() -> None:
    shown = [month(1, None, why_not="first"), month(2, None, why_not="no_value", value=None),
             month(3, None, why_not="uneven", value_basis="platform"), OUTSIDE]  # fmt: skip
    told = under_run(shown, FOLLOWERS, NB)
    for said in ("ingen måling før denne", "ikke registrert", "ikke regnet ut: ikke omtrent en måned mellom målingene",
                 "+38 · utenfor grensene", "hentet fra Facebook", "lagt inn for hånd"):  # fmt: skip
        assert f">{said}</td>" in told


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        (months(*ORDINARY), ("Netto følgere per måned", "+7", "april 2026 · Ingen måned skiller seg ut")),
        (waiting(7), ("Netto følgere per måned", "7 av 12", "For få måneder til å si hva som er vanlig")),
        (
            [month(1, None, why_not="no_value")],
            ("Netto følgere per måned", "12 av 12", "Ingen månedlig endring kan regnes ut i perioden"),
        ),
    ],
)
def test_a_meeting_is_told_the_newest_change_and_the_finding(shown: list[Row], line: tuple[str, ...]) -> None:
    assert run_line(shown, NB) == line


@pytest.mark.parametrize(
    ("language", "title", "decimal"),
    [
        ("nb", "Mai 2026 skiller seg ut", "+15,4"),
        ("nn", "Mai 2026 skil seg ut", "+15,4"),
        ("en", "May 2026 stands out", "+15.4"),
    ],
)
def test_every_language_has_its_words_and_its_decimals(language: str, title: str, decimal: str) -> None:
    shown = [*months(*ORDINARY), OUTSIDE]
    told = above_run(shown, {**FOLLOWERS, "name_nn": "Følgjarar"}, words(language))
    assert f"<h2>{title}</h2>" in told
    assert decimal in told
    assert [text for text in texts(drawn(shown, words(language))) if text.endswith(decimal)]


@pytest.mark.parametrize(
    ("ends", "named"),
    [
        ((-20.0, 45.0), ["−20", "0", "+20", "+40"]),
        ((-1.0, 1.0), ["−1", "0", "+1"]),
        ((-30.0, 80.0), ["−25", "0", "+25", "+50", "+75"]),
    ],
)
def test_at_most_five_hairlines_stand_at_round_numbers_with_their_signs(
    ends: tuple[float, float], named: list[str]
) -> None:
    assert ticks(ends, NB)["ticktext"] == named
