"""The two lists of the strategy screen: the channels along their scale, and the roles then and now."""

from collections.abc import Sequence
from itertools import groupby

from foundation.words import Words
from ui.data import Row
from ui.measures import name_of
from ui.page import escape
from ui.strategy_words import marked, ours, row_of


def scale(channels: Sequence[Row], words: Words) -> str:
    """The channels from rich to poor: the ends as the strategy states them, the order between marked as ours."""
    if not channels:
        return ""
    title = f"<h3>{escape(words.t('strategy_page.scale'))}</h3>"
    return title + "".join(
        stretch(basis, list(found), words)
        for basis, found in groupby(channels, key=lambda channel: channel["richness_basis"])
    )


def stretch(basis: str, channels: Sequence[Row], words: Words) -> str:
    """One stretch of the scale: a stated end, or the order between, which is ours."""
    names = "".join(f"<li>{escape(name_of(channel, 'name', words))}</li>" for channel in channels)
    label = escape(words.t(f"strategy_page.basis.{basis}"))
    beside = ours(escape(words.t("strategy_page.order_ours")), words) if basis == "proposed" else ""
    kind = "between" if basis == "proposed" else "end"
    return row_of(
        f'<div class="strategy-stretch strategy-{kind}"><p>{label}</p><ul>{names}</ul></div>', beside
    )


def roles(found: Sequence[Row], words: Words) -> str:
    """The roles: as the strategy writes them, as they are called now, and for how many measures."""
    if not found:
        return ""
    columns = ("role_then", "role_now", "role_named", "role_answers")
    heads = "".join(f'<th scope="col">{escape(words.t("strategy_page." + key))}</th>' for key in columns)
    body = "".join(role(row, words) for row in found)
    caption = escape(words.t("strategy_page.roles_caption"))
    return (
        f'<table class="strategy-roles"><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def role(row: Row, words: Words) -> str:
    """One role as a table row; its counts say so in words where there are none."""
    nobody = words.t("strategy_page.role_none")
    named, answers = (
        words.t("strategy_page.role_measures", count=row[column]) if row[column] else nobody
        for column in ("named_count", "accountable_count")
    )
    cells = (name_of(row, "name", words), named, answers)
    return (
        f'<tr><th scope="row" class="strategy-own"{marked(words)}>{escape(row["strategy_name_nb"])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
    )
