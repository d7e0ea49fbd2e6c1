"""Completion records in CSV: delimiters, encodings, headings, Norwegian dates and numbers, and rows left out."""

from datetime import date

import pytest

from foundation.errors import SourceError
from tests.etl.sources.conftest import Records

ROW = "T1.I1;10.02.2026\n"
PLAIN = "measure_id;occurred_on\n"
MEETING, OTHER, SCRIPT = "kommunestyre-2026-01-27", "T2.I1-M1", "javascript:alert(1)"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_delimiter_and_encoding_is_read(records: Records, delimiter: str, encoding: str) -> None:
    text = "tiltak;dato;merknad\nT1.I1;10.02.2026;Møte på Røros\n".replace(";", delimiter)
    assert records(text, encoding=encoding).accepted("measure_id, occurred_on, note") == [
        ("T1.I1", date(2026, 2, 10), "Møte på Røros")
    ]


@pytest.mark.parametrize(
    "headings",
    [
        "measure_id;occurred_on",
        "Tiltak;Dato",
        "TILTAKSNUMMER ; Gjennomført dato",
        "Measure;Done on",
        "tiltaks-id;utført",
    ],
)
def test_headings_are_known_in_three_languages_however_they_are_spaced(
    records: Records, headings: str
) -> None:
    assert records(f"{headings}\n{ROW}").accepted("measure_id") == [("T1.I1",)]


def test_a_title_may_stand_above_the_headings_and_rows_keep_their_numbers(records: Records) -> None:
    pulled = records(f"Gjennomføringer 2026\n{PLAIN}{ROW}T1.I1;31.02.2026\n")
    assert pulled.accepted("row_number") == [(3,)]
    assert pulled.rejected() == [(4, "occurred_on", "31.02.2026", "reject.impossible_date")]


def test_blank_lines_and_values_over_several_lines_keep_row_numbers_right(records: Records) -> None:
    text = 'tiltak;dato;merknad\nT1.I1;10.02.2026;"over\nto linjer"\n\nT1.I1;31.02.2026;\n'
    pulled = records(text)
    assert pulled.accepted("row_number, note") == [(2, "over to linjer")]
    assert pulled.rejected() == [(5, "dato", "31.02.2026", "reject.impossible_date")]


def test_rows_of_nothing_but_delimiters_are_none(records: Records) -> None:
    pulled = records("tiltak;dato;vær\nT1.I1;10.02.2026;sol\n;;\n;;\nT1.I1;31.02.2026;\n;;\n")
    assert (pulled.delivery.read_count, pulled.accepted("row_number")) == (2, [(2,)])
    assert pulled.rejected() == [(5, "dato", "31.02.2026", "reject.impossible_date")]


def test_windows_line_ends_change_nothing(records: Records) -> None:
    assert records("tiltak;dato\r\nT1.I1;10.02.2026\r\nT1.I1;11.02.2026\r\n").accepted("row_number") == [
        (2,),
        (3,),
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-02-10", date(2026, 2, 10)),
        ("10.02.2026", date(2026, 2, 10)),
        ("1.2.2026", date(2026, 2, 1)),
        ("10. 02. 2026", date(2026, 2, 10)),
        ("20260210", date(2026, 2, 10)),
        ("10.2.2026 kl. 13.45", date(2026, 2, 10)),
        ("2026-02-10T23:30:00+0000", date(2026, 2, 11)),
        ("2026-02-10 13:45", date(2026, 2, 10)),
        ("2026-02-10T23:30:00Z", date(2026, 2, 11)),
        ("46063", date(2026, 2, 10)),
        (" 10.02.2026\u00a0", date(2026, 2, 10)),
        ("29.02.2024", date(2024, 2, 29)),
    ],
)
def test_a_date_is_read_as_it_is_written_here(records: Records, written: str, read: date) -> None:
    assert records(f"{PLAIN}T1.I1;{written}\n").accepted("occurred_on") == [(read,)]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("31.02.2026", "impossible_date"),
        ("29.02.2026", "impossible_date"),
        ("2026-13-01", "impossible_date"),
        ("i går", "impossible_date"),
        ("10.02.26", "impossible_date"),
        ("10/02/2026", "impossible_date"),  # February here, October elsewhere
        ("2026-02-10 og senere", "impossible_date"),
        ("21.11.2026", "future_date"),
        ("", "missing"),
    ],
)
def test_a_date_that_cannot_be_is_left_out_and_the_good_rows_go_on(
    records: Records, written: str, reason: str
) -> None:
    pulled = records(f"{PLAIN}T1.I1;{written}\n{ROW}")
    assert pulled.rejected() == [(2, "occurred_on", written or None, f"reject.{reason}")]
    assert pulled.accepted("row_number") == [(3,)]


