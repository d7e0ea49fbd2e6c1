"""An answer as files: CSV for a Norwegian Excel, a workbook, Parquet."""

import io
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import streamlit as st

from analysis.answer import Answer
from foundation.words import Words
from ui.analyse_table import unique
from ui.csv_download import MIME, csv_bytes, disarmed

XLSX_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET_MIME = "application/vnd.apache.parquet"
NAME = "analyse"
MOST_DIGITS = 15  # that Excel counts with
# What XML, and so a workbook, has no way to write.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
ARROW_TYPES: Mapping[str, str] = {
    "BOOLEAN": "bool", "TINYINT": "int8", "SMALLINT": "int16", "INTEGER": "int32", "BIGINT": "int64",
    "HUGEINT": "int64", "UTINYINT": "uint8", "USMALLINT": "uint16", "UINTEGER": "uint32", "UBIGINT": "uint64",
    "FLOAT": "float32", "DOUBLE": "float64", "VARCHAR": "string", "DATE": "date32", "TIMESTAMP": "timestamp[us]",
    "TIME": "time64[us]",
}  # fmt: skip


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
    """The answer as CSV, as csv_bytes writes it, with times that a Norwegian Excel takes for times."""
    rows = [[moment(value) for value in row] for row in answer.rows]
    return csv_bytes(answer.columns, rows, words)


def moment(value: object) -> object:
    """A time of a day as a Norwegian Excel reads it, to the second; every other value as it is."""
    return f"{value:%d.%m.%Y %H:%M:%S}" if isinstance(value, datetime) else value


def as_xlsx(answer: Answer, words: Words) -> bytes:
    """The answer as a workbook with one sheet: real numbers and dates, a fixed heading, and no cell that runs."""
    import openpyxl  # noqa: PLC0415 - takes a tenth of a second, and few readers need it

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(words.t("analyse_page.sheet"))
    sheet.freeze_panes = "A2"
    sheet.append([cell(name) for name in answer.columns])
    for row in answer.rows:
        sheet.append([cell(value) for value in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def cell(value: object) -> object:
    """A value as a workbook can hold it: times without a zone, numbers that it can count, text that it cannot run."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, int | Decimal) and len(str(abs(value))) > MOST_DIGITS:
        return str(value)
    if isinstance(value, float) and value - value != 0:
        return str(value)
    return disarmed(UNWRITABLE.sub("", value)) if isinstance(value, str) else value


def as_parquet(answer: Answer, words: Words) -> bytes:
    """The answer as a Parquet file; each column has the one type that its values have."""
    del words
    import pyarrow as pa  # noqa: PLC0415 - few readers need it
    from pyarrow import parquet  # noqa: PLC0415

    columns = list(zip(*answer.rows, strict=True)) or [()] * len(answer.columns)
    written = io.BytesIO()
    arrays = [array(list(values), kind) for values, kind in zip(columns, answer.types, strict=True)]
    parquet.write_table(pa.table(arrays, names=unique(answer.columns)), written)
    return written.getvalue()


def array(values: list[Any], kind: str) -> Any:
    """A column for Parquet: of DuckDB's type where Arrow has it, else of what its values are, at the last as text."""
    import pyarrow as pa  # noqa: PLC0415

    known = ARROW_TYPES.get(kind.partition("(")[0], "string" if not any(values) else None)
    try:
        return pa.array(values, type=pa.type_for_alias(known) if known else None)
    except (
        pa.ArrowException,
        ArithmeticError,
    ):  # such as a whole number that no type of Arrow's is wide enough for
        return pa.array([None if value is None else str(value) for value in values], type=pa.string())


FILES: Mapping[str, tuple[str, Callable[[Answer, Words], bytes]]] = {
    "csv": (MIME, as_csv),
    "xlsx": (XLSX_MIME, as_xlsx),
    "parquet": (PARQUET_MIME, as_parquet),
}
