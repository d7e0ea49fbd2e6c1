"""The population of municipalities from Statistics Norway: the question, and which figures of the answer count."""

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.etl.sources.conftest import Population, Serve, no_population
from tests.etl.sources.server import Reply
from tests.etl.sources.stat_tables import YEARS, answer, people, stat_table

FIGURE = "municipality_number, year, inhabitants"


def test_the_table_is_asked_once_for_all_municipalities_and_the_newest_ten_years(
    population: Population, serve: Serve
) -> None:
    server = serve(lambda _: people([1, 2, 3, 4, 5, 6], ("3427", "0301")))
    population(server, "3427", "0301", "3427")
    ((path, authorisation),) = server.asked
    assert authorisation is None
    assert urlsplit(path).path == "/api/v2/tables/07459/data"
    assert dict(parse_qsl(urlsplit(path).query)) == {
        "lang": "no",
        "outputFormat": "json-stat2",
        "valueCodes[Region]": "3427,0301",
        "valueCodes[ContentsCode]": "Personer1",
        "valueCodes[Tid]": "top(10)",
    }
    assert "[" not in path


def test_a_slash_too_many_in_the_configuration_does_no_harm(population: Population, serve: Serve) -> None:
    server = serve(lambda _: people([1, 2, 3]))
    population(server, base_url=f"{server.url}/api/v2/")
    assert urlsplit(server.asked[0][0]).path == "/api/v2/tables/07459/data"


def test_every_year_of_a_municipality_is_a_row_of_its_own_on_1_january(
    population: Population, serve: Serve
) -> None:
    server = serve(lambda _: people([5601, 5610, 5623]))
    found = population(server)
    columns = "row_number, record_key, municipality_number, year, inhabitants, observed_on"
    assert found.accepted(columns) == [
        (1, "3427|2024", "3427", 2024, 5601, date(2024, 1, 1)),
        (2, "3427|2025", "3427", 2025, 5610, date(2025, 1, 1)),
        (3, "3427|2026", "3427", 2026, 5623, date(2026, 1, 1)),
    ]
    assert found.rejected() == []
    delivery = found.delivery
    assert delivery.file_name == f"{server.url}/api/v2/tables/07459/data"
    assert (delivery.read_count, delivery.warnings, delivery.is_complete) == (3, (), False)


def test_the_columns_are_those_that_land(population: Population, serve: Serve) -> None:
    connection = population(serve(lambda _: people([1, 2, 3]))).connection
    described = connection.execute("describe accepted").fetchall()
    assert [(name, kind) for name, kind, *_ in described] == [
        ("row_number", "BIGINT"),
        ("record_key", "VARCHAR"),
        ("municipality_number", "VARCHAR"),
        ("year", "INTEGER"),
        ("inhabitants", "INTEGER"),
        ("observed_on", "DATE"),
    ]


def test_several_municipalities_are_told_apart(population: Population, serve: Serve) -> None:
    found = population(serve(lambda _: people([1, 2, 3, 11, 12, 13], ("3427", "0301"))), "3427", "0301")
    assert found.accepted(FIGURE) == [
        ("3427", 2024, 1),
        ("3427", 2025, 2),
        ("3427", 2026, 3),
        ("0301", 2024, 11),
        ("0301", 2025, 12),
        ("0301", 2026, 13),
    ]


def test_a_municipality_with_what_has_been_joined_to_it_goes_by_its_own_number(
    population: Population, serve: Serve
) -> None:
    found = population(serve(lambda _: people([1, 2, 3], ("K-3427",))))
    assert found.accepted("record_key") == [("3427|2024",), ("3427|2025",), ("3427|2026",)]


def test_of_a_year_that_stands_twice_the_last_figure_counts(population: Population, serve: Serve) -> None:
    found = population(serve(lambda _: people([1, 2, 3, 9, 2, 3], ("3427", "K-3427"))))
    assert found.accepted(FIGURE) == [("3427", 2024, 9), ("3427", 2025, 2), ("3427", 2026, 3)]
    assert found.rejected() == [(1, None, None, "reject.contradicted")]
    assert found.notice("notice.repeated").row_count == 2


def test_a_municipality_that_was_not_asked_for_is_left_out(population: Population, serve: Serve) -> None:
    found = population(serve(lambda _: people([1, 2, 3, 4, 5, 6], ("0", "3427"))))
    assert found.accepted(FIGURE) == [("3427", 2024, 4), ("3427", 2025, 5), ("3427", 2026, 6)]


@pytest.mark.parametrize("mark", [".", "..", "...", ":"])
def test_a_marked_cell_is_no_figure_even_with_a_number_in_it(
    population: Population, serve: Serve, mark: str
) -> None:
    found = population(serve(lambda _: people([0, 7, 5623], status={"0": mark, "1": mark})))
    assert (found.accepted(FIGURE), found.rejected()) == ([("3427", 2026, 5623)], [])


def test_another_mark_leaves_the_figure_as_it_is(population: Population, serve: Serve) -> None:
    found = population(serve(lambda _: people([1, 2, 3], status={"2": "*"})))
    assert found.accepted("inhabitants") == [(1,), (2,), (3,)]


