"""Page figures, long and wide: metrics by any of their names, shares however written, counts and what is left out."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from foundation.errors import SourceError
from tests.etl.sources.conftest import Pull, Pulled

Figures = Callable[[str], Pulled]
POINTS = "metric_id, observed_on, value, n"


@pytest.fixture
def figures(pull: Pull, tmp_path: Path) -> Figures:
    """Pulls page figures from a CSV file with this text."""

    def run(text: str) -> Pulled:
        file = tmp_path / "figures.csv"
        file.write_text(text, encoding="utf-8")
        return pull("page_figures_file", file)

    return run


def test_a_long_table_has_one_figure_a_row(figures: Figures) -> None:
    pulled = figures(
        "metric,observed_on,value,n\nfollowers,2026-10-31,1891,\nresponse_rate,2026-10-31,0.75,12\n"
    )
    assert pulled.accepted(POINTS) == [
        ("followers", date(2026, 10, 31), 1891.0, None),
        ("response_rate", date(2026, 10, 31), 0.75, 12),
    ]


def test_a_wide_table_has_one_column_per_metric_and_an_empty_cell_is_no_figure(figures: Figures) -> None:
    pulled = figures(
        "Dato;Likerklikk;Følgere;Svarprosent;Meldinger\n31.10.2026;;1 891;75 %;12\n30.09.2026;1700;;;\n"
    )
    assert pulled.accepted(POINTS) == [
        ("followers", date(2026, 10, 31), 1891.0, None),
        ("response_rate", date(2026, 10, 31), 0.75, 12),
        ("likes", date(2026, 9, 30), 1700.0, None),
    ]


def test_a_count_may_stand_in_a_column_named_after_its_metric(figures: Figures) -> None:
    pulled = figures("dato;response_rate;response_rate_n\n31.10.2026;0,75;12\n")
    assert pulled.accepted(POINTS) == [("response_rate", date(2026, 10, 31), 0.75, 12)]


@pytest.mark.parametrize("name", ["response_rate", "Svarprosent", "svarrate", "RESPONSE RATE", "Responsrate"])
def test_a_metric_is_known_by_any_of_its_names(figures: Figures, name: str) -> None:
    pulled = figures(f"måltall;dato;verdi\n{name};31.10.2026;0,75\n")
    assert pulled.accepted("metric_id") == [("response_rate",)]


@pytest.mark.parametrize(
    ("written", "code"),
    [("75 %", "notice.read_per_cent"), ("75", "notice.read_per_cent"), ("0,75", "notice.read_share")],
)
def test_a_share_reads_the_same_however_written_and_the_report_says_how(
    figures: Figures, written: str, code: str
) -> None:
    pulled = figures(f"metric;dato;verdi\nresponse_rate;31.10.2026;{written}\n")
    assert pulled.accepted("value") == [(0.75,)]
    assert [(notice.code, notice.subject, notice.row_count) for notice in pulled.delivery.warnings] == [
        (code, "response_rate", 1)
    ]


@pytest.mark.parametrize(
    ("row", "rejected"),
    [
        ("svar;31.10.2026;1;", ("metric", "svar", "unknown_metric")),
        (";31.10.2026;1;", ("metric", None, "missing")),
        ("followers;31.09.2026;1;", ("dato", "31.09.2026", "impossible_date")),
        ("followers;01.12.2026;1;", ("dato", "01.12.2026", "future_date")),
        ("followers;31.10.2026;;", ("verdi", None, "missing")),
        ("followers;31.10.2026;mange;", ("verdi", "mange", "not_a_number")),
        ("followers;31.10.2026;-5;", ("verdi", "-5", "not_a_count")),
        ("followers;31.10.2026;18,68;", ("verdi", "18,68", "not_a_count")),
        ("response_rate;31.10.2026;175;", ("verdi", "175", "not_a_share")),
        ("response_time;31.10.2026;-1;", ("verdi", "-1", "negative")),
        ("response_rate;31.10.2026;0,75;mange", ("n", "mange", "not_a_count")),
    ],
)
def test_a_figure_that_cannot_be_is_left_out_and_the_good_ones_go_on(
    figures: Figures, row: str, rejected: tuple[str, str | None, str]
) -> None:
    pulled = figures(f"metric;dato;verdi;n\n{row}\nlikes;31.10.2026;1700;\n")
    column, value, reason = rejected
    assert pulled.rejected() == [(2, column, value, f"reject.{reason}")]
    assert pulled.accepted("metric_id") == [("likes",)]


def test_a_wrong_cell_of_a_wide_table_is_told_by_its_own_heading(figures: Figures) -> None:
    pulled = figures("Dato;Følgere;Svarprosent\n31.10.2026;mange;175\n")
    assert pulled.rejected() == [
        (2, "Følgere", "mange", "reject.not_a_number"),
        (2, "Svarprosent", "175", "reject.not_a_share"),
    ]


def test_the_last_of_two_figures_for_a_day_counts(figures: Figures) -> None:
    pulled = figures("dato;følgere\n31.10.2026;1890\n31.10.2026;1891\n")
    assert pulled.accepted("row_number, value") == [(3, 1891.0)]
    assert pulled.rejected() == [(2, None, None, "reject.contradicted")]


def test_a_table_without_a_date_is_told_plainly(figures: Figures) -> None:
    with pytest.raises(SourceError) as raised:
        figures("følgere\n1890\n")
    assert (raised.value.key, raised.value.values["missing"]) == ("source.no_heading", "observed_on")


def test_a_table_with_dates_and_no_metric_is_told_plainly(figures: Figures) -> None:
    with pytest.raises(SourceError) as raised:
        figures("dato;vær\n31.10.2026;sol\n")
    assert raised.value.key == "source.no_heading"


@pytest.mark.parametrize(
    "written", ["1868", "1 868", "1\u00a0868", "1\u202f868", "1.868", "1,868", "1868,0", "1'868"]
)
def test_thousands_are_read_however_they_are_set_apart(figures: Figures, written: str) -> None:
    pulled = figures(f"måltall;dato;verdi\nfollowers;31.10.2026;{written}\n")
    assert pulled.accepted("value") == [(1868.0,)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (("75", "80", "1"), (0.75, 0.8, 0.01)),
        (("0,75", "0,8", "1"), (0.75, 0.8, 1.0)),
        (("75 %", "80", "1 %"), (0.75, 0.8, 0.01)),
        (("75 %", "1"), (0.75, 0.01)),
        (("1",), (1.0,)),
        (("75 %", "75", "0,75"), (0.75, 0.75, 0.75)),
        (("0", "100", "0,5 %"), (0.0, 1.0, 0.005)),
    ],
)
def test_a_bare_one_follows_the_rest_of_its_column(
    figures: Figures, written: tuple[str, ...], read: tuple[float, ...]
) -> None:
    rows = "".join(f"response_rate;0{day}.10.2026;{cell}\n" for day, cell in enumerate(written, 1))
    assert figures(f"måltall;dato;verdi\n{rows}").accepted("value") == [(value,) for value in read]


def test_a_bare_one_among_both_kinds_of_shares_is_left_out(figures: Figures) -> None:
    rows = "response_rate;01.10.2026;75\nresponse_rate;02.10.2026;0,8\nresponse_rate;03.10.2026;1\n"
    pulled = figures(f"måltall;dato;verdi\n{rows}")
    assert pulled.rejected() == [(4, "verdi", "1", "reject.unclear_share")]
    assert pulled.accepted("value") == [(0.75,), (0.8,)]


def test_a_count_that_could_rest_under_several_metrics_is_not_read_and_noticed(figures: Figures) -> None:
    pulled = figures("dato;følgere;antall\n31.10.2026;1891;12\n")
    assert pulled.accepted(POINTS) == [("followers", date(2026, 10, 31), 1891.0, None)]
    assert pulled.noticed() == {("notice.unused_count", "antall")}


def test_a_long_table_without_values_is_told_plainly(figures: Figures) -> None:
    with pytest.raises(SourceError) as raised:
        figures("måltall;dato;tall\nfollowers;31.10.2026;1891\n")
    assert (raised.value.key, raised.value.values["missing"]) == ("source.no_heading", "value")


def test_a_row_of_a_wide_table_with_too_many_cells_is_told_once(figures: Figures) -> None:
    pulled = figures("dato;likerklikk;følgere\n31.10.2026;1;2;3\n30.10.2026;1;2\n")
    assert pulled.rejected() == [(2, None, None, "reject.too_many_cells")]
    assert sorted(pulled.accepted("metric_id, value")) == [("followers", 2.0), ("likes", 1.0)]
