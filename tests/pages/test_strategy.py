"""The strategy screen: every sentence of the register word for word, ours beside it, links that lead somewhere."""

import re
from html import unescape
from pathlib import Path

import pytest

from tests.pages.published import html, open_page, publish, register


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("strategy"), {})


@pytest.fixture(autouse=True)
def _published(configuration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configuration))


def read(**asked: str) -> str:
    """The screen's HTML; fails on any exception."""
    page = open_page("strategy", **asked)
    assert [error.message for error in page.exception] == []
    return html(page)


def words_of(part: str) -> str:
    """What can be read in a part of the screen."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", part))).strip()


def row(screen: str, anchor: str) -> tuple[str, str]:
    """A row's two sides: the strategy's words, and what is ours beside them."""
    found = screen.split(f'id="s-{anchor}"')[1].split('<div class="strategy-row"')[0].split("</section>")[0]
    own, _, beside = found.partition('<div class="strategy-beside">')
    return words_of(own.partition(">")[2]), words_of(beside.split("</div>")[0])


def sentences(table: str) -> list[str]:
    """The strategy's own sentences in a table of the register."""
    return [str(each["text_nb"]) for each in register()[table]]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_sentence_of_the_strategy_stands_there_word_for_word(language: str) -> None:
    own = {unescape(each) for each in re.findall(r'class="strategy-own"[^>]*>([^<]*)<', read(lang=language))}
    passages = [str(each["text_nb"]) for each in register()["passage"] if each["kind"] != "segment"]
    for said in (*passages, *sentences("goal"), *sentences("approach"), *sentences("measure")):
        assert said in own


def test_the_lines_on_channels_and_responsibility_are_printed_once_per_audience() -> None:
    goal = words_of(read().split('id="part-G1"')[1].split("</section>")[0])
    assert goal.count("Personalmøter, interne kommunikasjonskanaler, sosiale medier.") == 1
    assert "Ansvar: Rådmannen/personalavdelingen. (usikker lesning) Tjenesteområdeledere" in goal
    assert goal.count("Sosiale medier, internett, media.") == 1


def test_a_line_that_is_part_of_the_measures_own_sentence_is_not_printed_again() -> None:
    across = read().split('id="part-across"')[1].split("</section>")[0]
    assert across.count("følges opp i personalmøter") == 1


def test_every_unclear_point_is_told_in_full_exactly_once() -> None:
    screen = read()
    told = re.findall(r'id="point-(\w+)"', screen)
    assert sorted(told) == sorted(str(each["ambiguity_id"]) for each in register()["ambiguity"])
    for point in register()["ambiguity"]:
        assert words_of(screen).count(str(point["text_nb"])) == 1


def test_a_point_stands_beside_the_measure_that_it_touches() -> None:
    own, beside = row(read(), "T1.E2")
    assert own == "Formidle månedlige glad-historier. T1.E2"
    assert beside.startswith("Uklart A4: «månedlige glad-historier» er flertall: minst én i måneden")
    assert beside.endswith("(trolig lest rett)")


def test_a_point_that_touches_two_measures_is_told_at_the_first_and_linked_from_the_second() -> None:
    screen = read()
    assert row(screen, "T1.I2")[1].startswith("Uklart A3: Stafetten står ord for ord")
    assert row(screen, "T1.E1")[1] == "Uklart A3: står lenger opp."
    assert '<a href="#point-A3">' in screen


def test_what_touches_the_whole_strategy_has_its_own_part() -> None:
    left = read().split('id="part-open"')[1]
    assert re.findall(r'id="point-(\w+)"', left) == ["A16", "A17", "A18"]


def test_every_link_inside_the_page_leads_to_something_on_it() -> None:
    screen = read()
    anchors = re.findall(r' id="([^"]+)"', screen)
    links = re.findall(r'href="#([^"]+)"', screen)
    assert len(anchors) == len(set(anchors))
    assert set(links) <= set(anchors)
    contents = re.findall(r'<li><a href="#part-([^"]+)">', screen)
    assert contents == [
        "vision", "values", "audiences", "principles", "G1", "G2", "G3", "across", "channels", "rules", "roles", "open",
    ]  # fmt: skip
    assert contents == re.findall(r'<section class="strategy-part" id="part-([^"]+)"', screen)


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", read())]
    assert levels[0] == 1
    assert [pair for pair in zip(levels, levels[1:], strict=False) if pair[1] > pair[0] + 1] == []


def test_a_value_without_behaviours_says_so_beside_it() -> None:
    assert row(read(), "V3") == ("PULS", "Vår lesing: Strategien beskriver ingen atferd for denne verdien.")
    assert (
        row(read(), "V2")[0]
        == "OPTIMISME Vi har kreativitet og humør Vi tror på laget Vi møter utfordringene"
    )


def test_only_the_two_ends_of_the_scale_are_the_strategys() -> None:
    screen = read()
    stretches = re.findall(r'class="strategy-stretch (strategy-\w+)"><p>([^<]*)</p>', screen)
    assert stretches == [
        ("strategy-end", "Den rike enden"),
        ("strategy-between", "Mellom endene"),
        ("strategy-end", "Den fattige enden"),
    ]
    assert "Rekkefølgen mellom dem er vårt forslag." in screen


def test_what_the_strategy_only_suggests_is_said_to_be_a_suggestion() -> None:
    assert row(read(), "X2")[1].startswith("Vår lesing: strategien foreslår dette uten å kreve det.")


def test_a_role_stands_with_its_title_then_and_now() -> None:
    roles = words_of(read().split('class="strategy-roles"')[1])
    assert "Rådmann Kommunedirektør 14 tiltak 10 tiltak" in roles
    assert "ass. rådmann Assisterende kommunedirektør 3 tiltak ingen" in roles


def test_the_answer_counts_what_there_is_to_read() -> None:
    assert (
        "Strategien har 3 mål med 18 tiltak, og 2 tiltak som går på tvers. 18 punkter er uklare, "
        "og står ved siden av det som de gjelder."
    ) in words_of(read())


@pytest.mark.parametrize(("language", "marked"), [("nb", False), ("nn", True), ("en", True)])
def test_the_strategys_words_are_marked_as_norwegian_where_the_page_is_not_in_bokmal(
    language: str, *, marked: bool
) -> None:
    assert ('class="strategy-own" lang="nb"' in read(lang=language)) is marked


def test_in_english_our_translation_comes_first_and_the_strategys_sentence_under_it() -> None:
    own, _ = row(read(lang="en"), "T2.E4")
    assert own == (
        "Live broadcast of the municipal council meetings. Direktesending av kommunestyremøtene. T2.E4"
    )
    assert "strategy-translated" not in read(lang="nn")


def test_a_part_that_the_strategy_does_not_have_is_left_out_and_text_is_escaped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = (
        "goal",
        "approach",
        "measure",
        "measure_channel",
        "measure_role",
        "measure_ambiguity",
        "channel",
        "role",
    )
    vision = {
        "passage_id": "VISION",
        "kind": "vision",
        "position": 1,
        "text_nb": "<script>alle</script>",
        "text_en": "",
    }
    empty = dict.fromkeys((*tables, "ambiguity", "unit", "plan", "plan_period", "milestone"), ())
    monkeypatch.setenv("DASHBOARD_CONFIG", str(publish(tmp_path, {**empty, "passage": [vision]})))
    screen = read()
    assert re.findall(r'<li><a href="#part-([^"]+)">', screen) == ["vision"]
    assert "&lt;script&gt;alle&lt;/script&gt;" in screen
    assert "Strategien har 0 mål med 0 tiltak" in words_of(screen)