@pytest.mark.parametrize("values", [[None, 0, 5623], {"2": 5623}, {"1": 0, "2": 5623.0}, {"2": "5623"}])
def test_nothing_and_zero_are_no_figures(population: Population, serve: Serve, values: object) -> None:
    found = population(serve(lambda _: people(values)))
    assert (found.accepted(FIGURE), found.rejected()) == ([("3427", 2026, 5623)], [])


def test_other_contents_than_inhabitants_are_not_taken_for_them(population: Population, serve: Serve) -> None:
    axes = {"ContentsCode": ("Endring", "Personer1"), "Tid": YEARS, "Region": ("3427",)}
    found = population(serve(lambda _: answer(stat_table(axes))))
    assert found.accepted("year, inhabitants") == [(2024, 4), (2025, 5), (2026, 6)]


def test_a_table_without_contents_holds_inhabitants(population: Population, serve: Serve) -> None:
    found = population(serve(lambda _: answer(stat_table({"Region": ("3427",), "Tid": YEARS}))))
    assert found.accepted("inhabitants") == [(1,), (2,), (3,)]


def test_a_dimension_of_one_that_was_not_asked_for_is_tolerated(population: Population, serve: Serve) -> None:
    axes = {"Kjonn": ("0",), "Region": ("3427",), "Alder": ("999A",), "Tid": YEARS}
    found = population(serve(lambda _: answer(stat_table(axes))))
    assert found.accepted("inhabitants") == [(1,), (2,), (3,)]


@pytest.mark.parametrize("values", [None, {"0": 2801}])
def test_figures_divided_by_what_was_not_asked_for_are_not_taken_for_the_whole(
    population: Population, serve: Serve, values: object
) -> None:
    axes = {"Region": ("3427",), "Kjonn": ("1", "2"), "Tid": YEARS}
    error = no_population(population, serve(lambda _: answer(stat_table(axes, values))))
    assert (error.key, error.values["part"], error.values["count"]) == ("population.divided", "Kjonn", 2)


@pytest.mark.parametrize(
    ("value", "told", "reason"),
    [
        (-1, "-1", "reject.negative"),
        (5623.5, "5623.5", "reject.not_a_count"),
        (3e9, "[***].0", "reject.not_a_count"),
        (float("nan"), "NaN", "reject.not_a_number"),
        (True, "true", "reject.not_a_number"),
        ("many", "many", "reject.not_a_number"),
        ([5623], "[5623]", "reject.not_a_number"),
    ],
)
def test_what_is_no_count_is_left_out_with_its_reason(
    population: Population, serve: Serve, value: object, told: str, reason: str
) -> None:
    found = population(serve(lambda _: people([value, 5610, 5623])))
    assert found.accepted("year, inhabitants") == [(2025, 5610), (2026, 5623)]
    assert found.rejected() == [(1, "Personer1", told, reason)]


def test_a_rejected_count_keeps_the_key_of_the_figure_it_does_not_replace(
    population: Population, serve: Serve
) -> None:
    found = population(serve(lambda _: people([5601, 5610, -3])))
    kept = found.connection.execute("select record_key, allowed from rejected").fetchall()
    assert kept == [("3427|2026", "≥ 0")]


@pytest.mark.parametrize("year", ["2027", "2026K1", "26", "1826"])
def test_a_year_to_come_or_none_at_all_is_left_out(population: Population, serve: Serve, year: str) -> None:
    axes = {"Region": ("3427",), "Tid": ("2026", year)}
    found = population(serve(lambda _: answer(stat_table(axes))))
    assert found.accepted(FIGURE) == [("3427", 2026, 1)]
    assert found.rejected() == [(2, "Tid", year, "population.not_a_year")]


def test_a_municipality_without_figures_is_noticed(population: Population, serve: Serve) -> None:
    reply = people([1, 2, 3, 0, None, 0], ("3427", "0437"))
    found = population(serve(lambda _: reply), "3427", "0437", "9999")
    assert found.noticed() == {("population.silent", "0437"), ("population.silent", "9999")}
    assert len(found.accepted("record_key")) == 3


@pytest.mark.parametrize(
    "reply",
    [people([None, 0, None]), people({}), people([1, 2, 3], ("0301",)), people([1, 2, 3], status=".")],
    ids=["empty", "sparse", "another", "marked"],
)
def test_an_answer_without_any_figure_withdraws_nothing(
    population: Population, serve: Serve, reply: Reply
) -> None:
    server = serve(lambda _: reply)
    error = no_population(population, server, "3427", "3428")
    assert (error.key, error.values) == (
        "population.no_figures",
        {"url": f"{server.url}/api/v2/tables/07459/data", "numbers": "3427, 3428"},
    )


@pytest.mark.parametrize("name", ["Region", "Tid"])
def test_a_table_without_municipalities_or_years_is_told(
    population: Population, serve: Serve, name: str
) -> None:
    axes = {other: ("3427",) for other in ("Region", "Tid") if other != name}
    error = no_population(population, serve(lambda _: answer(stat_table(axes))))
    assert (error.key, error.values["part"]) == ("json_stat.missing", name)


def test_a_table_without_its_dimensions_is_told_plainly(population: Population, serve: Serve) -> None:
    error = no_population(population, serve(lambda _: people([1, 2, 3], dimension=None)))
    assert (error.key, error.values["part"]) == ("json_stat.missing", "dimension")
