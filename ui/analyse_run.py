"""What is shown while a statement runs, and what it ended in: rows, or why there are none."""

import streamlit as st

from analysis.answer import Answer
from foundation.errors import AnalysisError
from foundation.words import Words
from ui.analyse_chart import chart
from ui.analyse_data import now, published_at
from ui.analyse_files import downloads
from ui.analyse_state import Run, current_run
from ui.analyse_table import table
from ui.page import draw, escape

LOOK_SECONDS = 0.3
PLAN_COLUMN = 1


def outcome(words: Words) -> None:
    """The part under the editor: what runs, the answer, or why there is none."""
    run = current_run()
    if run is None:
        draw(f'<p class="analyse-quiet">{escape(words.t("analyse_page.nothing_run"))}</p>')
    elif not run.job.is_done:
        running(words)
    else:
        ended(run, words)


@st.fragment(run_every=LOOK_SECONDS)
def running(words: Words) -> None:
    """How long a statement has run, how far it has come, and a button that stops it."""
    run = current_run()
    if run is None or run.job.is_done:
        st.rerun()
    seconds = (now() - run.begun_at).total_seconds()
    said = words.t("analyse_page.running", seconds=words.number(seconds, 1))
    if run.job.progress:
        said += " " + words.t("analyse_page.progress", progress=round(run.job.progress))
    with st.container(horizontal=True, vertical_alignment="center", key="analyse-running"):
        draw(f'<p class="analyse-running" role="status">{escape(said)}</p>', "content")
        st.button(words.t("analyse_page.cancel"), on_click=run.job.cancel, key="analyse-cancel")


def ended(run: Run, words: Words) -> None:
    """An outcome: the answer with what can be done with it, or the reason that there is none."""
    try:
        answer = run.job.answer(0)
    except AnalysisError as error:
        draw(error_said(error, run, words))
        return
    draw(f'<p class="analyse-answer" role="status">{escape(answer_said(answer, words))}</p>')
    if run.is_plan:
        st.code("\n".join(str(row[PLAN_COLUMN]) for row in answer.rows), language=None)
        return
    if not answer.rows:
        draw(f'<p class="analyse-quiet">{escape(words.t("analyse_page.no_rows"))}</p>')
        return
    table(answer, words)
    downloads(answer, words)
    chart(answer, words)


def answer_said(answer: Answer, words: Words) -> str:
    """How many rows there are, whether they are all, how long it took, and how old the data is."""
    count = len(answer.rows)
    rows_said = words.t("analyse_page.first_rows" if answer.is_cut else "analyse_page.rows", count=count)
    parts = [rows_said, words.t("analyse_page.took", seconds=words.number(answer.seconds, 2))]
    moment = published_at(answer.version)
    if moment:
        parts.append(words.t("analyse_page.published", moment=moment))
    return f"{', '.join(parts)}."


def error_said(error: AnalysisError, run: Run, words: Words) -> str:
    """Why there is no answer, the engine's own words in its language, and the line with a mark where it stopped."""
    values = error.values
    said = words.t(error.key, **values)
    engine = ""
    if "hint" in values:
        hint = f"<br>{escape(values['hint'])}" if values["hint"] else ""
        engine = f'<p class="analyse-engine" lang="en">{escape(values["found"])}{hint}</p>'
    where = place_said(
        run.statement, int(str(values.get("line", 0))), int(str(values.get("column", 0))), words
    )
    return (
        f'<section class="analyse-error" role="alert"><p><b>{escape(said)}</b></p>{engine}{where}</section>'
    )


def place_said(statement: str, line: int, column: int, words: Words) -> str:
    """The line and column in words, and the line itself with a caret under the place."""
    lines = statement.split("\n")
    if not 1 <= line <= len(lines):
        return ""
    said = escape(words.t("analyse_page.place", line=line, column=column))
    caret = f"\n{' ' * (column - 1)}^" if column else ""
    return f'<p>{said}</p><pre class="analyse-line" tabindex="0">{escape(lines[line - 1] + caret)}</pre>'
