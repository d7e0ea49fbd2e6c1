"""An answer as files: CSV for a Norwegian Excel, a workbook, Parquet."""

import io
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal

import pandas as pd
import streamlit as st

from analysis.answer import Answer
from foundation.words import Words
from ui.analyse_table import unique
from ui.csv_download import MIME, csv_bytes, disarmed

XLSX_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET_MIME = "application/vnd.apache.parquet"
NAME = "analyse"


def downloads(answer: Answer, words: Words) -> None:
    """A button for each kind of file; a file is made when its button is pressed."""
    with st.container(horizontal=True, key="analyse-files"):
        for ending, (mime, _) in FILES.items():
            st.download_button(
                words.t("analyse_page.download", kind=words.t(f"analyse_page.file_{ending}")),
                maker(ending, answer, words),
                file_name=f"{NAME}.{ending}",
                mime=mime,
                on_click="ignore",
                key=f"analyse-{ending}",
            )


def maker(ending: str, answer: Answer, words: Words) -> Callable[[], bytes]:
    """What makes a file of one kind."""
    return lambda: FILES[ending][1](answer, words)


def as_csv(answer: Answer, words: Words) -> bytes:
    """The answer as CSV, as csv_bytes writes it."""
    rows = [[number(value) for value in row] for row in answer.rows]
    return csv_bytes(answer.columns, rows, words)


def number(value: object) -> object:
    """A decimal number as one that every writer of files knows."""
    return float(value) if isinstance(value, Decimal) else value


def as_xlsx(answer: Answer, words: Words) -> bytes:
    """The answer as a workbook with one sheet: real numbers and dates, a fixed heading, and no cell that runs."""
    import openpyxl  # noqa: PLC0415 - takes a tenth of a second, and few readers need it

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(words.t("analyse_page.sheet"))
    sheet.freeze_panes = "A2"
    sheet.append([disarmed(name) for name in answer.columns])
    for row in answer.rows:
        sheet.append([cell(value) for value in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def cell(value: object) -> object:
    """A value as a workbook can hold it: times without a zone, numbers that it can count, text that it cannot run."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, int) and abs(value) > 2**53:
        return str(value)
    if isinstance(value, float) and value - value != 0:
        return str(value)
    return disarmed(value) if isinstance(value, str) else number(value)


def as_parquet(answer: Answer, words: Words) -> bytes:
    """The answer as a Parquet file; each column has the one type that its values have."""
    del words
    columns = list(zip(*answer.rows, strict=True)) or [()] * len(answer.columns)
    named = zip(unique(answer.columns), columns, strict=True)
    frame = pd.DataFrame({name: pd.Series(list(values), dtype=object) for name, values in named})
    written = io.BytesIO()
    frame.to_parquet(written, engine="pyarrow", index=False)
    return written.getvalue()


FILES: Mapping[str, tuple[str, Callable[[Answer, Words], bytes]]] = {
    "csv": (MIME, as_csv),
    "xlsx": (XLSX_MIME, as_xlsx),
    "parquet": (PARQUET_MIME, as_parquet),
}
