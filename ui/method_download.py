"""What can be taken away from the data and method screen: rejected rows, open points, and the database itself."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import streamlit as st

from foundation.words import Words
from ui.csv_download import MIME
from ui.data import settings
from ui.method import title
from ui.method_data import MOST_IN_FILE, Method, read_rejects
from ui.method_rejects import rejects_file
from ui.method_undecided import undecided_table, undecided_text
from ui.page import draw, escape

# Named here and not imported from warehouse.publish, which brings what only a run needs.
ANALYSE = "analyse.duckdb"
LARGEST_SERVED = 100_000_000  # bytes: a download is held in the server's memory
MEGABYTE = 1_000_000


def rejects_download(as_of: date, source: str, words: Words) -> None:
    """A button for all rejected rows of what is chosen; the file is made when it is asked for."""
    name = f"{words.t('method_page.rejects_file')}-{as_of.isoformat()}.csv"

    def made() -> bytes:
        return rejects_file(read_rejects(as_of, source, MOST_IN_FILE), words)

    button("rejects_download", made, name, MIME, words)


def undecided_downloads(method: Method, words: Words) -> None:
    """Two buttons for the open points: as a text to print, and as a table to fill in."""
    name = f"{words.t('method_page.undecided_file')}-{method.as_of.isoformat()}"
    organisation = settings().organisation.name
    with st.container(horizontal=True, key="method-undecided-files"):
        button(
            "download_text",
            lambda: undecided_text(method, organisation, words),
            f"{name}.txt",
            "text/plain",
            words,
        )
        button("download_table", lambda: undecided_table(method, words), f"{name}.csv", MIME, words)


def button(label: str, made: Callable[[], bytes], name: str, mime: str, words: Words) -> None:
    """One button for a file."""
    st.download_button(
        words.t(f"method_page.{label}"),
        made,
        file_name=name,
        mime=mime,
        on_click="ignore",
        key=f"method_{label}",
    )


def database(method: Method, words: Words) -> None:
    """The part about the database: where its copy for analysts lies, how to open it, and a button where it is small."""
    file = settings().paths.warehouse / ANALYSE
    if not file.is_file():
        draw(title("database", words.t("method_page.database_missing", file=ANALYSE), words))
        return
    size = file.stat().st_size
    intro = words.t("method_page.database_intro", file=ANALYSE)
    draw(title("database", intro, words) + how_to_open(method, file, words))
    if size > LARGEST_SERVED:
        draw(
            f'<p class="method-intro">{escape(words.t("method_page.database_large", size=megabytes(size)))}</p>'
        )
        return
    label = words.t("method_page.database_download", file=ANALYSE, size=megabytes(size))
    st.download_button(
        label, file.read_bytes, file_name=ANALYSE, mime="application/octet-stream", on_click="ignore",
        key="method_database",
    )  # fmt: skip


def how_to_open(method: Method, file: Path, words: Words) -> str:
    """Where the copy lies and a first question to ask it."""
    asked = f"select * from measure_status(date '{method.as_of.isoformat()}');"  # noqa: S608 - shown, never run
    invented = escape(words.t("method_page.database_sample"))
    sample = f'<p class="method-intro">{invented}</p>' if method.is_any_sample else ""
    return (
        f'<p class="method-intro">{escape(words.t("method_page.database_place"))} <code>{escape(file)}</code></p>'
        f'<p class="method-intro">{escape(words.t("method_page.database_open"))}</p>'
        f'<pre class="method-sql" lang="en" tabindex="0"><code>duckdb {ANALYSE}\n{escape(asked)}</code></pre>'
        f"{sample}"
    )


def megabytes(size: int) -> int:
    """A size in whole megabytes, at least one."""
    return max(1, round(size / MEGABYTE))
