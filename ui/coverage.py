"""The coverage screen as HTML: the answer, each measure with its count and who is missing, and meetings apart."""

from collections.abc import Sequence

from foundation.words import Words
from ui.behind import sql_link
from ui.coverage_data import Coverage, is_silent
from ui.coverage_words import answer, count, required, who_is_missing
from ui.data import Row
from ui.frame import address
from ui.marks import mark
from ui.measures import name_of
from ui.page import escape
from ui.strips import coverage_bar


def heading(coverage: Coverage, words: Words) -> str:
    """The question and its answer."""
    return (
        f'<header class="coverage-head"><h1>{escape(words.t("coverage_page.question"))}</h1>'
        f'<p class="coverage-answer">{escape(answer(coverage, words))}</p></header>'
    )


def measures(coverage: Coverage, words: Words) -> str:
    """The measures over service areas, each with its count and who is missing."""
    return part("measures", coverage.over_areas, coverage, words)


def events(coverage: Coverage, words: Words) -> str:
    """The measures over meetings and processes, which are counted among those held so far."""
    return part("events", coverage.over_events, coverage, words)


def part(name: str, found: Sequence[Row], coverage: Coverage, words: Words) -> str:
    """One headed list of measures; nothing where there is none."""
    if not found:
        return ""
    items = "".join(item(measure, coverage, words) for measure in found)
    title = escape(words.t(f"coverage_page.{name}"))
    proposed = any(measure["basis"] == "proposed" for measure in found)
    note = escape(words.t("coverage_page.proposed_note")) if proposed else ""
    said = f'<p class="coverage-second">{note}</p>' if note else ""
    link = sql_link("coverage_measures", words)
    return f'<section class="coverage-part">{link}<h2>{title}</h2><ul>{items}</ul>{said}</section>'


def item(measure: Row, coverage: Coverage, words: Words) -> str:
    """One measure: its word, its name, how many of how many, and the names that are missing."""
    tag = ""
    if measure["basis"] == "proposed":
        tag = f' <span class="coverage-tag">{escape(words.t("coverage_page.proposed"))}</span>'
    link = escape(address("mal", goal=str(measure["goal"])))
    units = words.t(f"measure.units.{measure['unit_kind']}", year=str(coverage.as_of.year)).rstrip(".")
    counted = "" if is_silent(measure) else f" {escape(units)}"
    return (
        f'<li><div class="coverage-word">{mark(measure["status"])}</div>'
        f'<div class="coverage-name"><h3><a href="{link}">{escape(name_of(measure, "short", words))}</a></h3>'
        f'<p class="coverage-second">{escape(measure["measure_id"])}{tag}</p></div>'
        f'<div class="coverage-found"><p><b>{escape(count(measure, words))}</b>{counted}</p>{bar(measure, words)}'
        f'<p class="coverage-second">{escape(required(measure, words))}</p></div>'
        f'<p class="coverage-names">{escape(who_is_missing(measure, coverage, words))}</p></li>'
    )


def bar(measure: Row, words: Words) -> str:
    """One cell per unit; none where nothing is known of them."""
    if is_silent(measure) or not measure["population_count"]:
        return ""
    return coverage_bar(
        measure["covered_count"] or 0, measure["population_count"], measure["required_count"], words
    )
