"""Cells as people and programs write them: numbers, days and free text, whatever their spaces and signs."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import etl.sources.judging as judging
from foundation.words import words

Read = Callable[[str, str], object]
SPACES = (" ", "\u00a0", "\u202f", "\u2009")
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.fixture(scope="module")
def read() -> Iterator[Read]:
    """What a macro makes of a cell."""
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'Europe/Oslo'")
        connection.execute((Path(judging.STATEMENTS) / "words.sql").read_text(encoding="utf-8"))

        def ask(macro: str, cell: str) -> object:
            cell_text = "signed_number(tidy(?))" if macro in ("as_number", "as_grouped") else "tidy(?)"
            found = connection.execute(f"select {macro}({cell_text})", [cell]).fetchall()  # noqa: S608
            return found[0][0]

        yield ask


@settings(deadline=None, max_examples=60)
@given(value=st.integers(-(10**9), 10**9), language=st.sampled_from(["nb", "nn", "en"]))
def test_a_count_reads_back_as_the_screens_write_it(read: Read, value: int, language: str) -> None:
    written = words(language).number(value)
    grouped = read("as_grouped", written)
    assert (read("as_number", written) if grouped is None else grouped) == value


@settings(deadline=None, max_examples=60)
@given(value=st.integers(-(10**7), 10**7), space=st.sampled_from(SPACES))
def test_a_decimal_reads_back_from_a_norwegian_spreadsheet(read: Read, value: int, space: str) -> None:
    written = f"{value / 100:,.2f}".replace(",", space).replace(".", ",")
    assert read("as_number", f"{space}{written} ") == value / 100


@settings(deadline=None, max_examples=60)
@given(value=st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_number_reads_back_as_json_writes_it(read: Read, value: float) -> None:
    assert read("as_number", repr(value)) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "12 5",
        "1 86",
        "1.86.8",
        "1,2,3",
        "1e999",
        "9" * 400,
        "nan",
        "inf",
        "--1",
        "1-2",
        "0x10",
        "½",
        "75 %",
    ],
)
def test_what_is_no_number_is_none(read: Read, written: str) -> None:
    assert read("as_number", written) is None


FORMS = (
    "{0:%d.%m.%Y}", "{0.day}.{0.month}.{0.year}", "{0:%Y-%m-%d}", "{0:%Y%m%d}", "{0:%d.%m.%Y} 13:45",
    "{0:%Y-%m-%dT%H:%M:%S}", "{0:%Y-%m-%d}T23:59:59.999",
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(day=DAYS, form=st.sampled_from(FORMS))
def test_a_day_reads_back_in_every_form(read: Read, day: date, form: str) -> None:
    assert read("as_day", form.format(day)) == day


@settings(deadline=None, max_examples=60)
@given(day=DAYS, part=st.sampled_from(["", ".0", ".75", ",25"]))
def test_a_day_reads_back_from_excels_count(read: Read, day: date, part: str) -> None:
    assert read("as_day", f"{(day - date(1899, 12, 30)).days}{part}") == day


@settings(deadline=None, max_examples=60)
@given(day=DAYS)
def test_a_moment_falls_on_the_local_day(read: Read, day: date) -> None:
    """From 23 UTC it is the next day here, summer and winter."""
    assert read("as_day", f"{day}T23:30:00Z") == day + timedelta(days=1)
    assert read("as_day", f"{day} 12:00:00+0000") == day


@pytest.mark.parametrize(
    "written",
    ["30.02.2026", "2026-02-30", "20260230", "00.01.2026", "1.13.2026", "2026-1-1", "26-01-01", "01/02/2026", "12345",
     "70000", "apr.26", "2026", "2026-04", "10.02.2026 eller 11.02.2026", "2026-02-10T25:00:00Z"],
)  # fmt: skip
def test_what_is_no_day_is_none(read: Read, written: str) -> None:
    assert read("as_day", written) is None


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Ring 62 48 50 00", "Ring [***]"),
        ("Ring +47 912 34 567.", "Ring [***]."),
        ("Ring 91234567", "Ring [***]"),
        ("01019012345 har svart", "[***] har svart"),
        ("010190 12345", "[***]"),
        ("010190-12345", "[***]"),
        ("fra ola.nordmann+x@tynset.example, takk", "fra [***] takk"),
        ("(kari@example.no)", "([***])"),
        ("28.11.2024 kl. 12.30: 1 868 følgere, 11 av 17", "28.11.2024 kl. 12.30: 1 868 følgere, 11 av 17"),
        ("2024-11-28", "2024-11-28"),
        (" to  ord\n", "to ord"),
        ("\u00a0", None),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    ],
)  # fmt: skip
def test_free_text_keeps_no_address_and_no_long_number(read: Read, written: str, kept: str | None) -> None:
    assert read("clean_text", written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://a.example/sak?id=7", "https://a.example/sak?id=7"),
        ("https://a.example/sak?id=7&access_token=abc", "https://a.example/sak"),
        ("https://a.example/sak#id_token=abc", "https://a.example/sak"),
        ("https://a.example/sak?SIG=abc", "https://a.example/sak"),
        ("https://a.example/sak?sv=2&sig=abc", "https://a.example/sak"),
        ("https://a.example/sak?monkey=1", "https://a.example/sak?monkey=1"),
    ],
)
def test_a_link_keeps_no_secret(read: Read, written: str, kept: str) -> None:
    assert read("without_secret", written) == kept


@pytest.mark.parametrize(
    "written", ["Fåset skole", "FASET SKOLE", "faset-skole", " Fåset  skole ", "fåset_skole"]
)
def test_a_name_is_the_same_however_it_is_spelled(read: Read, written: str) -> None:
    assert read("plain", written) == "fasetskole"
