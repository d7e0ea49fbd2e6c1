"""The goal screen over a real warehouse: what each goal says, what a measure opens to, and what was known earlier."""

import re
from datetime import date
from pathlib import Path

import pytest

from foundation.words import words
from tests.pages.published import completion, figure, html, open_page, publish
from ui.marks import STATUSES
from ui.meeting_slides import goal_slides

MONTHS_DONE = (1, 2, 3, 5, 6, 8, 9, 10)


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    stories = [completion("T1.E2", date(2026, month, 12)) for month in MONTHS_DONE]
    link = "https://www.kommune.example/historier/april?side=1&sort=dato"
    stories += [
        completion(
            "T1.E2", date(2026, 5, 6), period="2026-04", known_from=date(2026, 5, 20), evidence_url=link,
            note="Nattevakt <script>alert(1)</script>", channel_id="sosiale_medier",
        ),
        completion("T1.E2", date(2025, 12, 3), evidence_url="javascript:alert(1)"),
        completion("T1.E2", date(2025, 11, 3), known_to=date(2026, 11, 10), note="Dobbeltført"),
        completion("T1.E2", date(2025, 10, 3), record_key="rettet", known_to=date(2026, 11, 12)),
        completion("T1.E2", date(2025, 10, 7), record_key="rettet", known_from=date(2026, 11, 12)),
    ]  # fmt: skip
    areas = ["barnevern", "kulturtjenesten", "helsetjenesten"]
    talks = [completion("T1.I3", date(2026, 3, 4), unit_id=area) for area in areas]
    sample = [completion("T1.E3", date(2026, 8, 31), value=0.8, n=10)]
    figures = [
        figure("response_rate", date(2026, 10, 31), 0.75, n=12),
        figure("followers", date(2026, 10, 31), 1983),
        figure("story_reach", date(2026, 6, 30), 412, n=10),
    ]
    folder = tmp_path_factory.mktemp("goal")
    return publish(folder, {"completion": [*stories, *talks, *sample], "metric_value": figures})


@pytest.fixture(autouse=True)
def _published(configuration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configuration))


def read(**asked: str) -> str:
    """The goal screen's HTML; fails on any exception."""
    page = open_page("goal", **asked)
    assert [error.message for error in page.exception] == []
    return html(page)


def headings(screen: str) -> list[tuple[str, str]]:
    """Every heading in its order: level and text."""
    return [
        (level, re.sub(r"<[^>]*>", "", text).strip())
        for level, text in re.findall(r"<h([1-6])[^>]*>(.*?)</h\1>", screen)
    ]


def measure(screen: str, measure_id: str) -> str:
    """The list item of one measure."""
    items: list[str] = re.findall(r'<li class="goal-measure">.*?</details></li>', screen, re.DOTALL)
    (found,) = [item for item in items if f"{measure_id} ·" in item]
    return found


def words_of(part: str) -> str:
    """What can be read in a part of the screen."""
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]*>", " ", part)).strip()


def test_the_first_goal_is_shown_and_the_address_chooses_another() -> None:
    assert headings(read())[0] == ("1", "Vi skal opptre som gode ambassadører for Tynset kommune.")
    assert headings(read(goal="G3"))[0] == (
        "1", "Alle ansatte skal ta medansvar for gode kommunikasjonsprosesser.",
    )  # fmt: skip
    assert headings(read(goal="X"))[0] == ("1", "Det som gjelder på tvers av målene")


def test_a_goal_that_does_not_exist_gives_the_first() -> None:
    assert headings(read(goal="G9"))[0][1].startswith("Vi skal opptre")


def test_a_chosen_goal_goes_into_the_address() -> None:
    page = open_page("goal")
    page.segmented_control[0].set_value("G2").run()
    assert page.query_params["goal"] == "G2"
    assert "Informasjon om Tynset kommune" in html(page)


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(level) for level, _ in headings(read())]
    assert levels[0] == 1
    assert [
        (above, below) for above, below in zip(levels, levels[1:], strict=False) if below > above + 1
    ] == []


def test_a_recurring_measure_gives_its_count_its_gaps_and_its_strip() -> None:
    found = measure(read(), "T1.E2")
    assert "<b>9 av 12</b> perioder i 2026, sist 12.10.2026. Ikke registrert: juli. For sent: april." in found
    assert (
        'aria-label="Perioder i 2026: januar i tide; februar i tide; mars i tide; april for sent; mai i tide; '
        "juni i tide; juli ikke registrert; august i tide; september i tide; oktober i tide; november åpen; "
        'desember kommer"'
    ) in found


def test_coverage_names_who_is_missing() -> None:
    found = words_of(measure(read(), "T1.I3"))
    assert "2 av 17 tjenesteområder. Krav nå: 12. Mangler: " in found
    assert "Kulturtjenesten" not in found.split("Regel, ansvar")[0]


def test_what_is_proposed_says_so_and_what_the_strategy_states_does_not() -> None:
    screen = read()
    assert "forslag" in words_of(measure(screen, "T1.I3")).split("Regel, ansvar")[0].split("Krav")[0]
    assert "Står i strategien: «månedlige»." in words_of(measure(screen, "T1.E2"))


