"""The channels screen over a real warehouse: what went through which channel, told apart, and why nothing did."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.pages.published import completion, html, open_page, publish
from warehouse.build import Row


def records() -> list[Row]:
    """Three talks in staff meetings, one programme face to face, two stories without a channel, one on the web."""
    talks = [
        completion("T1.I3", date(2026, 3, day), unit_id=area, channel_id="personalmote")
        for day, area in enumerate(("barnevern", "kulturtjenesten", "helsetjenesten"), 2)
    ]
    stories = [completion("T1.E2", date(2026, month, 12)) for month in (1, 2)]
    return [
        *talks,
        completion("T1.I1", date(2026, 4, 7), channel_id="ansikt_til_ansikt"),
        *stories,
        completion("T1.E2", date(2026, 5, 12), channel_id="nett"),
        completion("T1.E2", date(2025, 5, 12), channel_id="media"),
    ]


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("channels"), {"completion": records()})


@pytest.fixture(scope="module")
def nothing_recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("no-channels"), {})


@pytest.fixture(scope="module")
def never_read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("silent-channels"), {"etl_run": []})


@pytest.fixture(autouse=True)
def _published(configuration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configuration))


def read(**asked: str) -> str:
    """The screen's HTML; fails on any exception."""
    page = open_page("channels", **asked)
    assert [error.message for error in page.exception] == []
    return html(page)


def words_of(part: str) -> str:
    """What can be read in a part of the screen."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", part)).strip()


def answer(screen: str) -> str:
    """The sentence under the question."""
    return words_of(screen.split('class="channels-answer">')[1].split("</p>")[0])


def line(screen: str, channel: str) -> tuple[str, str]:
    """What the scale says of a channel: internal and external."""
    (found,) = re.findall(
        rf'<tr><th scope="row">{re.escape(channel)}</th>(<td>.*?</td>)</tr>', screen, re.DOTALL
    )[:1]
    internal, external = (words_of(part) for part in found.split("</td><td>"))
    return internal, external


def test_the_answer_counts_the_rich_end_for_each_audience_on_its_own() -> None:
    screen = read()
    assert answer(screen) == (
        "Internt gikk 4 av 4 gjennomføringer i 2026 gjennom den rike enden av skalaen: "
        "ansikt til ansikt og personalmøte. Eksternt gikk 0 av 1 dit."
    )
    assert "2 eksterne gjennomføringer er registrert uten kanal." in words_of(screen)


def test_each_audience_has_its_own_cells_counted_and_said() -> None:
    internal, external = line(read(), "Personalmøte")
    assert internal == "Internt: 3 Verdisamtale (3)."
    assert external == "Eksternt: Ingen tiltak har denne kanalen."
    assert 'aria-label="3 gjennomføringer med registrert kanal"' in read()


def test_a_channel_that_the_strategy_does_not_give_the_measure_says_so() -> None:
    assert line(read(), "Ansikt til ansikt")[0] == (
        "Internt: 1 Introduksjonsprogram (1). Strategien gir andre kanaler til: Introduksjonsprogram."
    )


def test_a_channel_by_the_plan_is_drawn_open_and_told_apart_from_a_recorded_one() -> None:
    screen = read()
    assert line(screen, "Hjemmeside / nettside")[1] == (
        "Eksternt: 1 2 Glad-historier (1). Etter planen: Glad-historier (2)."
    )
    assert screen.count('<i class="channels-open"></i>') == 1 + 2 * 3
    assert "kanal etter planen: registreringen sier ikke hvilken" in screen


def test_the_open_cell_is_explained_only_where_one_is_drawn() -> None:
    assert "kanal etter planen:" not in read(as_of="2026-01-11")


def test_a_channel_without_anything_says_why() -> None:
    screen = read()
    assert line(screen, "E-post") == (
        "Internt: Ingen tiltak har denne kanalen.", "Eksternt: Ingen tiltak har denne kanalen.",
    )  # fmt: skip
    assert line(screen, "Sosiale medier")[0] == (
        "Internt: 4 tiltak har kanalen, men det som er gjort, gikk gjennom andre."
    )
    assert line(screen, "Ledermøte")[0] == (
        "Internt: 3 tiltak har kanalen, men ingenting er registrert gjort i 2026."
    )


def test_only_the_two_ends_are_the_strategys_and_the_order_between_is_ours() -> None:
    stretches = re.findall(r'<tr class="channels-stretch">(.*?)</tr>', read())
    assert [words_of(each) for each in stretches] == [
        "Den rike enden står i strategien",
        "Mellom endene rekkefølgen er vårt forslag",
        "Den fattige enden står i strategien",
    ]


def test_the_rule_is_quoted_word_for_word_and_we_do_not_claim_to_have_counted_it() -> None:
    screen = read().split("<section")[0]
    assert "&quot;Vanskelige&quot; budskap bør alltid formidles ansikt til ansikt." in screen
    assert "Derfor kan vi ikke telle om regelen er fulgt." in screen


def test_an_earlier_year_has_its_own_counts() -> None:
    screen = read(as_of="2025-12-31")
    assert line(screen, "(tradisjonell) media")[1].startswith("Eksternt: 1 Glad-historier (1).")
    assert answer(screen).startswith("Internt er ingenting registrert gjort i 2025.")


def test_the_table_says_the_same_with_one_row_per_channel_and_audience() -> None:
    table = read().split('<details class="channels-numbers">')[1]
    unlabelled = re.sub(r'<span class="channels-label">.*?</span>', "", table)
    rows = [words_of(row) for row in re.findall(r"<tr>(.*?)</tr>", unlabelled)[1:]]
    assert len(rows) == 13 * 2
    assert "Personalmøte Internt 3 ingen ingen 04.03.2026" in rows
    assert "Hjemmeside / nettside Eksternt 1 2 ingen 12.05.2026" in rows


def test_nothing_recorded_is_said_and_no_cell_is_drawn(
    nothing_recorded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(nothing_recorded))
    screen = read()
    assert answer(screen) == (
        "Internt er ingenting registrert gjort i 2026. Eksternt er ingenting registrert gjort i 2026."
    )
    assert "channels-cells" not in screen


def test_silence_is_never_told_as_nothing_done(never_read: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(never_read))
    screen = read(as_of="2026-11-20")
    assert "ingenting er registrert" not in screen
    assert answer(screen).startswith("Internt har ingen kilde meldt om tiltakene i 2026. Se kildene nederst")
    assert "Ledermøte For: Internt Registrert kanal: ikke meldt Kanal etter planen: ikke meldt" in words_of(
        screen
    )


def test_a_register_without_channels_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables: dict[str, list[Row]] = {"channel": [], "measure_channel": [], "passage": []}
    monkeypatch.setenv("DASHBOARD_CONFIG", str(publish(tmp_path, tables)))
    screen = read()
    assert "Registeret har ingen kanaler. Skriv dem i channels.toml" in screen
    assert "<table" not in screen


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Internally, 4 of 4 completions in 2026 went through the rich end of the scale: face to face and "),
        ("nn", "Internt gjekk 4 av 4 gjennomføringar i 2026 gjennom den rike enden av skalaen: ansikt til "),
    ],
)  # fmt: skip
def test_the_screen_speaks_the_readers_language(language: str, sentence: str) -> None:
    assert sentence in answer(read(lang=language))


def test_in_english_the_rule_stands_in_both_languages_and_the_norwegian_is_marked_as_such() -> None:
    screen = read(lang="en")
    assert "&quot;Difficult&quot; messages should always be conveyed face to face." in screen
    assert 'lang="nb">&quot;Vanskelige&quot; budskap' in screen
