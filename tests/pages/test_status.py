"""The status screen over a real warehouse: are we doing what we said, what changed, who must do what next."""

import re
from datetime import date
from pathlib import Path

import pytest

from foundation.words import words
from tests.pages.published import completion, figure, html, open_page, publish
from ui.data import rows
from ui.meeting import Line
from ui.meeting_slides import SLIDES
from ui.status_data import read_status

AS_OF = date(2026, 11, 20)


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    stories = [completion("T1.E2", date(2026, month, 12)) for month in (1, 2, 3, 4, 5, 6, 8, 9)]
    stories.append(completion("T1.E2", date(2026, 10, 28), known_from=date(2026, 11, 6)))
    talks = [
        completion("X1", date(2026, 10, 4), unit_id=area) for area in ("helsetjenesten", "kulturtjenesten")
    ]
    withdrawn = completion("T1.I2", date(2026, 9, 10), known_to=date(2026, 11, 6))
    profile = [
        completion("T1.E3", date(2026, 10, day), value=value, n=n)
        for day, value, n in ((1, 0.5, 20), (20, 0.8, 10))
    ]
    figures = [
        figure("followers", date(2026, 10, 24), 1980),
        figure("followers", date(2026, 11, 14), 1983),
        figure("response_rate", date(2026, 10, 31), 0.75, n=12),
    ]
    folder = tmp_path_factory.mktemp("status")
    return publish(folder, {"completion": [*stories, *talks, withdrawn, *profile], "metric_value": figures})


@pytest.fixture(autouse=True)
def _published(configuration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configuration))


def read(**asked: str) -> str:
    """The status screen's HTML; fails on any exception."""
    page = open_page("status", **asked)
    assert [error.message for error in page.exception] == []
    return html(page)