CASES = {
    "unknown measure": ("T1.I9;10.02.2026", "measure_id", "T1.I9", "unknown_measure"),
    "no measure": (";10.02.2026", "measure_id", None, "missing"),
    "coverage without a unit": ("T1.I3;10.02.2026", "unit_id", None, "unit_missing"),
    "unknown unit": ("T1.I3;10.02.2026;Romferd", "unit_id", "Romferd", "unknown_unit"),
    "unit of another kind": ("T1.I3;10.02.2026;" + MEETING, "unit_id", MEETING, "other_kind_of_unit"),
    "one-off without a milestone": ("T1.I4;10.02.2026", "milestone_id", None, "milestone_missing"),
    "unknown milestone": ("T1.I4;10.02.2026;;T1.I4-M9", "milestone_id", "T1.I4-M9", "unknown_milestone"),
    "another measure's milestone": ("T1.I4;10.02.2026;;" + OTHER, "milestone_id", OTHER, "other_measures_milestone"),
    "period that the plan lacks": ("T1.I1;10.02.2026;;;2026-07", "period", "2026-07", "unknown_period"),
    "period of no form": ("T1.I1;10.02.2026;;;våren", "period", "VÅREN", "unknown_period"),
    "value that is no number": ("T1.E3;10.02.2026;;;;mange;10", "value", "mange", "not_a_number"),
    "continuous without a value": ("T1.E3;10.02.2026;;;;;10", "value", None, "missing"),
    "share above one": ("T1.E3;10.02.2026;;;;175;10", "value", "175", "not_a_share"),
    "count below zero": ("T1.E3;10.02.2026;;;;0,8;-1", "n", "-1", "not_a_count"),
    "half a count": ("T1.E3;10.02.2026;;;;0,8;9,5", "n", "9,5", "not_a_count"),
    "unknown channel": ("T1.I1;10.02.2026;;;;;;brevdue", "channel_id", "brevdue", "unknown_channel"),
    "a person for a role": ("T1.I1;10.02.2026;;;;;;;Ola Nordmann", "role", None, "unknown_role"),
    "link that is none": ("T1.I1;10.02.2026;;;;;;;;" + SCRIPT, "evidence_url", SCRIPT, "not_a_link"),
    "reported in the future": ("T1.I1;10.02.2026;;;;;;;;;01.12.2026", "registered_on", "01.12.2026", "future_date"),
    "too many cells": ("T1.I1;10.02.2026;;;;;;;;;;for mye", None, None, "too_many_cells"),
}  # fmt: skip
FULL = (
    "measure_id;occurred_on;unit_id;milestone_id;period;value;n;channel_id;role;evidence_url;registered_on\n"
)


@pytest.mark.parametrize("name", CASES)
def test_a_row_that_the_register_contradicts_is_left_out_with_its_reason(records: Records, name: str) -> None:
    row, column, value, reason = CASES[name]
    pulled = records(f"{FULL}{row}\n{ROW.strip()};;;;;;;;;\n")
    assert pulled.rejected() == [(2, column, value, f"reject.{reason}")]
    assert pulled.accepted("row_number") == [(3,)]


def test_the_nearest_right_value_is_told(records: Records) -> None:
    pulled = records("tiltak;dato;enhet\nT1.I9;10.02.2026;\nT1.I3;10.02.2026;Kulturtjeneste\n")
    allowed = pulled.connection.execute("select allowed from rejected order by row_number").fetchall()
    assert allowed == [("T1.I1",), ("Kulturtjenesten",)]


def test_units_channels_and_roles_are_known_by_name_too(records: Records) -> None:
    text = "tiltak;dato;enhet;kanal;rolle\nt1.i3;10.02.2026; KULTURTJENESTEN ;Ansikt til ansikt;Rådmann\n"
    assert records(text).accepted("measure_id, unit_id, channel_id, role_id") == [
        ("T1.I3", "kulturtjenesten", "ansikt_til_ansikt", "radmann")
    ]


def test_a_measure_that_the_source_does_not_report_on_is_left_out(records: Records) -> None:
    pulled = records(f"{PLAIN}{ROW}T1.E2;10.02.2026\n", measures=("T1.E2",))
    assert pulled.rejected() == [(2, "measure_id", "T1.I1", "reject.not_from_this_source")]


def test_the_same_row_twice_is_one_record(records: Records) -> None:
    pulled = records(PLAIN + ROW + ROW)
    assert (pulled.accepted("record_key"), pulled.rejected()) == ([("T1.I1||||2026-02-10",)], [])
    assert pulled.notice("notice.repeated").row_count == 1


