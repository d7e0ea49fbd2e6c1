"""The dialogue screen with two years of figures: unusual months, dead numbers, new origins, other pages."""

import json
import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from foundation.words import words
from tests.pages.published import figure, html, open_page, publish, register
from ui.dialogue_data import read_dialogue
from ui.meeting import Line
from ui.meeting_slides import dialogue_slides
from warehouse.build import Row

AS_OF = date(2026, 11, 20)
READ = date(2026, 11, 19)
ENDED = date(2025, 11, 15)
ORGANISATION = {"name": "Prøve", "municipality_number": "3427", "language": "nb", "timezone": "Europe/Oslo"}
CHANGES = (0, 6, 4, 9, 7, 3, 8, 5, 10, 6, 4, 7, 9, 5, 6, 8, 4, 7, 61, 6, 5, 8, 7, 6)
Shown = tuple[AppTest, str]
Show = Callable[..., Shown]


def month_ends(count: int) -> list[date]:
    """The last days of so many months, the last of them October 2026."""
    months = [divmod(2026 * 12 + 9 - back, 12) for back in range(count - 1, -1, -1)]
    return [date(year, month + 1, monthrange(year, month + 1)[1]) for year, month in months]


def followed(changes: Sequence[int] = CHANGES, first: int = 1000, **columns: Any) -> list[Row]:
    """Followers at each month's end, so many at first and then changed by so many."""
    levels = [first + sum(changes[: place + 1]) for place in range(len(changes))]
    return [
        figure("followers", day, level, **{"value_basis": "typed", **columns})
        for day, level in zip(month_ends(len(changes)), levels, strict=True)
    ]


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Show:
    """Publishes rows and opens the screen; gives it and what can be read on it."""

    def run(asked: dict[str, str] | None = None, **tables: Sequence[Row]) -> Shown:
        monkeypatch.setenv(
            "DASHBOARD_CONFIG", str(publish(tmp_path, {"organisation": [ORGANISATION], **tables}))
        )
        page = open_page("dialogue", **(asked or {"months": "24"}))
        assert [error.message for error in page.exception] == []
        return page, re.sub(r"[ \n]+", " ", re.sub(r"<[^>]*>", " ", html(page)))

    return run


def chart_of(page: AppTest, place: int) -> tuple[str, dict[str, Any]]:
    """A chart's text alternative and its figure."""
    chart = page.get("plotly_chart")[place]
    return chart.proto.alt, json.loads(chart.proto.spec)


def test_the_months_changes_are_judged_by_their_own_limits(show: Show) -> None:
    page, said = show(metric_value=followed())
    assert "Mai 2026 skiller seg ut Følgere: netto endring per måned, med snitt og grenser" in said
    alternative, chart = chart_of(page, 0)
    assert alternative == (
        "Oktober 2026: +6. Snittet er +8,7 i måneden, og vanlig variasjon går fra −11,3 til +28,8, "
        "regnet av 23 måneder. Utenfor grensene: mai 2026 (+61)."
    )
    assert chart["layout"]["separators"] == ",\u00a0"
    assert "+6 oktober 2026 Innenfor vanlig variasjon." in said
    assert "oktober 2026 +6 1\u00a0201 31.10.2026 lagt inn for hånd" in said


def test_a_meeting_reads_the_finding_among_at_most_seven_lines(show: Show) -> None:
    show(metric_value=followed())
    assert len(read_dialogue(AS_OF, 12).changes) == 11
    (slide,) = dialogue_slides(AS_OF, AS_OF, words("nb"))
    assert slide.lines[-1] == Line(
        "", "Netto følgere per måned", "+6", "oktober 2026 · Mai 2026 skiller seg ut"
    )
    assert len(slide.lines) <= 7


def test_the_daily_series_is_used_where_it_has_more_months_and_never_joined(show: Show) -> None:
    daily = [{**row, "metric_id": "followers_daily", "value_basis": "platform"} for row in followed()]
    page, said = show(metric_value=[*daily, *followed((0, 500), value_basis="platform")])
    assert "Følgere dag for dag: netto endring per måned" in said
    _, chart = chart_of(page, 0)
    (line,) = [trace for trace in chart["data"] if trace.get("mode") == "lines+markers"]
    assert line["y"][-2:] == [7.0, 6.0]


