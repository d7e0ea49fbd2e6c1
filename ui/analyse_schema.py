"""What can be asked for: every table and rule with its meaning, its columns, a sample, and its name at a click."""

from collections.abc import Sequence

import streamlit as st

from foundation.errors import AnalysisError
from foundation.words import Words
from ui.analyse_data import sandbox
from ui.analyse_state import insert
from ui.analyse_table import as_html
from ui.data import Row, rows
from ui.page import draw, escape

SAMPLE_ROWS = 5
SAMPLE_SECONDS = 10
DAYS = {"table_rule"}


def schema(words: Words) -> None:
    """A list to choose a table or rule from, by writing a part of its name, and what there is to know about it."""
    things = rows("analyse_things")
    draw(f'<h2 class="analyse-title">{escape(words.t("analyse_page.schema"))}</h2>')
    names = [str(thing["name"]) for thing in things]
    kinds = {str(thing["name"]): words.t(f"analyse_page.kind_{thing['kind']}") for thing in things}
    chosen = st.selectbox(
        words.t("analyse_page.schema_choose", count=len(names)), names, key="analyse-thing",
        format_func=lambda name: f"{name} · {kinds[name]}",
    )  # fmt: skip
    thing = next((thing for thing in things if thing["name"] == chosen), None)
    if thing is not None:
        about(thing, words)


def about(thing: Row, words: Words) -> None:
    """One table or rule: what it means, a button that puts it into the statement, its columns, and a sample."""
    meaning = thing["comment_en"] if words.language == "en" else thing["comment_nb"]
    count = (
        f" {escape(words.t('analyse_page.row_count', count=thing['row_count']))}"
        if thing["kind"] == "table"
        else ""
    )
    language = ' lang="nb"' if words.language == "nn" else ""
    draw(
        f'<p class="analyse-about"><code>{escape(thing["called"])}</code><br>'
        f"<span{language}>{escape(meaning or '')}</span>{count}</p>"
    )
    call = (
        str(thing["called"])
        .replace("as_of", "$as_of")
        .replace("from_date", "$since")
        .replace("to_date", "$as_of")
    )
    called = call if thing["kind"] != "table" else str(thing["name"])
    shown = called.replace("$", r"\$")  # a label reads two dollar signs as a formula
    st.button(
        words.t("analyse_page.insert", name=shown),
        on_click=insert,
        args=(called,),
        key="analyse-insert",
        width="stretch",
    )
    if thing["kind"] == "table":
        columns(str(thing["name"]), words)
        sample(str(thing["name"]), words)


def columns(table: str, words: Words) -> None:
    """The columns of a table with type and meaning, and each one's name to be put into the statement."""
    found = [row for row in rows("dictionary_columns") if row["table_name"] == table]
    names = [str(row["column_name"]) for row in found]

    def insert_chosen() -> None:
        chosen = st.session_state.get("analyse-columns")
        if chosen:
            insert(str(chosen))
        st.session_state["analyse-columns"] = None

    st.pills(
        words.t("analyse_page.insert_column"), names, key="analyse-columns", on_change=insert_chosen,
    )  # fmt: skip
    draw(columns_html(found, words))


def columns_html(found: Sequence[Row], words: Words) -> str:
    """Columns with type and meaning, folded in."""
    language = ' lang="nb"' if words.language == "nn" else ""
    items = "".join(
        f"<div><dt><code>{escape(row['column_name'])}</code> <span>{escape(row['data_type'])}</span></dt>"
        f"<dd{language}>{escape(row['comment_en' if words.language == 'en' else 'comment_nb'] or '')}</dd></div>"
        for row in found
    )
    title = escape(words.t("analyse_page.columns", count=len(found)))
    return f'<details class="analyse-columns"><summary>{title}</summary><dl>{items}</dl></details>'


def sample(table: str, words: Words) -> None:
    """A few rows of a table, when asked for."""
    if not st.toggle(words.t("analyse_page.sample"), key="analyse-sample"):
        return
    try:
        answer = sandbox().start(f'from "{table}"', rows=SAMPLE_ROWS).answer(SAMPLE_SECONDS)
    except AnalysisError as error:
        draw(f'<p class="analyse-quiet">{escape(words.t(error.key, **error.values))}</p>')
        return
    draw(as_html(answer, words))
