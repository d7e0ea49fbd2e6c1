"""The missing names to take away: as text to copy into a message, and as a table that a spreadsheet opens."""

import streamlit as st

from foundation.words import Words
from ui.coverage_data import Coverage
from ui.csv_download import MIME, csv_bytes
from ui.measures import name_of
from ui.page import draw, escape

COLUMNS = ("measure", "area", "word")


def take_away(coverage: Coverage, words: Words) -> None:
    """The missing names as text with a button that copies it, and a button for the table."""
    text = names_text(coverage, words)
    if not text:
        return
    title = escape(words.t("coverage_page.take_away"))
    said = escape(words.t("coverage_page.take_away_said"))
    draw(
        f'<section class="coverage-part coverage-take"><h2>{title}</h2><p class="coverage-second">{said}</p></section>'
    )
    st.code(text, language=None, wrap_lines=True)
    st.download_button(
        words.t("coverage_page.download"),
        lambda: names_table(coverage, words),
        file_name=f"{words.t('coverage_page.file')}-{coverage.as_of.isoformat()}.csv",
        mime=MIME,
        on_click="ignore",
        key="coverage_download",
    )


def names_text(coverage: Coverage, words: Words) -> str:
    """Under each measure the names that it misses, one on each line; empty where nobody is missing."""
    parts = []
    for measure in coverage.over_areas:
        names = [name_of(unit, "name", words) for unit in coverage.missing(measure)]
        if names:
            title = words.t(
                "coverage_page.list_title", name=name_of(measure, "short", words), count=len(names)
            )
            parts.append("\n".join([title, *names]))
    return "\n\n".join(parts)


def names_table(coverage: Coverage, words: Words) -> bytes:
    """One row per measure and area that it misses, as a CSV file."""
    headings = [words.t(f"coverage_page.column_{name}") for name in COLUMNS]
    lines = [
        (name_of(measure, "short", words), name_of(unit, "name", words), words.t("coverage_page.is_missing"))
        for measure in coverage.over_areas
        for unit in coverage.missing(measure)
    ]
    return csv_bytes(headings, lines, words)
