"""What is judged over a whole delivery: identities, dates of reporting, periods, and what counts when rows disagree."""

from datetime import date

import pytest

from tests.etl.sources.conftest import Records

HEADINGS = "tiltak;dato;meldt;periode;verdi;antall\n"


def test_a_record_reported_before_it_was_done_is_kept_and_noticed(records: Records) -> None:
    pulled = records(HEADINGS + "T1.I1;10.02.2026;09.02.2026;;;\n")
    assert pulled.accepted("occurred_on, registered_on") == [(date(2026, 2, 10), date(2026, 2, 9))]
    assert pulled.notice("notice.registered_early").row_count == 1


@pytest.mark.parametrize(
    ("written", "period"),
    [("2026-h1", "2026-H1"), (" 2026-H2 ", "2026-H2")],
)
def test_a_period_is_known_in_any_case(records: Records, written: str, period: str) -> None:
    assert records(HEADINGS + f"T1.I1;10.02.2026;;{written};;\n").accepted("period") == [(period,)]


def test_a_month_that_excel_made_a_date_of_is_a_month_again(records: Records) -> None:
    assert records(HEADINGS + "T1.E2;03.05.2026;;2026-04-01;;\n").accepted("period") == [("2026-04",)]


def test_the_periods_of_the_plan_are_told_when_one_is_wrong(records: Records) -> None:
    pulled = records(HEADINGS + "T1.I1;10.02.2026;;2026-07;;\n")
    assert pulled.connection.execute("select allowed from rejected").fetchall() == [("2026-H1, 2026-H2",)]


@pytest.mark.parametrize("written", ["2026-4", "april", "2026/04", "26-04", "2026-H1-2"])
def test_a_period_of_wrong_form_is_left_out_also_where_no_plan_has_periods(
    records: Records, written: str
) -> None:
    pulled = records("tiltak;dato;enhet;periode\n" + f"T1.I3;10.02.2026;kulturtjenesten;{written}\n")
    assert pulled.rejected() == [(2, "periode", written.upper(), "reject.unknown_period")]


def test_a_bare_one_follows_the_other_values_of_its_measure(records: Records) -> None:
    rows = "T1.E3;10.02.2026;;;80;10\nT1.E3;11.02.2026;;;1;10\nT3.I1;11.02.2026;;;3,9;40\n"
    pulled = records(HEADINGS + rows)
    assert pulled.accepted("value") == [(0.8,), (0.01,), (3.9,)]
    assert pulled.notice("notice.read_per_cent").row_count == 2


def test_a_row_with_several_faults_is_told_once_with_the_first(records: Records) -> None:
    pulled = records(HEADINGS + "T1.I9;31.02.2026;i går;nei;mange;-1\n")
    assert pulled.rejected() == [(2, "tiltak", "T1.I9", "reject.unknown_measure")]


def test_three_rows_with_one_identity_give_one_record_and_tell_what_was_contradicted(
    records: Records,
) -> None:
    rows = "7;T1.I1;10.02.2026;a\n7;T1.I1;10.02.2026;b\n7;T1.I1;10.02.2026;b\n"
    pulled = records("id;tiltak;dato;merknad\n" + rows)
    assert pulled.accepted("row_number, note") == [(4, "b")]
    assert pulled.rejected() == [(2, None, None, "reject.contradicted")]
    assert pulled.notice("notice.repeated").row_count == 1


def test_an_identity_with_spaces_around_is_the_same(records: Records) -> None:
    pulled = records("id;tiltak;dato\nA 7;T1.I1;10.02.2026\n A  7\u00a0;T1.I1;10.02.2026\n")
    assert pulled.accepted("record_key") == [("id|A 7",)]


@pytest.mark.parametrize("identity", ["kari@example.no", "01019012345"])
def test_an_identity_that_could_be_a_persons_is_kept_as_a_fingerprint(
    records: Records, identity: str
) -> None:
    ((key,),) = records(f"id;tiltak;dato\n{identity};T1.I1;10.02.2026\n").accepted("record_key")
    assert str(key).startswith("id|")
    assert identity not in str(key)
    assert len(str(key)) == len("id|") + 32


def test_a_row_whose_unit_is_unknown_has_no_identity_of_another_row(records: Records) -> None:
    pulled = records("tiltak;dato;enhet\nT1.I3;10.02.2026;Romferd\n")
    assert pulled.connection.execute("select record_key from rejected").fetchall() == [(None,)]


def test_the_milestones_of_the_measure_are_told_when_one_is_wrong(records: Records) -> None:
    pulled = records("tiltak;dato;milepæl\nT1.I4;10.02.2026;T1.I4-M99\n")
    ((allowed,),) = pulled.connection.execute("select allowed from rejected").fetchall()
    assert str(allowed).split(", ")[:2] == ["T1.I4-M1", "T1.I4-M2"]


def test_a_person_in_the_column_of_roles_is_not_kept_anywhere(records: Records) -> None:
    pulled = records("tiltak;dato;rolle\nT1.I1;10.02.2026;Kari Nordmann\n")
    assert pulled.rejected() == [(2, "rolle", None, "reject.unknown_role")]


def test_a_secret_in_a_link_that_is_left_out_is_not_told(records: Records) -> None:
    pulled = records("tiltak;dato;lenke\nT1.I1;10.02.2026;ftp://a.example/x?token=abc\n")
    assert pulled.rejected() == [(2, "lenke", "ftp://a.example/x", "reject.not_a_link")]


def test_a_hundred_thousand_rows_are_read_in_order_and_one_bad_row_costs_no_other(records: Records) -> None:
    rows = "".join(f"{number};T1.I1;{number % 28 + 1:02}.02.2026\n" for number in range(100_000))
    pulled = records(f"id;tiltak;dato\n{rows}x;T1.I1;31.02.2026\n")
    assert pulled.delivery.read_count == 100_001
    assert pulled.rejected() == [(100_002, "dato", "31.02.2026", "reject.impossible_date")]
    found = (
        "select count(*) from accepted where record_key = 'id|' || (row_number - 2) "
        "and day(occurred_on) = (row_number - 2) % 28 + 1"
    )
    assert pulled.connection.execute(found).fetchall() == [(100_000,)]
