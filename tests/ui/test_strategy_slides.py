"""The strategy in a meeting: vision and values first, a page per goal, rules as whole sentences."""

from foundation.words import words
from ui.data import Row
from ui.meeting import Line
from ui.strategy_data import Block, Strategy
from ui.strategy_slides import first_lines, goal_slides, sentence

NB, EN = words("nb"), words("en")
GOAL: Row = {
    "goal_id": "G1",
    "text_nb": "Vi skal opptre som gode ambassadører.",
    "text_en": "Good ambassadors.",
}
MEASURES: list[Row] = [
    {"measure_id": "T1.I1", "audience": "internal", "short_nb": "Introduksjonsprogram"},
    {"measure_id": "T1.E1", "audience": "external", "short_nb": "Stafett", "short_en": "Relay"},
]
STRATEGY = Strategy(
    passages={
        "vision": [{"text_nb": "Kommune for alle", "text_en": "A place for all"}],
        "value": [{"text_nb": "TRYGGHET"}, {"text_nb": "PULS"}],
    },
    goals=[GOAL],
    approaches={},
    blocks={"G1": [Block("G1-x", str(row["audience"]), [row], (), ()) for row in MEASURES]},
    channels=(),
    roles=(),
    points={},
)


def test_the_vision_and_the_values_stand_first() -> None:
    assert first_lines(STRATEGY, NB) == [
        Line("", "Visjon", "Kommune for alle"),
        Line("", "Verdier", "TRYGGHET og PULS"),
    ]


def test_a_goal_has_its_sentence_over_its_measures() -> None:
    (slide,) = goal_slides(GOAL, STRATEGY, NB)
    assert slide.title == "Vi skal opptre som gode ambassadører."
    assert slide.lines == [
        Line("", "Introduksjonsprogram", "internt", "T1.I1"),
        Line("", "Stafett", "eksternt", "T1.E1"),
    ]


def test_english_readers_get_our_translation() -> None:
    (slide,) = goal_slides(GOAL, STRATEGY, EN)
    assert (slide.title, slide.lines[1].label) == ("Good ambassadors.", "Relay")


def test_a_goal_without_measures_says_so() -> None:
    (slide,) = goal_slides({"goal_id": "G2", "text_nb": "Lett."}, STRATEGY, NB)
    assert (slide.lines, slide.empty) == ((), NB.t("goal_page.no_measures"))


def test_a_rule_is_a_sentence_over_the_whole_line() -> None:
    assert sentence({"text_nb": "Ansikt til ansikt."}, NB) == Line("", "Ansikt til ansikt.", "")