def test_where_the_origin_changes_the_line_is_broken_and_nothing_is_subtracted_across(show: Show) -> None:
    before, after = followed()[:20], followed(first=1900)[20:]
    page, said = show(metric_value=[*before, *({**row, "value_basis": "platform"} for row in after)])
    assert "Ingen endring for juli 2026, for tallet har et annet opphav enn måneden før." in said
    assert (
        "Linjen er brutt ved juli 2026. Opphavet før: lagt inn for hånd. Opphavet etter: hentet fra Facebook."
        in said
    )
    assert "Siden hadde 2\u00a0101 følgere 31.10.2026, 21 flere enn 31.07.2026." in said
    _, levels = chart_of(page, 1)
    (line,) = [trace for trace in levels["data"] if trace.get("mode") == "lines+markers"]
    assert line["y"][-7:] == [1175.0, None, 2080.0, 2088.0, 2095.0, 2101.0, None]


def ended(metric_id: str) -> list[Row]:
    """The register's metrics, one of them ended on 15 November 2025."""
    return [
        {**metric, "valid_to": ENDED} if metric["metric_id"] == metric_id else metric
        for metric in register()["metric"]
    ]


def test_a_dead_number_says_when_it_died_and_is_not_called_old(show: Show) -> None:
    likes = [
        figure("likes", ENDED - timedelta(days=31 * back), 1934, value_basis="typed") for back in range(3)
    ]
    after = figure("likes", READ, 1201)
    page, said = show(metric_value=[*likes, after], metric=ended("likes"))
    assert said.count("Likerklikk på siden: tallet finnes ikke etter 15.11.2025.") == 2
    assert "1\u00a0934 per 15.11.2025" in said
    assert "1\u00a0201" not in said
    _, chart = chart_of(page, 0)
    assert "Likerklikk på siden:<br>tallet finnes ikke<br>etter 15.11.2025" in [
        note["text"] for note in chart["layout"]["annotations"]
    ]


def test_a_dead_number_is_pointed_to_where_its_last_values_are_out_of_sight(show: Show) -> None:
    page, said = show({"months": "12"}, metric_value=[figure("likes", ENDED, 1934)], metric=ended("likes"))
    assert "tallet finnes ikke etter 15.11.2025. Velg 24 måneder for å se de siste verdiene." in said
    assert len(page.get("plotly_chart")) == 0


def test_the_number_that_took_over_stands_beside_the_dead_one_each_with_its_table(show: Show) -> None:
    old = [figure("fans", date(2025, month, 10), 1930) for month in (9, 10, 11)]
    new = [figure("followers_daily", date(2026, month, 10), 2000 + month) for month in range(2, 11)]
    page, said = show(metric_value=[*old, *new])
    assert "«Følgere dag for dag» tok over og telles for seg, så de to linjene er aldri satt sammen." in said
    assert "Vis tallene : Sidelikere dag for dag" in said
    _, chart = chart_of(page, 1)
    lines = [trace["y"] for trace in chart["data"] if trace.get("mode") == "lines+markers"]
    assert [[value for value in line if value is not None] for line in lines] == [
        [1930.0] * 3,
        [2000.0 + month for month in range(2, 11)],
    ]


def test_followers_stand_beside_those_of_other_pages_per_thousand(show: Show) -> None:
    pages = [
        {"page_id": "ours", "source_id": "f", "position": 1, "is_main": True},
        {
            "page_id": "theirs",
            "source_id": "f",
            "position": 2,
            "is_main": False,
            "municipality_number": "3428",
        },
    ]
    counted = [
        figure("followers", READ, value, page_id=page) for page, value in (("ours", 1120), ("theirs", 960))
    ]
    inhabitants = [
        {
            "municipality_number": number,
            "year": 2026,
            "inhabitants": count,
            "source_id": "f",
            "known_from": READ,
        }
        for number, count in (("3427", 5600), ("3428", 2400))
    ]
    name = {
        "page_id": "theirs", "source_id": "f", "property": "name", "value": "Alvdal", "observed_on": READ,
        "known_from": READ,
    }  # fmt: skip
    page, said = show(page=pages, metric_value=counted, population=inhabitants, page_property=[name])
    assert "200 følgere per 1\u00a0000 innbyggere" in said
    assert "Kontoer er ikke innbyggere" in said
    assert "Alvdal: 400" in html(page)