def text(screen: str) -> str:
    """What a reader reads, each run of spaces one."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", screen))


def items(screen: str, section: str) -> list[str]:
    """The texts of a list on the screen."""
    inside = screen.split(f'class="{section}"', 1)[1].split("</section>", 1)[0]
    return [text(item).strip() for item in re.findall(r"<li[^>]*>(.*?)</li>", inside, re.DOTALL)]


def test_the_screen_asks_one_question_and_has_its_headings_in_order() -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", read())]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_three_goals_and_what_runs_across_stand_with_a_headline_each() -> None:
    screen = read()
    assert re.findall(r'href="mal\?goal=(\w+)"><small>([^<]*)', screen) == [
        ("G1", "Mål 1"),
        ("G2", "Mål 2"),
        ("G3", "Mål 3"),
        ("X", "På tvers av målene"),
    ]
    assert len(re.findall(r'class="headline headline-\w+"', screen)) == 4


def test_the_counts_of_a_goal_add_up_to_its_measures() -> None:
    goals = re.findall(r'class="status-legend">(.*?)</ul>', read(), re.DOTALL)
    assert [sum(int(count) for count in re.findall(r"<span>(\d+) ", goal)) for goal in goals] == [7, 7, 3]


def test_what_runs_across_says_how_many_areas_are_covered() -> None:
    assert "2 av 17 tjenesteområder, frist 31.12.2026" in text(read())


def test_a_record_that_came_in_after_the_earlier_day_is_a_change_and_replays_as_known_then() -> None:
    assert [
        item for item in items(read(since="2026-10-26"), "status-changes") if "Glad-historier" in item
    ] == ["→ Glad-historier 8 → 9 av 12 perioder fortsatt forsinket"]
    screen = read(as_of="2026-11-05", since="2026-10-26")
    assert [item for item in items(screen, "status-changes") if "8 → 9" in item] == []


def test_a_count_that_fell_says_what_became_of_the_record_on_the_screen_and_on_its_slide() -> None:
    said = "1 → 0 av 11 perioder, én registrering er trukket tilbake"
    assert [item for item in items(read(since="2026-10-26"), "status-changes") if said in item] != []
    told = [line.text for slide in SLIDES[""](AS_OF, date(2026, 10, 26), words("nb")) for line in slide.lines]
    assert told.count(said) == 1


def test_a_value_that_too_few_answers_were_given_for_says_so_where_it_is_told() -> None:
    screen = text(read(since="2026-10-15")).replace("\u00a0", " ")
    assert (
        "Grafisk profil i bruk 80 % (8 av 10), for få svar til å avgjøre forsinket → mangler data" in screen
    )
    assert re.search(r"kan ikke vurderes: .* og ett kan ikke avgjøres\.", screen)


def test_the_screen_says_which_measures_are_not_among_those_judged() -> None:
    assert "18 av 20 tiltak vurderes." in read()
    assert (
        "Utenom er Aktiv bruk av verdiene (måles som resultat) og Årshjul for medieoppslag (valgfritt)."
        in read()
    )


def test_a_measure_behind_says_the_same_on_its_slide() -> None:
    told = {
        line.label: line.text for slide in SLIDES[""](AS_OF, AS_OF, words("nb"))[2:] for line in slide.lines
    }
    assert told["Introduksjonsprogram"] == (
        "Ikke registrert: 2. halvår og 1. halvår. 324 dager over fristen, neste frist 31.12.2026"
    )
    assert told["Verdisamtale"] == "0 av 17, kravet nå er 12. 204 dager over fristen, neste frist 31.12.2026"


def test_a_meeting_reads_all_that_is_behind_and_how_many_more_there_are() -> None:
    day = date(2026, 11, 20)
    behind = sum(row["behind_place"] is not None for row in read_status(day, day).deadlines)
    due = [line for slide in SLIDES[""](day, day, words("nb"))[2:] for line in slide.lines]
    assert len(due) == behind + 1 == 16
    assert due[-1] == Line("", "Og 1 tiltak til har frist innen 31.12.2026.", "")


def test_when_nothing_changed_the_screen_says_so() -> None:
    assert "Ingen endring siden 18.11.2026." in text(read(since="2026-11-18"))


def test_what_is_over_its_date_comes_first_with_its_role_its_step_and_its_day() -> None:
    assert items(read(), "status-deadlines")[0] == (
        "Kommunedirektør Felles profil og bildebase · Profilen er vedtatt 416 dager over fristen 30.09.2025 forslag"
    )


def test_a_measure_behind_names_the_periods_that_were_not_recorded() -> None:
    assert items(read(), "status-deadlines")[3] == (
        "Ikke avklart Introduksjonsprogram · ikke registrert: 2. halvår og 1. halvår "
        "324 dager over fristen, neste frist 31.12.2026"
    )


@pytest.mark.parametrize("as_of", ["2025-12-31", "2026-01-10", "2026-06-30", "2026-11-20"])
def test_no_measure_that_is_behind_is_left_out_and_the_order_is_that_of_what_needs_action(as_of: str) -> None:
    day = date.fromisoformat(as_of)
    shown = [row["measure_id"] for row in read_status(day, day).deadlines if row["behind_place"] is not None]
    behind = [row["measure_id"] for row in rows("actions_lines", as_of=day) if row["need"] == "behind"]
    assert shown == behind != []


def test_a_list_that_is_cut_says_how_many_more_there_are() -> None:
    screen = read()
    assert len(items(screen, "status-deadlines")) == 6
    assert "Og 10 tiltak til, 9 av dem på etterskudd." in text(screen)


def test_a_proposed_deadline_is_marked_and_the_mark_explained() -> None:
    screen = read()
    assert '<span class="status-tag">forslag</span>' in screen
    assert "«forslag»: fristen er foreslått, ikke vedtatt." in screen


def test_the_pages_numbers_stand_with_their_dates_and_no_more_certainty_than_they_have() -> None:
    followers, likes, rate = items(read(), "status-numbers")
    assert followers.startswith("Følgere 1 983 per 14.11.2026 · +3 siden 24.10.2026")
    assert likes == "Likerklikk på siden Ingen måling registrert."
    assert "75 % 9 av 12 · per 31.10.2026" in rate
    assert "Kan ikke avgjøres. 12 er for få til å si om målverdien er nådd. Målverdi 90 % forslag" in rate


def test_at_most_twelve_numbers_are_set_larger_or_bolder_than_the_text() -> None:
    loud = re.findall(r'<(?:b|h[1-3]|p class="status-value)\b[^>]*>(.*?)</(?:b|h[1-3]|p)>', read(), re.DOTALL)
    numbers = [number for part in loud for number in re.findall(r"\d[\d.]*(?: \d{3})*", text(part))]
    assert {"75", "1 983"} <= set(numbers)
    assert len(numbers) <= 12


def test_links_keep_the_readers_day_and_language() -> None:
    assert 'href="mal?goal=G1&amp;as_of=2026-11-05&amp;lang=en"' in read(as_of="2026-11-05", lang="en")


def test_the_screen_is_whole_in_english_and_in_nynorsk() -> None:
    assert "Are we doing what we said?" in read(lang="en")
    assert "Who must do what" in read(lang="en")
    assert "Gjer vi det vi sa?" in read(lang="nn")
