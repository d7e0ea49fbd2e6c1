"""The data and method screen: whether the numbers can be trusted, in a sentence, and the parts that it rests on."""

from collections.abc import Mapping, Sequence

from foundation.words import Words
from ui.behind import sql_link
from ui.method_data import Method
from ui.page import escape

PARTS = ("sources", "rejects", "undecided", "rules", "dictionary", "database")
# The query behind each part, for «vis SQL».
QUERIES = {
    "sources": "method_sources", "rejects": "method_reject_counts", "undecided": "method_undecided",
    "rules": "method_rules", "dictionary": "dictionary_columns",
}  # fmt: skip


def heading(method: Method, words: Words) -> str:
    """The question, its answer, what is invented, and the parts of the page as links."""
    sample = sample_said(method, words)
    said = f'<p class="method-sample">{escape(sample)}</p>' if sample else ""
    return (
        f'<header class="method-head"><h1>{escape(words.t("method_page.question"))}</h1>'
        f'<p class="method-answer">{escape(answer(method, words))}</p>{said}{contents(words)}</header>'
    )


def answer(method: Method, words: Words) -> str:
    """How many sources are fresh, how many rows were rejected, how many points nobody has decided."""
    return " ".join(
        [*sources_said(method, words), rejects_said(method, words), undecided_said(method, words)]
    )


def sources_said(method: Method, words: Words) -> list[str]:
    """How many of the sources that had been set up by then are fresh; sources that came later stand apart."""
    if not method.sources:
        return [words.t("method_page.no_sources")]
    states = [source["state"] for source in method.sources]
    later = states.count("later")
    told = len(states) - later
    said = [words.t("method_page.fresh", fresh=states.count("fresh"), count=told)] if told else []
    return [*said, words.t("method_page.later", count=later)] if later else said


def rejects_said(method: Method, words: Words) -> str:
    """How many rows were rejected."""
    if not method.reject_count:
        return words.t("method_page.lead_rejects_none")
    return words.t("method_page.lead_rejects", count=method.reject_count)


def undecided_said(method: Method, words: Words) -> str:
    """How many points the owner has not decided."""
    if not method.undecided:
        return words.t("method_page.lead_undecided_none" if method.has_strategy else "strategy_page.nothing")
    return words.t("method_page.lead_undecided", count=len(method.undecided))


def sample_said(method: Method, words: Words) -> str:
    """Which sources are invented; empty where none is."""
    if method.is_all_sample:
        return words.t("method_page.sample_all")
    names = [str(source["source_id"]) for source in method.sources if source["is_sample"]]
    return words.t("method_page.sample_some", names=words.listed(names)) if names else ""


def contents(words: Words) -> str:
    """The parts of the page as links inside it."""
    links = "".join(
        f'<li><a href="#method-{part}">{escape(words.t("method_page." + part))}</a></li>' for part in PARTS
    )
    return f'<nav class="method-contents" aria-label="{escape(words.t("method_page.contents"))}"><ul>{links}</ul></nav>'


def cells(found: Mapping[str, str], words: Words) -> str:
    """The cells of a table row as HTML, by column; each carries its column's name for narrow screens."""
    return "".join(
        f'<td class="method-{name}"><span class="method-label">{column(name, words)}: </span>{inside}</td>'
        for name, inside in found.items()
    )


def heads(names: Sequence[str], words: Words) -> str:
    """The heading row of a table."""
    found = "".join(f'<th scope="col">{column(name, words)}</th>' for name in names)
    return f"<thead><tr>{found}</tr></thead>"


def column(name: str, words: Words) -> str:
    """What a column is called."""
    return escape(words.t(f"method_page.column_{name}"))


def title(name: str, intro: str, words: Words) -> str:
    """The heading of one part, where a link inside the page leads, and the sentence under it."""
    said = f'<p class="method-intro">{escape(intro)}</p>' if intro else ""
    link = sql_link(QUERIES[name], words) if name in QUERIES else ""
    heading = f'<h2 class="method-title" id="method-{name}">{escape(words.t("method_page." + name))}</h2>'
    return f'<div class="method-top">{link}{heading}</div>{said}'
