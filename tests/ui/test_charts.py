"""The charts: gaps stay gaps, lines that are no series are named, and nothing is shown only on hover."""

from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from foundation.words import words
from ui.chart_frame import spread
from ui.charts import Drawing, figure, missing, span
from ui.dialogue_chart import config
from ui.measures import Row
from ui.theme import LIGHT

NB = words("nb")
TARGET = {"value": 0.9, "basis": "decided", "valid_from": None, "valid_to": None, "decided_on": None}


def month(number: int, value: float | None, n: int | None = None, **columns: object) -> Row:
    """A row of dialogue_points in 2026."""
    row = {
        "month_on": date(2026, number, 1), "observed_on": None if value is None else date(2026, number, 28),
        "value": value, "n": n, "low": None, "high": None, "value_basis": "typed", "is_new_origin": False,
    }  # fmt: skip
    return {**row, **columns}


def drawing(points: list[Row], unit: str = "share", **columns: Any) -> Drawing:
    """A drawing of points with no reference, targets or events but those named."""
    ended_on = columns.get("ended_on")
    metric = {
        "metric_id": "m", "name_nb": "Likerklikk", "unit": unit, "reference_value": columns.get("reference"),
        "valid_to": ended_on, "is_ended": ended_on is not None,
    }  # fmt: skip
    targets, events, before = (columns.get(name, ()) for name in ("targets", "events", "before"))
    return Drawing(metric, points, targets, events, 300, before)


def drawn(chart: Drawing) -> dict[str, Any]:
    """The chart as Plotly understands it; it raises ValueError at a property that it does not know."""
    found: dict[str, Any] = go.Figure(figure(chart, NB, LIGHT).to_dict()).to_plotly_json()
    return found


def texts(chart: dict[str, Any]) -> list[str]:
    """Everything that is written on a chart beside its axes."""
    return [note["text"] for note in chart["layout"].get("annotations", ())]


def lines(chart: dict[str, Any]) -> list[dict[str, Any]]:
    """The lines of a chart: its series, targets and reference."""
    return [trace for trace in chart["data"] if "lines" in trace.get("mode", "")]


def test_a_missing_month_breaks_the_line_and_is_hatched() -> None:
    chart = drawn(drawing([month(5, 0.8), month(6, None), month(7, 0.7), month(8, None)]))
    (series,) = lines(chart)
    assert (list(series["y"]), series["connectgaps"]) == ([0.8, None, 0.7, None], False)
    (gap,) = [trace for trace in chart["data"] if trace["type"] == "bar"]
    assert list(gap["x"]) == [date(2026, 6, 15)]
    assert gap["marker"]["pattern"]["shape"] == "/"


def test_only_months_between_two_values_are_missing() -> None:
    points = [month(1, None), month(2, 1.0), month(3, None), month(4, 1.0), month(5, None)]
    assert missing(points) == [points[2]]
    assert missing([month(1, None)]) == []


def test_a_share_has_a_band_and_its_n_and_a_level_has_neither() -> None:
    points = [month(1, 0.75, 12, low=0.47, high=0.91), month(2, 0.8)]
    share = drawn(drawing(points))
    (band,) = [trace for trace in share["data"] if trace["type"] == "bar"]
    assert (list(band["base"]), list(band["y"])) == ([0.47], [pytest.approx(0.44)])
    assert [list(trace["text"]) for trace in share["data"] if trace.get("mode") == "text"] == [["12"]]
    level = drawn(drawing([month(1, 1868.0), month(2, 1870.0)], unit="accounts"))
    assert [trace["mode"] for trace in level["data"]] == ["lines+markers"]


def test_with_more_than_a_year_n_is_left_to_the_table() -> None:
    points = [month(1 + place % 12, 0.75, 12) for place in range(13)]
    assert [trace for trace in drawn(drawing(points))["data"] if trace.get("mode") == "text"] == []


def test_the_last_value_the_target_and_the_strategys_value_are_named_where_they_end() -> None:
    chart = drawn(drawing([month(1, 0.75, 12)], targets=[TARGET], reference=0.7))
    assert texts(chart) == ["n", "mål 90\u00a0%", "strategien<br>70\u00a0%", "<b>75\u00a0%</b><br>9 av 12"]
    assert [trace["line"]["dash"] for trace in lines(chart)[:2]] == ["solid", "dot"]


def test_a_proposed_target_is_dashed_and_says_so() -> None:
    chart = drawn(drawing([month(1, 0.75, 12)], targets=[{**TARGET, "basis": "proposed"}]))
    assert lines(chart)[0]["line"]["dash"] == "dash"
    assert "mål 90\u00a0%<br>forslag" in texts(chart)


def test_a_target_begins_where_it_was_decided_and_an_older_one_keeps_its_line_unnamed() -> None:
    older = {**TARGET, "value": 0.8, "valid_to": date(2026, 2, 14)}
    newer = {**TARGET, "decided_on": date(2026, 2, 15)}
    chart = drawn(drawing([month(number, 0.7, 10) for number in (1, 2, 3)], targets=[older, newer]))
    assert [list(trace["x"]) for trace in lines(chart)[:2]] == [
        [date(2026, 1, 1), date(2026, 2, 14)],
        [date(2026, 2, 15), date(2026, 4, 1)],
    ]
    assert [text for text in texts(chart) if text.startswith("mål")] == ["mål 90\u00a0%"]
    (stroke,) = [trace for trace in chart["data"] if trace.get("mode") == "markers"]
    assert list(stroke["x"]) == [date(2026, 2, 15)]


