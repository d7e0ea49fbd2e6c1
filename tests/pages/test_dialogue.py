"""The dialogue screen over a real warehouse: finding, chart with its words, table, and what is missing or old."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from foundation.words import words
from tests.pages.published import completion, figure, html, open_page, publish
from ui.meeting_slides import dialogue_slides

MONTH_ENDS = {
    date(2026, 5, 31): 1950, date(2026, 6, 30): 1955, date(2026, 8, 31): 1975, date(2026, 9, 30): 1978,
    date(2026, 10, 31): 1983,
}  # fmt: skip


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    figures = [figure("followers", day, value) for day, value in MONTH_ENDS.items()]
    figures += [figure("response_rate", day, 0.75, n=12) for day in MONTH_ENDS]
    figures += [figure("followers", date(2026, 10, 10), 1900), figure("likes", date(2025, 10, 31), 1934)]
    folder = tmp_path_factory.mktemp("dialogue")
    return publish(folder, {"metric_value": figures, "completion": [completion("T1.E2", date(2026, 10, 1))]})


@pytest.fixture(scope="module")
def empty_configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("empty"), {})


@pytest.fixture(autouse=True)
def _published(configuration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configuration))


def opened(**asked: str) -> AppTest:
    """The dialogue screen; fails on any exception."""
    page = open_page("dialogue", **asked)
    assert [error.message for error in page.exception] == []
    return page


def charts(page: AppTest) -> list[tuple[str, dict[str, Any]]]:
    """Each chart's text alternative and its figure."""
    return [(chart.proto.alt, json.loads(chart.proto.spec)) for chart in page.get("plotly_chart")]


def words_of(part: str) -> str:
    """What can be read in a part of the screen."""
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]*>", " ", part)).strip()


def test_the_question_is_answered_with_its_uncertainty() -> None:
    assert re.findall(r"<h1>(.*?)</h1>.*?dialogue-lead\">(.*?)</p>", html(opened())) == [
        (
            "Svarer vi folk, og når vi flere?",
            "Vi vet ikke sikkert om vi svarer godt nok: svarprosenten kan være alt fra 47\u00a0% til 91\u00a0%. "
            "Siden hadde 1\u00a0983 følgere 31.10.2026, 33 flere enn 31.05.2026.",
        )
    ]


def test_the_strategys_value_is_said_to_be_a_line_where_it_is_drawn() -> None:
    assert "Verdien har ingen dato og er tegnet som en linje, ikke et punkt." in html(opened())


def test_a_meeting_reads_the_rate_with_its_n_its_interval_and_its_target() -> None:
    (slide,) = dialogue_slides(date(2026, 11, 20), date(2026, 10, 26), words("nb"))
    rate = slide.lines[0]
    assert (rate.label, rate.word) == ("Svarprosent på meldinger", "75\u00a0%")
    assert rate.text.replace("\u00a0", " ") == (
        "9 av 12 · per 31.10.2026 · 47 % til 91 % · mål 90 % (forslag) · Kan ikke avgjøres"
    )


def test_a_few_messages_are_not_enough_to_judge_and_that_is_said() -> None:
    said = words_of(html(opened()))
    assert "For få meldinger til å si om målverdien er nådd" in said
    assert "12 meldinger er for få til å avgjøre om målverdien 90\u00a0% er nådd." in said
    assert "Målverdien 90\u00a0% er et forslag, ikke vedtatt." in said


def test_each_chart_has_its_sentence_as_its_text_alternative() -> None:
    assert [alternative for alternative, _ in charts(opened())] == [
        "31.10.2026: 75\u00a0% (9 av 12). Den egentlige andelen ligger trolig mellom 47\u00a0% og 91\u00a0%. "
        "Juli 2026 er ikke registrert.",
        "Oktober 2026: +5. 3 av 12 måneder. Når 9 måneder til har en endring, kan grensene for vanlig variasjon "
        "regnes ut. Ikke registrert: juli 2026. Ingen endring for august 2026, for måneden før mangler.",
        "Fra 1\u00a0950 (31.05.2026) til 1\u00a0983 (31.10.2026): 33 flere. Juli 2026 er ikke registrert.",
    ]


def test_a_month_without_a_value_is_a_gap_in_the_line_and_a_row_in_the_table() -> None:
    page = opened()
    (_, chart) = charts(page)[2]
    (series,) = [trace for trace in chart["data"] if trace.get("mode") == "lines+markers"]
    assert series["y"][-7:] == [1950.0, 1955.0, None, 1975.0, 1978.0, 1983.0, None]
    assert "juli 2026 ikke registrert" in words_of(html(page))


def test_the_months_newest_point_stands_for_the_month() -> None:
    table = html(opened()).split("Følgere per måned", 1)[1]
    assert words_of(table.split("</tr>")[1]) == "oktober 2026 1\u00a0983 31.10.2026 hentet fra Facebook"


def test_the_strategys_value_has_no_date_and_is_said_to_have_none() -> None:
    said = words_of(html(opened()))
    assert (
        "I strategien står 1\u00a0843. Verdien har ingen dato og er tegnet som en linje, ikke et punkt."
        in said
    )


def test_a_number_that_has_ended_says_so_and_is_not_drawn_where_there_is_nothing_to_draw() -> None:
    page = opened()
    said = words_of(html(page))
    assert (
        "Ingen verdier i perioden. Likerklikk på siden: tallet finnes ikke etter 15.11.2025. "
        "Velg 24 måneder for å se de siste verdiene."
    ) in said
    assert len(charts(page)) == 3
    assert len(charts(opened(months="24"))) == 4


def test_events_are_dated_letters_and_no_cause() -> None:
    said = words_of(html(opened()).split("dialogue-events", 1)[1])
    assert "Står ved siden av tallene. De forklarer dem ikke." in said
    assert "D 12.05.2026 Flomvarsel E 14.09.2026 Automatiske svar slått på i meldingstjenesten" in said


def test_months_without_any_event_list_none() -> None:
    assert "dialogue-events" not in html(opened(as_of="2020-01-01"))


def test_an_earlier_day_shows_what_was_known_then() -> None:
    page = opened(as_of="2026-09-15")
    assert "1\u00a0975 per 31.08.2026" in words_of(html(page))
    assert "Automatiske svar" in html(page)
    assert "Automatiske svar" not in html(opened(as_of="2026-09-13"))


def test_without_any_figures_the_screen_says_that_nothing_is_measured(
    empty_configuration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(empty_configuration))
    page = opened()
    said = html(page)
    assert "Svarprosenten er ikke målt. Følgertallet er ikke målt." in said
    assert "<h2>Ingen månedlig endring kan regnes ut i perioden</h2><p>Ingen verdier i perioden.</p>" in said
    assert "Følgertallet er ikke målt, så det er ingenting å dele på folketallet." in said
    assert charts(page) == []
    assert "I strategien står 1\u00a0843. Verdien har ingen dato." in said
    assert "tegnet som en linje" not in said
    assert "for å se de siste verdiene" not in said


@pytest.mark.parametrize("language", ["en", "nn"])
def test_the_screen_opens_in_every_language(language: str) -> None:
    assert "<h1>Svarer vi folk, og når vi flere?" not in html(opened(lang=language))


def test_every_table_has_a_caption_and_its_headings_say_what_they_head() -> None:
    screen = html(opened(months="24"))
    assert screen.count("<table") == screen.count("<caption>") == 5
    assert [cell for cell in re.findall(r"<th(?: [^>]*)?>", screen) if "scope=" not in cell] == []