def test_a_late_registration_a_correction_and_a_withdrawal_are_told() -> None:
    found = words_of(measure(read(), "T1.E2"))
    assert "06.05.2026 etterregistrert 20.05.2026" in found
    assert "Ført på april 2026." in found
    assert "07.10.2025 registrert 12.11.2026 Rettet 12.11.2026, sto før med 03.10.2025." in found
    assert "03.11.2025 Dobbeltført Trukket tilbake 10.11.2026, teller ikke." in found


def test_an_earlier_day_shows_the_records_as_they_were_known_then() -> None:
    found = words_of(measure(read(as_of="2026-11-09"), "T1.E2"))
    assert "03.10.2025" in found
    assert "07.10.2025" not in found
    assert "Dobbeltført Trukket" not in found
    before_the_late_one = measure(read(as_of="2026-05-19"), "T1.E2")
    assert "april ikke registrert" in before_the_late_one
    assert "06.05.2026" not in before_the_late_one


def test_only_ordinary_web_addresses_become_links() -> None:
    found = measure(read(), "T1.E2")
    assert re.findall(r'<a href="([^"]*)"[^>]*rel="([^"]*)"', found) == [
        ("https://www.kommune.example/historier/april?side=1&amp;sort=dato", "noopener noreferrer")
    ]
    assert "javascript:" not in found


def test_text_from_records_is_escaped() -> None:
    assert "Nattevakt &lt;script&gt;alert(1)&lt;/script&gt;" in read()


def test_every_table_has_a_caption_and_its_headings_say_what_they_head() -> None:
    screen = read()
    assert screen.count("<table") == screen.count("<caption>") > 0
    assert [cell for cell in re.findall(r"<th(?: [^>]*)?>", screen) if "scope=" not in cell] == []


def test_outcome_numbers_carry_n_interval_target_and_verdict() -> None:
    screen = read(goal="G2")
    outcome = words_of(screen.split("Resultat", 1)[1])
    assert "Svarprosent på meldinger 75\u00a0% 9 av 12 · 31.10.2026 47\u00a0% 91\u00a0%" in outcome
    assert "Kan ikke avgjøres. Målverdi 90\u00a0% (forslag)." in outcome
    assert "Følgere 1\u00a0983 31.10.2026 Ingen målverdi er vedtatt, derfor ingen vurdering." in outcome
    assert "Ingen måling registrert: Svartid, " in outcome


def test_a_number_that_is_too_old_is_shown_as_old() -> None:
    screen = read()
    assert '<p class="goal-value goal-old">412 <small>n = 10 · 30.06.2026</small></p>' in screen
    assert "Siste tall er fra 30.06.2026 og for gammelt til å gjelde nå." in screen


def test_the_audience_narrows_the_measures() -> None:
    found = read(audience="external")
    assert re.findall(r"(T1\.\w+) ·", found) == ["T1.E1", "T1.E2", "T1.E3"]


def test_a_value_that_too_few_answers_were_given_for_says_so_beside_its_word() -> None:
    found = words_of(measure(read(), "T1.E3")).replace("\u00a0", " ")
    assert "mangler data for få svar til å avgjøre" in found
    assert "80 % (8 av 10) 31.08.2026. Målverdi 90 % (forslag): kan ikke avgjøres." in found


def test_who_answers_and_how_sure_that_is_can_be_read() -> None:
    found = words_of(measure(read(), "T1.I1"))
    assert "Ikke avklart Personalavdelingen og 1 til, usikker lesning" in found
    assert "Fra linjen «Rådmannen/personalavdelingen.» (usikker lesning)." in found


def test_the_strategys_own_lines_on_how_are_there() -> None:
    assert "Skape stolthet og tilhørighet blant alle ansatte." in read()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "9 of 12</b> periods in 2026, last 12 Oct 2026. Not recorded: July. Late: April."),
     ("nn", "9 av 12</b> periodar i 2026, sist 12.10.2026. Ikkje registrert: juli. For seint: april.")],
)  # fmt: skip
def test_the_screen_speaks_the_readers_language(language: str, sentence: str) -> None:
    assert sentence in read(lang=language)


def test_the_newest_assessment_by_the_day_is_shown_with_its_role_and_changes_nothing() -> None:
    said = html(open_page("goal", goal="G1"))
    assert "Kommunedirektør, 26.10.2026. Ord om tallene; endrer ingen status." in said
    assert re.findall(r"<dt>(.*?)</dt>", said.split("goal-assessment", 1)[1])[:3] == [
        "Data",
        "Analyse",
        "Vurdering",
    ]


def test_a_goal_without_an_assessment_shows_no_empty_field() -> None:
    assert "goal-assessment" not in html(open_page("goal", goal="G2"))
    assert "goal-assessment" not in html(open_page("goal", goal="G1", as_of="2026-10-25"))


def test_a_meeting_reads_the_goals_word_and_how_many_measures_stand_how() -> None:
    first, *_ = goal_slides(date(2026, 11, 20), date(2026, 10, 26), words("nb"))
    assert (first.lines[0].label, first.lines[0].word) == ("Mål 1", "Krever handling")
    counted = [(line.status, int(line.word)) for line in first.lines[1:]]
    assert [status for status, _ in counted] == sorted((status for status, _ in counted), key=STATUSES.index)
    assert sum(count for _, count in counted) == 7
