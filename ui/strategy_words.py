"""The strategy's words and ours, told apart as HTML: rows with the strategy's sentence and our reading beside it."""

from foundation.words import Words
from ui.behind import sql_link
from ui.data import Row
from ui.measures import name_of
from ui.page import escape
from ui.strategy_data import Point

OWN_LANGUAGE = "nb"
# The query behind each part, for «vis SQL»; the goals' own parts are of their measures.
QUERIES = {
    "vision": "strategy_passages", "values": "strategy_passages", "audiences": "strategy_passages",
    "principles": "strategy_passages", "rules": "strategy_passages", "channels": "strategy_channels",
    "roles": "strategy_roles", "open": "strategy_points",
}  # fmt: skip


def own(row: Row, column: str, words: Words) -> str:
    """The strategy's own sentence, word for word; in English our translation of it, with the sentence itself under."""
    sentence = f'<span class="strategy-own"{marked(words)}>{escape(row[f"{column}_nb"])}</span>'
    translated = row.get(f"{column}_en") if words.language == "en" else None
    if not translated:
        return sentence
    return f'<span class="strategy-translated">{escape(translated)}</span> {sentence}'


def marked(words: Words) -> str:
    """The language of the strategy as an attribute, where the page around it has another."""
    return "" if words.language == OWN_LANGUAGE else f' lang="{OWN_LANGUAGE}"'


def quoted(line: str, words: Words) -> str:
    """A line of the strategy that has no translation."""
    return f'<span class="strategy-own"{marked(words)}>{escape(line)}</span>'


def ours(inside: str, words: Words) -> str:
    """A note of ours: `inside` is HTML."""
    return f'<p class="strategy-ours"><b>{escape(words.t("strategy_page.ours"))}</b> {inside}</p>'


def point_said(point: Point, words: Words) -> str:
    """An unclear point and how we read it; where it has been told already, a link up to it."""
    point_id = point.row["ambiguity_id"]
    name = escape(words.t("strategy_page.point", point=point_id))
    if not point.is_in_full:
        link = f'<a href="#point-{escape(point_id)}">{name}</a>'
        return f'<p class="strategy-ours">{link} {escape(words.t("strategy_page.told_above"))}</p>'
    return (
        f'<p class="strategy-ours" id="point-{escape(point_id)}"><b>{name}</b> '
        f"{escape(name_of(point.row, 'text', words))} {sure_said(point.row, words)}</p>"
    )


def sure_said(row: Row, words: Words) -> str:
    """How sure a reading of ours is, in brackets."""
    return f'<span class="strategy-sure">({escape(words.t("measure.sure." + row["confidence"]))})</span>'


def row_of(words_of_strategy: str, beside: str, anchor: str = "") -> str:
    """One row: the strategy's words, and what is ours beside them."""
    name = f' id="s-{escape(anchor)}"' if anchor else ""
    note = f'<div class="strategy-beside">{beside}</div>' if beside else ""
    return (
        f'<div class="strategy-row"{name}><div class="strategy-words">{words_of_strategy}</div>{note}</div>'
    )


def part(anchor: str, title: str, inside: str, words: Words) -> str:
    """One part of the page under its heading, with a way back to the contents."""
    back = f'<p class="strategy-back"><a href="#part-top">{escape(words.t("strategy_page.back"))}</a></p>'
    name = f"part-{escape(anchor)}"
    return (
        f'<section class="strategy-part" id="{name}" aria-labelledby="{name}-title">'
        f"{sql_link(QUERIES.get(anchor, 'strategy_measures'), words)}"
        f'<h2 id="{name}-title">{escape(title)}</h2>{inside}{back}</section>'
    )