def test_the_strategys_value_is_a_line_right_across_and_never_a_point() -> None:
    chart = drawn(drawing([month(1, 1900.0), month(2, 1910.0)], unit="accounts", reference=1843.0))
    reference = lines(chart)[0]
    assert (reference["mode"], list(reference["x"])) == ("lines", [date(2026, 1, 1), date(2026, 3, 4)])


def test_an_event_is_a_letter_with_a_line_at_its_day() -> None:
    events = [
        {"occurred_on": date(2026, 1, 10), "letter": "D"},
        {"occurred_on": date(2026, 2, 20), "letter": "E"},
    ]
    chart = drawn(drawing([month(1, 1.0), month(2, 2.0)], unit="accounts", events=events))
    assert texts(chart)[:2] == ["<b>D</b>", "<b>E</b>"]
    assert [shape["x0"] for shape in chart["layout"]["shapes"]] == [date(2026, 1, 10), date(2026, 2, 20)]


def test_the_pointer_is_told_the_same_words_as_the_table() -> None:
    chart = drawn(drawing([month(1, 0.75, 12, low=0.47, high=0.91), month(2, None)]))
    assert list(lines(chart)[0]["text"]) == [
        "<b>75\u00a0%</b> 9 av 12<br>95 % usikkerhet: 47\u00a0% til 91\u00a0%<br>målt 28.01.2026",
        "",
    ]


def test_a_share_is_drawn_on_the_whole_scale_and_a_level_on_its_own() -> None:
    level = drawing([month(1, 1900.0), month(2, 2000.0)], unit="accounts", reference=1800.0)
    assert span(drawing([month(1, 0.75)])) == (-0.13, 1.04)
    assert span(level) == (1776.0, 2024.0)


def test_names_that_would_touch_move_apart_as_little_as_needed() -> None:
    assert spread([0.9, 0.75, 0.75], 0.1) == pytest.approx([0.9, 0.7, 0.8])
    assert spread([0.9, 0.88, 0.3], 0.1) == pytest.approx([0.94, 0.84, 0.3])
    assert spread([], 0.1) == []


def test_there_is_no_tool_bar_and_the_months_are_norwegian() -> None:
    found = config(NB)
    assert (found["displayModeBar"], found["locale"]) == (False, "screen")
    assert "'shortMonths': ['jan', 'feb', 'mar', 'apr', 'mai'" in str(found["locales"])


def test_where_the_origin_changes_the_line_is_broken_and_the_break_is_named() -> None:
    points = [
        month(1, 10.0),
        month(2, 11.0),
        month(3, 90.0, value_basis="platform", is_new_origin=True),
        month(4, 91.0),
    ]
    chart = drawn(drawing(points, unit="accounts"))
    (series,) = lines(chart)
    assert (list(series["y"]), series["connectgaps"]) == ([10.0, 11.0, None, 90.0, 91.0], False)
    assert [shape["x0"] for shape in chart["layout"]["shapes"]] == [date(2026, 3, 1)]
    assert "herfra hentet<br>fra Facebook" in texts(chart)


def test_a_number_that_died_ends_in_a_mark_with_its_date() -> None:
    chart = drawn(
        drawing([month(1, 10.0), month(2, None), month(3, None)], unit="accounts", ended_on=date(2026, 1, 15))
    )
    assert [shape["x0"] for shape in chart["layout"]["shapes"]] == [date(2026, 1, 15)]
    assert "Likerklikk:<br>tallet finnes ikke<br>etter 15.01.2026" in texts(chart)


def test_a_number_that_died_before_the_months_shown_has_no_mark_in_them() -> None:
    chart = drawn(drawing([month(2, 10.0), month(3, 11.0)], unit="accounts", ended_on=date(2026, 1, 15)))
    assert "shapes" not in chart["layout"]


def test_the_number_that_took_over_starts_a_line_of_its_own() -> None:
    old = drawing(
        [month(1, 10.0), month(2, 11.0), month(3, None)], unit="accounts", ended_on=date(2026, 2, 14)
    )
    new = drawing(
        [month(1, None), month(2, 90.0), month(3, 91.0)], unit="accounts", before=[(old.metric, old.points)]
    )
    chart = drawn(new)
    assert [list(line["y"]) for line in lines(chart)] == [[10.0, 11.0, None], [None, 90.0, 91.0]]
    assert len({line["line"]["color"] for line in lines(chart)}) == 2
    assert "Likerklikk:<br>tallet finnes ikke<br>etter 14.02.2026" in texts(chart)
    assert span(new) == (10.0 - 81 * 0.12, 91.0 + 81 * 0.12)


def test_a_dead_number_without_a_value_in_the_months_shown_leaves_no_mark() -> None:
    old = drawing([month(1, None), month(2, None)], unit="accounts", ended_on=date(2026, 1, 14))
    chart = drawn(
        drawing([month(1, 90.0), month(2, 91.0)], unit="accounts", before=[(old.metric, old.points)])
    )
    assert "shapes" not in chart["layout"]


@pytest.mark.parametrize(("level", "anchor"), [(90.0, "bottom"), (10.0, "top")])
def test_the_words_of_a_break_stand_where_the_line_is_not(level: float, anchor: str) -> None:
    points = [
        month(1, 50.0),
        month(2, level, is_new_origin=True),
        month(3, level),
        month(4, 10.0),
        month(12, 90.0),
    ]
    chart = drawn(drawing(points, unit="accounts"))
    (note,) = [note for note in chart["layout"]["annotations"] if "herfra" in note["text"]]
    assert note["yanchor"] == anchor