def test_of_two_rows_that_contradict_each_other_the_last_one_counts(records: Records) -> None:
    pulled = records("id;tiltak;dato\n7;T1.I1;10.02.2026\n7;T1.I1;11.02.2026\n")
    assert pulled.accepted("row_number, record_key, occurred_on") == [(3, "id|7", date(2026, 2, 11))]
    assert pulled.rejected() == [(2, None, None, "reject.contradicted")]


def test_an_unreadable_row_with_a_known_identity_keeps_it(records: Records) -> None:
    pulled = records("id;tiltak;dato\n7;T1.I1;31.02.2026\n")
    assert pulled.connection.execute("select record_key from rejected").fetchall() == [("id|7",)]


def test_personal_and_unknown_columns_never_get_past_the_parser(records: Records) -> None:
    pulled = records(
        "tiltak;dato;Navn;E-post;Værforhold\nT1.I1;10.02.2026;Kari Nordmann;kari@example.no;sol\n"
    )
    assert pulled.noticed() == {
        ("notice.personal_column", "Navn"),
        ("notice.personal_column", "E-post"),
        ("notice.unknown_column", "Værforhold"),
    }
    tables = pulled.connection.execute("select table_name from duckdb_tables()").fetchall()
    kept = "".join(str(pulled.connection.execute(f'from "{name}"').fetchall()) for (name,) in tables)
    assert "T1.I1" in kept
    assert [word for word in ("Kari", "kari@", "sol") if word in kept] == []


def test_addresses_and_long_numbers_in_free_text_are_masked(records: Records) -> None:
    pulled = records("tiltak;dato;merknad\nT1.I1;10.02.2026;Spør ola@example.no eller 912 34 567, 11 av 17\n")
    assert pulled.accepted("note") == [("Spør [***] eller [***], 11 av 17",)]


def test_a_rejected_value_is_masked_and_cut(records: Records) -> None:
    pulled = records(f"tiltak;dato\nola@example.no {'x' * 200};10.02.2026\n")
    value = pulled.rejected()[0][2]
    assert value == ("[***] " + "x" * 200)[:80]


def test_a_secret_behind_a_links_question_mark_is_not_kept(records: Records) -> None:
    pulled = records("tiltak;dato;lenke\nT1.I1;10.02.2026;https://a.example/x?token=abc\n")
    assert pulled.accepted("evidence_url") == [("https://a.example/x",)]


@pytest.mark.parametrize(
    ("written", "read"),
    [("75 %", 0.75), ("75", 0.75), ("0,75", 0.75), ("0.75", 0.75), ("75,5\u00a0%", 0.755), ("1", 1.0)],
)
def test_a_share_is_read_the_same_however_it_is_written(records: Records, written: str, read: float) -> None:
    assert records(f"tiltak;dato;verdi;antall\nT1.E3;10.02.2026;{written};10\n").accepted("value, n") == [
        (read, 10)
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3,9", 3.9),
        ("3.9", 3.9),
        ("1 868", 1868.0),
        ("1\u00a0868,5", 1868.5),
        ("1.868,5", 1868.5),
        ("−10,4", -10.4),
    ],
)
def test_a_number_is_read_as_it_is_written_here(records: Records, written: str, read: float) -> None:
    assert records(f"tiltak|dato|verdi\nT3.I1|10.02.2026|{written}\n").accepted("value") == [(read,)]


def test_text_that_looks_like_a_formula_is_text(records: Records) -> None:
    assert records('tiltak;dato;merknad\nT1.I1;10.02.2026;"=1+1"\n').accepted("note") == [("=1+1",)]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("", "source.empty"),
        ("\n\n", "source.empty"),
        (PLAIN, "source.no_rows"),
        ("by;vær\nTynset;sol\n", "source.no_heading"),
        ("tiltak;vær\nT1.I1;sol\n", "source.no_heading"),
        ("<html><body>logg inn</body></html>", "source.html_for_csv"),
        ('tiltak;dato;merknad\nT1.I1;10.02.2026;"åpen\n' + "T1.I1;11.02.2026;\n" * 3, "source.broken_csv"),
        (
            'tiltak;dato;merknad\nT1.I1;10.02.2026;"åpen\n' + "T1.I1;11.02.2026;\n" * 200 + '"',
            "source.broken_csv",
        ),
        ("tiltak;dato\x00\x00\nT1", "source.not_text"),
    ],
)
def test_a_file_that_holds_no_records_is_told_plainly(records: Records, content: str, key: str) -> None:
    with pytest.raises(SourceError) as raised:
        records(content)
    assert raised.value.key == key


def test_bytes_that_no_encoding_knows_are_told_plainly(records: Records) -> None:
    with pytest.raises(SourceError) as raised:
        records("tiltak;dato\nT1.I1;\x81\x8d\n", encoding="latin-1")
    assert raised.value.key == "source.not_text"
