"""An answer as table, files and chart: numbers stay numbers, nothing runs, and the first guess is a sensible one."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest
from pyarrow.parquet import read_table

from analysis.answer import Answer
from foundation.words import words
from ui.analyse_chart import Guess, figure, guess, sentence
from ui.analyse_files import as_csv, as_parquet, as_xlsx
from ui.analyse_table import as_html, is_number, plain, unique
from ui.theme import LIGHT

ANSWER = Answer(
    columns=("dag", "navn", "antall", "andel", "antall"),
    types=("DATE", "VARCHAR", "BIGINT", "DOUBLE", "DECIMAL(4,2)"),
    rows=(
        (date(2026, 11, 20), "=1+1", 2026, 0.5, Decimal("1.25")),
        (date(2026, 11, 21), None, -3, None, Decimal("2.00")),
        (date(2026, 11, 22), "<b>", 12345, 1 / 3, None),
    ),
    is_cut=False,
    seconds=0.01,
    version="kommunikasjon-20261123T061200Z-1.duckdb",
)
NB, EN = words("nb"), words("en")


def test_the_csv_opens_right_in_a_norwegian_excel_and_runs_nothing() -> None:
    lines = as_csv(ANSWER, NB).decode("utf-8").split("\r\n")
    assert lines == [
        "\ufeffdag;navn;antall;andel;antall",
        "20.11.2026;'=1+1;2026;0,5;1,25",
        "21.11.2026;;-3;;2,00",
        "22.11.2026;<b>;12345;0,3333333333333333;",
        "",
    ]


def test_the_csv_keeps_every_digit_and_writes_times_as_excel_reads_them() -> None:
    exact = Answer(
        ("a", "b", "c"), ("DECIMAL(38,2)", "TIMESTAMP", "DECIMAL(3,2)"),
        ((Decimal("123456789012345678901.25"), datetime(2026, 11, 20, 9, 5, 7), Decimal("-0.50")),), False, 0.0, "",
    )  # fmt: skip
    assert as_csv(exact, NB).decode("utf-8") == (
        "\ufeffa;b;c\r\n123456789012345678901,25;20.11.2026 09:05:07;-0,50\r\n"
    )


def test_the_workbook_holds_real_dates_and_numbers_and_runs_nothing() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(ANSWER, NB))).active
    assert sheet is not None
    cells = list(sheet.iter_rows())
    assert [cell.value for cell in cells[0]] == list(ANSWER.columns)
    assert [cell.value for cell in cells[1]] == [datetime(2026, 11, 20), "'=1+1", 2026, 0.5, 1.25]
    assert {cell.data_type for row in cells for cell in row} == {"s", "d", "n"}


def test_the_workbook_takes_what_a_cell_cannot_hold_as_text() -> None:
    odd = Answer(
        ("a", "b", "c"), ("HUGEINT", "DOUBLE", "TIMESTAMP WITH TIME ZONE"),
        ((2**100, float("inf"), datetime(2026, 1, 1, 12, tzinfo=UTC)),), False, 0.0, "",
    )  # fmt: skip
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(odd, NB))).active
    assert sheet is not None
    assert [cell.value for cell in list(sheet.iter_rows())[1]] == [
        str(2**100),
        "inf",
        datetime(2026, 1, 1, 12),
    ]


def test_the_workbook_leaves_out_what_no_workbook_can_hold() -> None:
    odd = Answer(
        ("a\x00", "b"), ("VARCHAR", "DECIMAL(38,2)"),
        (("\x01=1\x1f+1\n", Decimal("123456789012345678901.25")),), False, 0.0, "",
    )  # fmt: skip
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(odd, NB))).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["a", "b"], ["'=1+1\n", "123456789012345678901.25"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("HUGEINT", [2**100, 1, None], ("string", [str(2**100), "1", None])),
        ("HUGEINT", [7, None], ("int64", [7, None])),
        ("UBIGINT", [2**64 - 1], ("uint64", [2**64 - 1])),
        ("INTEGER", [None, None], ("int32", [None, None])),
        ("DATE", ["290000-01-01", date(2026, 1, 1)], ("string", ["290000-01-01", "2026-01-01"])),
        ("UNION(a INTEGER, b VARCHAR)", [1, "x"], ("string", ["1", "x"])),
        ("DOUBLE", [float("inf"), 1.5], ("double", [float("inf"), 1.5])),
        ("DECIMAL(4,2)", [Decimal("1.25"), None], ("decimal128(3, 2)", [Decimal("1.25"), None])),
        ("JSON", [], ("string", [])),
    ],
)
def test_a_parquet_column_has_duckdbs_type_or_is_text(
    kind: str, values: list[object], expected: tuple[str, list[object]]
) -> None:
    made = Answer(("a",), (kind,), tuple((value,) for value in values), False, 0.0, "")
    column = read_table(io.BytesIO(as_parquet(made, NB))).column(0)
    assert (str(column.type), column.to_pylist()) == expected


def test_the_parquet_file_keeps_the_types() -> None:
    found = pd.read_parquet(io.BytesIO(as_parquet(ANSWER, NB)))
    assert list(found.columns) == ["dag", "navn", "antall", "andel", "antall (2)"]
    assert list(found["antall"]) == [2026, -3, 12345]
    assert list(found["dag"]) == [date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)]


def test_an_answer_without_rows_is_a_file_with_headings() -> None:
    nothing = Answer(("a", "b"), ("DATE", "BIGINT"), (), False, 0.0, "")
    assert as_csv(nothing, NB).decode("utf-8") == "\ufeffa;b\r\n"
    assert list(pd.read_parquet(io.BytesIO(as_parquet(nothing, NB))).columns) == ["a", "b"]


def test_the_table_escapes_what_comes_from_data_and_says_null() -> None:
    found = as_html(ANSWER, NB)
    assert "&lt;b&gt;" in found
    assert '<span class="analyse-null">NULL</span>' in found
    assert "<td>20.11.2026</td>" in found


@pytest.mark.parametrize(
    ("value", "nb", "en"),
    [
        (2026, "2026", "2026"),
        (-3, "\u22123", "\u22123"),
        (1 / 3, "0,333333", "0.333333"),
        (1914.0, "1914", "1914"),
        (Decimal("1.25"), "1,25", "1.25"),
        (True, "ja", "yes"),
        (date(2026, 11, 2), "02.11.2026", "2 Nov 2026"),
        ("x", "x", "x"),
        ("x" * 1_001, "x" * 1_000 + " …", "x" * 1_000 + " …"),
    ],
)
def test_a_value_is_written_in_the_readers_language_with_no_thousands_apart(
    value: object, nb: str, en: str
) -> None:
    assert (plain(value, NB), plain(value, EN)) == (nb, en)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("BIGINT", True), ("DECIMAL(4,2)", True), ("DOUBLE", True), ("VARCHAR", False), ("DATE", False),
     ("INTEGER[]", False), ("STRUCT(a INTEGER)", False), ("MAP(VARCHAR, INTEGER)", False), ("INTERVAL", False)],
)  # fmt: skip
def test_only_plain_numbers_count_as_numbers(kind: str, expected: bool) -> None:
    assert is_number(kind) is expected


def answer(**columns: tuple[str, list[object]]) -> Answer:
    rows = tuple(zip(*(values for _, values in columns.values()), strict=True))
    return Answer(tuple(columns), tuple(kind for kind, _ in columns.values()), rows, False, 0.0, "")


DAYS: list[object] = [date(2026, 1, 1), date(2026, 2, 1)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (answer(m=("DATE", DAYS), v=("DOUBLE", [1.0, 2.0])), Guess("line", "m", ("v",))),
        (answer(name=("VARCHAR", ["a", "b"]), v=("BIGINT", [1, 2])), Guess("bar", "name", ("v",))),
        (answer(year=("BIGINT", [1, 2]), v=("BIGINT", [1, 2])), Guess("bar", "year", ("v",))),
        (answer(name=("VARCHAR", ["a", "b"])), None),
        (answer(v=("BIGINT", [1, 2])), None),
        (answer(name=("VARCHAR", ["a"]), v=("BIGINT", [1])), None),
    ],
)
def test_the_first_chart_is_a_line_along_days_and_bars_along_names(
    given: Answer, expected: Guess | None
) -> None:
    assert guess(given) == expected


def test_the_chart_draws_what_was_chosen_and_its_sentence_says_so() -> None:
    chosen = Guess("line", "dag", ("antall", "andel"))
    drawn = figure(ANSWER, chosen, NB, LIGHT)
    assert [trace.name for trace in drawn.data] == ["antall", "andel"]
    assert list(drawn.data[1].y) == [0.5, None, 1 / 3]
    assert sentence(ANSWER, chosen, NB) == (
        "antall fra −3 til 12\u00a0345 og andel fra 0,3 til 0,5, langs dag. Tallene står i tabellen over."
    )


def test_columns_of_the_same_name_are_told_apart() -> None:
    assert unique(("a", "a", "b", "a")) == ["a", "a (2)", "b", "a (3)"]
