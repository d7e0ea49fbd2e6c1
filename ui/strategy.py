"""The strategy as a page to read: its own words in the main column, what is ours beside them, a table of contents."""

from collections.abc import Sequence

from foundation.words import Words
from ui.data import Row
from ui.measures import name_of
from ui.page import escape
from ui.strategy_data import ACROSS, Strategy
from ui.strategy_goals import goal_part
from ui.strategy_tables import roles, scale
from ui.strategy_words import ours, own, part, point_said, row_of

Part = tuple[str, str, str]
RULES = ("rule", "duty")


def reading(strategy: Strategy, words: Words) -> str:
    """The whole screen: the question, what there is to read, the contents, and every part that the strategy has."""
    parts = [each for each in all_parts(strategy, words) if each[2]]
    body = "".join(part(anchor, title, inside, words) for anchor, title, inside in parts)
    return (
        f'{heading(strategy, words, has_parts=bool(parts))}<div class="strategy">{contents(parts, words)}'
        f'<div class="strategy-body">{body}</div></div>'
    )


def heading(strategy: Strategy, words: Words, *, has_parts: bool) -> str:
    """The question, how much the strategy holds, and how to tell its words from ours; what to do where it is empty."""
    question = (
        f'<header class="strategy-head" id="part-top"><h1>{escape(words.t("strategy_page.question"))}</h1>'
    )
    if not has_parts:
        return f'{question}<p class="strategy-answer">{escape(words.t("strategy_page.nothing"))}</p></header>'
    measures = [
        measure for found in strategy.blocks.values() for block in found for measure in block.measures
    ]
    points = {point.row["ambiguity_id"] for found in strategy.points.values() for point in found}
    across = [measure for measure in measures if measure["goal_id"] is None]
    said = words.t(
        "strategy_page.holds",
        goals=len(strategy.goals),
        measures=len(measures) - len(across),
        across=len(across),
    )
    unclear = words.t("strategy_page.unclear", count=len(points))
    return (
        f'{question}<p class="strategy-answer">{escape(said)} {escape(unclear)}</p>'
        f'<ul class="strategy-key"><li class="strategy-key-own">{escape(words.t("strategy_page.key_own"))}</li>'
        f'<li class="strategy-ours">{escape(words.t("strategy_page.key_ours"))}</li></ul></header>'
    )


def contents(parts: Sequence[Part], words: Words) -> str:
    """The parts as links inside the page; nothing where there are none."""
    if not parts:
        return ""
    links = "".join(
        f'<li><a href="#part-{escape(anchor)}">{escape(title)}</a></li>' for anchor, title, _ in parts
    )
    name = escape(words.t("strategy_page.contents"))
    return (
        f'<nav class="strategy-contents" id="part-contents" aria-label="{name}">'
        f"<p>{name}</p><ol>{links}</ol></nav>"
    )


def all_parts(strategy: Strategy, words: Words) -> list[Part]:
    """Every part in reading order: anchor, title, and what stands in it (empty where the strategy says nothing)."""
    passages = strategy.passages
    before = [
        titled("vision", sentences(passages["vision"], words, "strategy-vision"), words),
        titled("values", values(strategy, words), words),
        titled("audiences", audiences(strategy, words), words),
        titled("principles", sentences(passages["principle"], words), words),
    ]
    goals = [
        (
            goal["goal_id"],
            words.t("strategy_page.goal", number=goal["position"], short=name_of(goal, "short", words)),
            goal_part(goal, strategy, words),
        )
        for goal in strategy.goals
    ]
    rules = [row for kind in RULES for row in passages[kind]]
    after = [
        titled("across", goal_part({"goal_id": ACROSS}, strategy, words), words),
        titled("channels", channels(strategy, words), words),
        titled("rules", sentences(rules, words), words),
        titled("roles", roles(strategy.roles, words), words),
        titled("open", left_open(strategy, words), words),
    ]
    return [*before, *goals, *after]


def titled(anchor: str, inside: str, words: Words) -> Part:
    """A part whose title is ours."""
    return anchor, words.t(f"strategy_page.{anchor}"), inside


def sentences(passages: Sequence[Row], words: Words, kind: str = "") -> str:
    """Sentences of the strategy one under another, each with our note beside it."""
    return "".join(
        row_of(f'<p class="{kind}">{own(row, "text", words)}</p>', noted(row, words), row["passage_id"])
        for row in passages
    )


def noted(passage: Row, words: Words) -> str:
    """Our note on a sentence; empty where there is none."""
    note = name_of(passage, "note", words)
    return ours(escape(note), words) if note else ""


def values(strategy: Strategy, words: Words) -> str:
    """The values, each with the behaviours that the strategy gives it."""
    behaviours = strategy.passages["behaviour"]
    found = []
    for value in strategy.passages["value"]:
        lines = "".join(
            f"<li>{own(row, 'text', words)}</li>"
            for row in behaviours
            if row["parent_id"] == value["passage_id"]
        )
        listed = f"<ul>{lines}</ul>" if lines else ""
        title = f"<h3>{own(value, 'text', words)}</h3>"
        found.append(row_of(title + listed, noted(value, words), value["passage_id"]))
    return "".join(found)


def audiences(strategy: Strategy, words: Words) -> str:
    """Whom the strategy is for, and the groups we read out of each sentence."""
    segments = strategy.passages["segment"]
    found = []
    for audience in strategy.passages["audience"]:
        names = [
            name_of(row, "text", words) for row in segments if row["parent_id"] == audience["passage_id"]
        ]
        said = words.t("strategy_page.segments", count=len(names), names=words.listed(names)) if names else ""
        beside = noted(audience, words) + (ours(escape(said), words) if said else "")
        label = f'<h3 lang="nb">{escape(audience["passage_id"])}</h3>'
        found.append(row_of(f"{label}<p>{own(audience, 'text', words)}</p>", beside, audience["passage_id"]))
    return "".join(found)


def channels(strategy: Strategy, words: Words) -> str:
    """What the strategy says of channels, and the scale with its two stated ends."""
    passages = strategy.passages
    return (
        sentences(passages["richness"], words)
        + scale(strategy.channels, words)
        + sentences(passages["channel_use"], words)
    )


def left_open(strategy: Strategy, words: Words) -> str:
    """The unclear points that touch no single measure; all others stand beside theirs."""
    points = strategy.points[""]
    if not points:
        return ""
    intro = f'<p class="strategy-intro">{escape(words.t("strategy_page.open_intro"))}</p>'
    return intro + f'<div class="strategy-open">{"".join(point_said(each, words) for each in points)}</div>'
