"""The strategy in a meeting: vision and values, each goal with its measures, and the rules, in its own words."""

from collections.abc import Sequence
from datetime import date

from foundation.words import Words
from ui.data import Row
from ui.measures import name_of
from ui.meeting import Line, Slide, in_pages
from ui.strategy import RULES
from ui.strategy_data import Strategy, read_strategy


def strategy_slides(as_of: date, since: date, words: Words) -> list[Slide]:  # noqa: ARG001 - the same on every day
    """What the strategy is for in large type, then a page or more per goal, then the rules and duties."""
    strategy = read_strategy()
    goals = [slide for goal in strategy.goals for slide in goal_slides(goal, strategy, words)]
    rules = [sentence(row, words) for kind in RULES for row in strategy.passages[kind]]
    said = in_pages(words.t("strategy_page.rules"), rules, "") if rules else []
    return [
        Slide(words.t("strategy_page.question"), first_lines(strategy, words), is_large=True),
        *goals,
        *said,
    ]


def first_lines(strategy: Strategy, words: Words) -> list[Line]:
    """The vision, and the values in one line."""
    return [
        Line("", words.t(f"strategy_page.{heading}"), words.listed(said))
        for heading, kind in (("vision", "vision"), ("values", "value"))
        if (said := [name_of(row, "text", words) for row in strategy.passages[kind]])
    ]


def goal_slides(goal: Row, strategy: Strategy, words: Words) -> list[Slide]:
    """One goal's sentence over its measures, the internal ones first."""
    blocks = strategy.blocks.get(goal["goal_id"], ())
    return in_pages(
        name_of(goal, "text", words),
        [line for block in blocks for line in measure_lines(block.measures, words)],
        words.t("goal_page.no_measures"),
    )


def measure_lines(measures: Sequence[Row], words: Words) -> list[Line]:
    """The measures of one audience by their short names, each with whom it is for and its number."""
    return [
        Line(
            "", name_of(measure, "short", words), words.t(f"strategy_page.slide_{measure['audience']}"),
            str(measure["measure_id"]),
        )
        for measure in measures
    ]  # fmt: skip


def sentence(row: Row, words: Words) -> Line:
    """One sentence of the strategy over the whole line."""
    return Line("", name_of(row, "text", words), "")
