"""Where the dialogue screen's figures come from: Meta's own, our own calculation, or only how many wrote."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.pages.published import figure, html, open_page, publish
from warehouse.build import Row

DAY = date(2026, 11, 19)
PAGE = {"page_id": "main", "source_id": "f", "position": 1, "is_main": True}
RESPONSE = {
    "page_id": "main", "source_id": "f", "observed_on": DAY, "window_days": 30, "received_count": 20,
    "answered_count": 15, "median_minutes": 40.0, "fastest_mean_minutes": 30.0, "truncated_count": 0,
    "method_version": "1", "is_withheld": False, "known_from": DAY,
}  # fmt: skip
ORGANISATION = {"name": "Prøve", "municipality_number": "3427", "language": "nb", "timezone": "Europe/Oslo"}
TYPED = figure("response_rate", date(2026, 10, 31), 0.9, n=40, value_basis="typed")
WROTE = [figure("new_conversations", DAY - timedelta(days=ago), 2, page_id="main") for ago in range(20)]
Publish = Callable[..., str]


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publish:
    """Publishes rows and gives what can be read on the screen."""

    def run(language: str = "nb", **tables: Sequence[Row]) -> str:
        rows: Mapping[str, Sequence[Row]] = {"organisation": [ORGANISATION], "page": [PAGE], **tables}
        monkeypatch.setenv("DASHBOARD_CONFIG", str(publish(tmp_path, rows)))
        page = open_page("dialogue", lang=language)
        assert [error.message for error in page.exception] == []
        return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]*>", " ", html(page)))

    return run


def test_own_calculation_and_metas_figure_stand_apart_and_each_says_what_it_is(shown: Publish) -> None:
    said = shown(metric_value=[TYPED], page_response=[RESPONSE])
    meta, own = said.split("Egen beregning: hvor mange fikk svar innen et døgn", 1)
    assert "Opphav: Metas tall, lagt inn for hånd." in meta
    assert "90\u00a0%" in meta.split("Vis tallene")[0]
    assert "75\u00a0% 15 av 20" in own
    assert "Opphav: egen beregning." in own
    assert "Egen beregning, ikke Metas tall." in own


def test_the_table_tells_the_origin_of_every_value(shown: Publish) -> None:
    said = shown(metric_value=[TYPED], page_response=[RESPONSE])
    assert re.search(
        r"Opphav oktober 2026 90\u00a0% · 36 av 40 .{0,60} Metas tall, lagt inn for hånd",
        said.replace("  ", " "),
    )
    assert "19.11.2026 egen beregning" in re.sub(r" +", " ", said)


def test_without_a_rate_only_how_many_wrote_is_said(shown: Publish) -> None:
    said = shown(metric_value=WROTE)
    assert "40 nye samtaler de siste 30 dagene (20 av dem med tall), ifølge Facebook." in said


def test_where_a_rate_is_known_the_volume_does_not_take_its_place(shown: Publish) -> None:
    assert "nye samtaler de siste 30 dagene" not in shown(metric_value=[TYPED, *WROTE])


def test_own_calculation_of_too_few_is_not_drawn(shown: Publish) -> None:
    withheld = {**RESPONSE, "is_withheld": True, "received_count": None, "answered_count": None}
    assert "Egen beregning" not in shown(metric_value=[TYPED], page_response=[withheld])


@pytest.mark.parametrize(
    ("language", "word"), [("nb", "egen beregning"), ("nn", "eiga utrekning"), ("en", "own calculation")]
)
def test_every_language_has_its_word_for_own_calculation(shown: Publish, language: str, word: str) -> None:
    assert f": {word}." in shown(language, metric_value=[TYPED], page_response=[RESPONSE])
