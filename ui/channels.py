"""The channels screen as HTML: what was done through which channel, from rich to poor, internal and external apart."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from foundation.words import Words
from ui.behind import sql_link
from ui.channels_data import AUDIENCES, Channels, Use
from ui.channels_marks import cells, key, step_of
from ui.channels_words import answer, left_out, named, reason, through
from ui.data import Row
from ui.frame import address
from ui.measures import name_of
from ui.page import escape
from ui.strategy_words import ours, own, row_of

COLUMNS = ("audience", "registered", "by_plan", "outside_plan", "last")


def heading(channels: Channels, words: Words) -> str:
    """The question, the answer for each audience, and the rule that it stands against."""
    missing = left_out(channels, words)
    note = f'<p class="channels-missing">{escape(missing)}</p>' if missing else ""
    lead = rule(channels.rules[0], words, words.t("channels_page.not_countable")) if channels.rules else ""
    return (
        f'<header class="channels-head"><h1>{escape(words.t("channels_page.question"))}</h1>'
        f'<p class="channels-answer">{escape(answer(channels, words))}</p>{note}{lead}</header>'
    )


def rule(row: Row, words: Words, more: str = "") -> str:
    """One rule in the strategy's own words, and beside it what we say of it."""
    note = " ".join(part for part in (name_of(row, "note", words), more) if part)
    quote = f'<blockquote class="channels-rule">{own(row, "text", words)}</blockquote>'
    return row_of(quote, ours(escape(note), words) if note else "")


def scale(channels: Channels, words: Words) -> str:
    """The channels along the scale as one table: a stretch per stated end, and the order between as ours."""
    uses, title = channels.uses, escape(words.t("channels_page.scale"))
    if not uses:
        nothing = escape(words.t("channels_page.no_channels"))
        return f'<section class="channels-part"><h2>{title}</h2><p>{nothing}</p></section>'
    step = step_of([count for each in uses for use in each.values() for count in counts(use.row)])
    body = "".join(
        stretch(basis, list(found), channels, step, words)
        for basis, found in groupby(uses, key=lambda each: each[AUDIENCES[0]].row["richness_basis"])
    )
    heads = "".join(
        f'<th scope="col">{escape(words.t("channels_page." + each))}</th>' for each in ("channel", *AUDIENCES)
    )
    year = escape(words.t("channels_page.caption", year=str(channels.as_of.year), date=channels.as_of))
    has_plan = any(use.row["by_plan_count"] for each in uses for use in each.values())
    return (
        f'<section class="channels-part">{sql_link("channels_use", words)}<h2>{title}</h2>'
        f"{key(step, has_plan=has_plan, words=words)}"
        f'<table class="channels-scale"><caption>{year}</caption><thead><tr>{heads}</tr></thead>{body}</table>'
        f"{numbers(channels, words)}</section>"
    )


def counts(row: Row) -> tuple[int, int]:
    """How many records name a channel, and how many have it only by the plan."""
    return int(row["registered_count"]), int(row["by_plan_count"])


def stretch(
    basis: str, found: Sequence[Mapping[str, Use]], channels: Channels, step: int, words: Words
) -> str:
    """One stretch of the scale: its name, where its place comes from, and its channels."""
    label, source = (
        escape(words.t(f"channels_page.{part}.{basis}")) for part in ("stretch", "stretch_source")
    )
    kind = "between" if basis == "proposed" else "end"
    head = f'<tr class="channels-stretch"><th scope="rowgroup" colspan="3">{label} <span>{source}</span></th></tr>'
    lines = "".join(line(each, channels, step, words) for each in found)
    return f'<tbody class="channels-{kind}">{head}{lines}</tbody>'


def line(uses: Mapping[str, Use], channels: Channels, step: int, words: Words) -> str:
    """One channel: what went through it to each audience, or why nothing did."""
    name = named(uses[AUDIENCES[0]].row, words)
    found = "".join(f"<td>{use_said(uses[audience], channels, step, words)}</td>" for audience in AUDIENCES)
    return f'<tr><th scope="row">{escape(name)}</th>{found}</tr>'


def use_said(use: Use, channels: Channels, step: int, words: Words) -> str:
    """A channel's use for one audience: the count, one cell per record, what they were; or the reason for none."""
    label = f'<span class="channels-label">{escape(words.t("channels_page." + use.row["audience"]))}: </span>'
    if not any(counts(use.row)):
        return f'{label}<p class="channels-none">{escape(reason(use.row, channels.as_of, words))}</p>'
    drawn = "".join(
        f'<div class="channels-count"><b>{escape(words.number(count))}</b> {cells(count, basis, step, words)}</div>'
        for basis, count in zip(("registered", "by_plan"), counts(use.row), strict=True)
        if count
    )
    return f"{label}{drawn}<p>{escape(through(use, words))}</p>"


def numbers(channels: Channels, words: Words) -> str:
    """The same as a table of numbers, one row per channel and audience."""
    heads = "".join(
        f'<th scope="col">{escape(words.t("channels_page." + column))}</th>'
        for column in ("channel", *COLUMNS)
    )
    body = "".join(number_row(each[audience].row, words) for each in channels.uses for audience in AUDIENCES)
    return (
        f'<details class="channels-numbers"><summary>{escape(words.t("channels_page.table"))}</summary>'
        f"<table><caption>{escape(words.t('channels_page.table_caption', year=str(channels.as_of.year)))}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></details>"
    )


def number_row(row: Row, words: Words) -> str:
    """One row of numbers; nothing is said as «ingen», never as a zero where nobody has reported."""
    nothing = words.t("channels_page.unheard" if row["state"] == "no_data" else "channels_page.nothing")
    amounts = [row[column] for column in ("registered_count", "by_plan_count", "outside_plan_count")]
    last = row["last_occurred_on"]
    said = [words.number(amount) if amount else nothing for amount in amounts]
    found = (words.t(f"channels_page.{row['audience']}"), *said, words.date(last) if last else nothing)
    values = "".join(
        f'<td><span class="channels-label">{escape(words.t("channels_page." + column))}: </span>{escape(cell)}</td>'
        for column, cell in zip(COLUMNS, found, strict=True)
    )
    return f'<tr><th scope="row">{escape(named(row, words))}</th>{values}</tr>'


def other_rules(channels: Channels, words: Words) -> str:
    """The strategy's other rules, which cannot be counted either, and the way to the whole strategy."""
    others = "".join(rule(row, words) for row in channels.rules[1:])
    if not others:
        return ""
    link = f'<a href="{escape(address("strategien"))}">{escape(words.t("channels_page.whole_strategy"))}</a>'
    title = escape(words.t("channels_page.other_rules"))
    sql = sql_link("channels_rules", words)
    return f'<section class="channels-part">{sql}<h2>{title}</h2>{others}<p class="channels-link">{link}</p></section>'
