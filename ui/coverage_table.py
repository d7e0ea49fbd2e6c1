"""The service areas by measure as a table: what is missing first, with the day for what is done."""

from collections.abc import Sequence

from foundation.words import Words
from ui.behind import sql_link
from ui.coverage_data import Area, Coverage, is_silent
from ui.data import Row
from ui.marks import sign
from ui.measures import name_of
from ui.page import escape


def areas_table(coverage: Coverage, areas: Sequence[Area], words: Words) -> str:
    """One row per area, one column per measure, and how many each area lacks."""
    title = f"{sql_link('coverage_units', words)}<h2>{escape(words.t('coverage_page.areas'))}</h2>"
    if not areas:
        said = escape(words.t("coverage_page.nothing_chosen"))
        return f'<section class="coverage-part">{title}<p>{said}</p></section>'
    heads = "".join(
        f'<th scope="col">{escape(name_of(measure, "short", words))}</th>' for measure in coverage.over_areas
    )
    first = "".join(
        f'<th scope="col">{escape(words.t(f"coverage_page.{name}"))}</th>' for name in ("area", "lacks")
    )
    body = "".join(area_row(area, coverage, words) for area in areas)
    return (
        f'<section class="coverage-part">{title}<table class="coverage-table">'
        f"<caption>{escape(words.t('coverage_page.caption', date=coverage.as_of))}</caption>"
        f"<thead><tr>{first}{heads}</tr></thead><tbody>{body}</tbody></table></section>"
    )


def area_row(area: Area, coverage: Coverage, words: Words) -> str:
    """One area: how many measures miss it, and its cell for each."""
    missed, counted = len(coverage.missed_by(area)), counted_in(area, coverage)
    said = words.t("measure.done_of", done=missed, planned=counted) if counted else ""
    lacks = f'<span class="coverage-label">{escape(words.t("coverage_page.lacks"))}: </span>{escape(said)}'
    cells = "".join(cell(measure, area, words) for measure in coverage.over_areas)
    return f'<tr><th scope="row">{escape(name_of(area.name, "name", words))}</th><td>{lacks}</td>{cells}</tr>'


def counted_in(area: Area, coverage: Coverage) -> int:
    """How many measures can say whether they have reached an area."""
    return sum(
        measure["measure_id"] in area.by_measure and not is_silent(measure) for measure in coverage.over_areas
    )


def cell(measure: Row, area: Area, words: Words) -> str:
    """Whether a measure has reached an area: the day, that it is missing, not known, or not counted."""
    label = f'<span class="coverage-label">{escape(name_of(measure, "short", words))}: </span>'
    found = area.by_measure.get(measure["measure_id"])
    if found is None:
        inside = said("", words.t("coverage_page.not_counted"))
    elif found["covered_on"] is not None:
        inside = said("on_track", words.date(found["covered_on"]))
    elif is_silent(measure):
        inside = said("no_data", words.t("coverage_page.not_known"))
    else:
        inside = said("not_started", words.t("coverage_page.is_missing"), is_strong=True)
    return f"<td>{label}{inside}</td>"


def said(status: str, word: str, *, is_strong: bool = False) -> str:
    """A sign and its word."""
    drawn = f"{sign(status, 15)} " if status else ""
    text = f"<b>{escape(word)}</b>" if is_strong else escape(word)
    return f'<span class="mark">{drawn}<span>{text}</span></span>'
