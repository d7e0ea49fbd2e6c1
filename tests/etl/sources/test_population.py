"""The population of municipalities from Statistics Norway: the question, the figures, and answers that are none."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import duckdb
import pytest

from etl.sources.delivery import Pulling
from etl.sources.population import check_population, pull_population
from foundation.configuration import Source
from foundation.errors import SourceError
from foundation.words import words
from tests.etl.sources.conftest import TODAY, Pulled, Serve
from tests.etl.sources.server import Reply, Served, in_turn, serving
from tests.etl.sources.stat_tables import stat_table

YEARS = ("2024", "2025", "2026")
FIGURE = "municipality_number, year, inhabitants"

Pull = Callable[..., Pulled]


def table(values: object, regions: tuple[str, ...] = ("3427",), **parts: object) -> Reply:
    """The answer for regions and three years."""
    axes = {"Region": regions, "ContentsCode": ("Personer1",), "Tid": YEARS}
    return answer(stat_table(axes, values, **parts))


def answer(content: object) -> Reply:
    return Reply(json.dumps(content).encode(), headers={"Content-Type": "application/json"})


def source_at(server: Served, *numbers: str, **options: object) -> Source:
    """A source that asks for these municipalities; 3427 unless told."""
    listed = list(numbers) or ["3427"]
    asked = {"municipality_numbers": listed, "base_url": f"{server.url}/api/v2", **options}
    return Source(id="population", kind="ssb_population", options=asked)


@pytest.fixture
def pull(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> Pull:
    """Pulls what a server answers; the pauses between tries are written down, not waited."""

    def run(server: Served, *numbers: str, pauses: list[float] | None = None, **options: object) -> Pulled:
        waited: list[float] = [] if pauses is None else pauses
        source = source_at(server, *numbers, **options)
        pulling = Pulling(source, connection, TODAY, tmp_path, lambda _: None, pause=waited.append)
        return Pulled(pull_population(pulling), connection)

    return run


def refused(pull: Pull, server: Served, *numbers: str, **options: object) -> SourceError:
    """The error that an answer ends in."""
    with pytest.raises(SourceError) as raised:
        pull(server, *numbers, **options)
    return raised.value


def test_the_table_is_asked_once_for_all_municipalities_and_the_newest_ten_years(
    pull: Pull, serve: Serve
) -> None:
    server = serve(lambda _: table([1, 2, 3, 4, 5, 6], ("3427", "0301")))
    pull(server, "3427", "0301", "3427")
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


def test_a_slash_too_many_in_the_configuration_does_no_harm(pull: Pull, serve: Serve) -> None:
    server = serve(lambda _: table([1, 2, 3]))
    pull(server, base_url=f"{server.url}/api/v2/")
    assert urlsplit(server.asked[0][0]).path == "/api/v2/tables/07459/data"


def test_every_year_of_a_municipality_is_a_row_of_its_own_on_1_january(pull: Pull, serve: Serve) -> None:
    server = serve(lambda _: table([5601, 5610, 5623]))
    found = pull(server)
    columns = "row_number, record_key, municipality_number, year, inhabitants, observed_on"
    assert found.accepted(columns) == [
        (1, "3427|2024", "3427", 2024, 5601, date(2024, 1, 1)),
        (2, "3427|2025", "3427", 2025, 5610, date(2025, 1, 1)),
        (3, "3427|2026", "3427", 2026, 5623, date(2026, 1, 1)),
    ]
    assert found.rejected() == []
    delivery = found.delivery
    assert delivery.file_name == f"{server.url}/api/v2/tables/07459/data"
    assert (delivery.read_count, delivery.warnings, delivery.is_complete) == (3, (), True)


def test_the_columns_are_those_that_land(pull: Pull, serve: Serve) -> None:
    connection = pull(serve(lambda _: table([1, 2, 3]))).connection
    described = connection.execute("describe accepted").fetchall()
    assert [(name, kind) for name, kind, *_ in described] == [
        ("row_number", "BIGINT"),
        ("record_key", "VARCHAR"),
        ("municipality_number", "VARCHAR"),
        ("year", "INTEGER"),
        ("inhabitants", "INTEGER"),
        ("observed_on", "DATE"),
    ]


def test_several_municipalities_are_told_apart(pull: Pull, serve: Serve) -> None:
    found = pull(serve(lambda _: table([1, 2, 3, 11, 12, 13], ("3427", "0301"))), "3427", "0301")
    assert found.accepted(FIGURE) == [
        ("3427", 2024, 1),
        ("3427", 2025, 2),
        ("3427", 2026, 3),
        ("0301", 2024, 11),
        ("0301", 2025, 12),
        ("0301", 2026, 13),
    ]


def test_a_municipality_with_what_has_been_joined_to_it_goes_by_its_own_number(
    pull: Pull, serve: Serve
) -> None:
    found = pull(serve(lambda _: table([1, 2, 3], ("K-3427",))))
    assert found.accepted("record_key") == [("3427|2024",), ("3427|2025",), ("3427|2026",)]


def test_of_a_year_that_stands_twice_the_last_figure_counts(pull: Pull, serve: Serve) -> None:
    found = pull(serve(lambda _: table([1, 2, 3, 9, 2, 3], ("3427", "K-3427"))))
    assert found.accepted(FIGURE) == [("3427", 2024, 9), ("3427", 2025, 2), ("3427", 2026, 3)]
    assert found.rejected() == [(1, None, None, "reject.contradicted")]
    assert found.notice("notice.repeated").row_count == 2


def test_a_municipality_that_was_not_asked_for_is_left_out(pull: Pull, serve: Serve) -> None:
    found = pull(serve(lambda _: table([1, 2, 3, 4, 5, 6], ("0", "3427"))))
    assert found.accepted(FIGURE) == [("3427", 2024, 4), ("3427", 2025, 5), ("3427", 2026, 6)]


@pytest.mark.parametrize("mark", [".", "..", "...", ":"])
def test_a_marked_cell_is_no_figure_even_with_a_number_in_it(pull: Pull, serve: Serve, mark: str) -> None:
    found = pull(serve(lambda _: table([0, 7, 5623], status={"0": mark, "1": mark})))
    assert (found.accepted(FIGURE), found.rejected()) == ([("3427", 2026, 5623)], [])


def test_another_mark_leaves_the_figure_as_it_is(pull: Pull, serve: Serve) -> None:
    found = pull(serve(lambda _: table([1, 2, 3], status={"2": "*"})))
    assert found.accepted("inhabitants") == [(1,), (2,), (3,)]


@pytest.mark.parametrize("values", [[None, 0, 5623], {"2": 5623}, {"1": 0, "2": 5623.0}, {"2": "5623"}])
def test_nothing_and_zero_are_no_figures(pull: Pull, serve: Serve, values: object) -> None:
    found = pull(serve(lambda _: table(values)))
    assert (found.accepted(FIGURE), found.rejected()) == ([("3427", 2026, 5623)], [])


def test_other_contents_than_inhabitants_are_not_taken_for_them(pull: Pull, serve: Serve) -> None:
    axes = {"ContentsCode": ("Endring", "Personer1"), "Tid": YEARS, "Region": ("3427",)}
    found = pull(serve(lambda _: answer(stat_table(axes))))
    assert found.accepted("year, inhabitants") == [(2024, 4), (2025, 5), (2026, 6)]


def test_a_table_without_contents_holds_inhabitants(pull: Pull, serve: Serve) -> None:
    found = pull(serve(lambda _: answer(stat_table({"Region": ("3427",), "Tid": YEARS}))))
    assert found.accepted("inhabitants") == [(1,), (2,), (3,)]


def test_a_dimension_of_one_that_was_not_asked_for_is_tolerated(pull: Pull, serve: Serve) -> None:
    axes = {"Kjonn": ("0",), "Region": ("3427",), "Alder": ("999A",), "Tid": YEARS}
    found = pull(serve(lambda _: answer(stat_table(axes))))
    assert found.accepted("inhabitants") == [(1,), (2,), (3,)]


@pytest.mark.parametrize("values", [None, {"0": 2801}])
def test_figures_divided_by_what_was_not_asked_for_are_not_taken_for_the_whole(
    pull: Pull, serve: Serve, values: object
) -> None:
    axes = {"Region": ("3427",), "Kjonn": ("1", "2"), "Tid": YEARS}
    error = refused(pull, serve(lambda _: answer(stat_table(axes, values))))
    assert (error.key, error.values["part"], error.values["count"]) == ("population.divided", "Kjonn", 2)


@pytest.mark.parametrize(
    ("value", "told", "reason"),
    [
        (-1, "-1", "reject.negative"),
        (5623.5, "5623.5", "reject.not_a_count"),
        (1e12, "1000000000000.0", "reject.not_a_count"),
        (float("nan"), "NaN", "reject.not_a_number"),
        (True, "true", "reject.not_a_number"),
        ("many", "many", "reject.not_a_number"),
        ([5623], "[***]", "reject.not_a_number"),
    ],
)
def test_what_is_no_count_is_left_out_with_its_reason(
    pull: Pull, serve: Serve, value: object, told: str, reason: str
) -> None:
    found = pull(serve(lambda _: table([value, 5610, 5623])))
    assert found.accepted("year, inhabitants") == [(2025, 5610), (2026, 5623)]
    assert found.rejected() == [(1, "Personer1", told, reason)]


def test_a_rejected_count_keeps_the_key_of_the_figure_it_does_not_replace(pull: Pull, serve: Serve) -> None:
    found = pull(serve(lambda _: table([5601, 5610, -3])))
    kept = found.connection.execute("select record_key, allowed from rejected").fetchall()
    assert kept == [("3427|2026", "≥ 0")]


@pytest.mark.parametrize("year", ["2027", "2026K1", "26", "1826"])
def test_a_year_to_come_or_none_at_all_is_left_out(pull: Pull, serve: Serve, year: str) -> None:
    axes = {"Region": ("3427",), "Tid": ("2026", year)}
    found = pull(serve(lambda _: answer(stat_table(axes))))
    assert found.accepted(FIGURE) == [("3427", 2026, 1)]
    assert found.rejected() == [(2, "Tid", year, "population.not_a_year")]


def test_a_municipality_without_figures_is_noticed(pull: Pull, serve: Serve) -> None:
    reply = table([1, 2, 3, 0, None, 0], ("3427", "0437"))
    found = pull(serve(lambda _: reply), "3427", "0437", "9999")
    assert found.noticed() == {("population.silent", "0437"), ("population.silent", "9999")}
    assert len(found.accepted("record_key")) == 3


@pytest.mark.parametrize(
    "reply",
    [table([None, 0, None]), table({}), table([1, 2, 3], ("0301",)), table([1, 2, 3], status=".")],
    ids=["empty", "sparse", "another", "marked"],
)
def test_an_answer_without_any_figure_withdraws_nothing(pull: Pull, serve: Serve, reply: Reply) -> None:
    server = serve(lambda _: reply)
    error = refused(pull, server, "3427", "3428")
    assert (error.key, error.values) == (
        "population.no_figures",
        {"url": f"{server.url}/api/v2/tables/07459/data", "numbers": "3427, 3428"},
    )


@pytest.mark.parametrize("name", ["Region", "Tid"])
def test_a_table_without_municipalities_or_years_is_told(pull: Pull, serve: Serve, name: str) -> None:
    axes = {other: ("3427",) for other in ("Region", "Tid") if other != name}
    error = refused(pull, serve(lambda _: answer(stat_table(axes))))
    assert (error.key, error.values["part"]) == ("json_stat.missing", name)


def test_a_table_without_its_dimensions_is_told_plainly(pull: Pull, serve: Serve) -> None:
    error = refused(pull, serve(lambda _: table([1, 2, 3], dimension=None)))
    assert (error.key, error.values["part"]) == ("json_stat.missing", "dimension")


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again_when_it_wishes(pull: Pull, serve: Serve, status: int) -> None:
    pauses: list[float] = []
    busy = Reply(b"busy", status=status, headers={"Retry-After": "7"})
    found = pull(serve(in_turn(busy, busy, table([1, 2, 3]))), pauses=pauses)
    assert (len(found.accepted("year")), pauses) == (3, [7.0, 7.0])


def test_a_server_that_stays_busy_is_given_up(pull: Pull, serve: Serve) -> None:
    pauses: list[float] = []
    server = serve(lambda _: Reply(b"busy", status=503))
    error = refused(pull, server, pauses=pauses)
    assert (error.key, error.values["status"]) == ("source.bad_status", "503")
    assert (len(server.asked), pauses) == (4, [1.0, 2.0, 4.0])


def test_a_server_that_is_not_there_is_tried_again_and_told(pull: Pull) -> None:
    with serving(lambda _: table([1, 2, 3])) as server:
        pass
    pauses: list[float] = []
    error = refused(pull, server, pauses=pauses)
    assert (error.key, pauses) == ("source.unreachable", [1.0, 2.0, 4.0])


EXPLAINED = {
    "as a problem": (b'{"type": "Parameter error", "title": "Non-existent value", "status": 400}', "Non-existent value"),
    "with details": (b'{"title": "Bad Request", "detail": "Region\\n 9999"}', "Bad Request: Region 9999"),
    "at length": (json.dumps({"message": "x" * 999}).encode(), "x" * 200),
    "with half a letter": (b'{"error": "a\\ud83d"}', "a?"),
    "as a web page": (b"<html>Bad Request</html>", "–"),
    "as something else": (b'["no"]', "–"),
    "not at all": (b"", "–"),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPLAINED)
def test_a_refused_question_is_told_at_once_with_the_servers_explanation(
    pull: Pull, serve: Serve, name: str
) -> None:
    body, found = EXPLAINED[name]
    server = serve(lambda _: Reply(body, status=400))
    error = refused(pull, server, "3427", "9999")
    where = f"{server.url}/api/v2/tables/07459/data"
    assert error.key == "population.not_understood"
    assert error.values == {"url": where, "status": "400", "numbers": "3427, 9999", "found": found}
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [401, 403, 404, 413])
def test_any_other_refusal_is_told_at_once(pull: Pull, serve: Serve, status: int) -> None:
    error = refused(pull, serve(lambda _: Reply(b"", status=status)))
    assert (error.key, error.values["status"]) == ("population.not_understood", str(status))


BAD_ANSWERS = {
    "a web page": (Reply(b"<!DOCTYPE html><html>"), "population.web_page"),
    "half of it": (Reply(table([1, 2, 3]).body[:-9]), "source.broken_json"),
    "cut off": (Reply(b'{"id": [', length=900), "source.cut_off"),
    "a redirect": (Reply(status=302, headers={"Location": "https://b.example/"}), "population.redirected"),
    "a list": (answer([1, 2]), "json_stat.missing"),
    "nothing": (Reply(b"null"), "json_stat.missing"),
    "values that do not fit": (table([1, 2]), "json_stat.misfit"),
}


@pytest.mark.parametrize("name", BAD_ANSWERS)
def test_an_answer_that_is_no_table_is_told_in_every_language(pull: Pull, serve: Serve, name: str) -> None:
    reply, key = BAD_ANSWERS[name]
    server = serve(lambda _: reply)
    error = refused(pull, server)
    told = {words(language).t(error.key, **error.values) for language in ("nb", "nn", "en")}
    assert (error.key, len(told)) == (key, 3)
    assert all(f"{server.url}/api/v2/tables/07459/data" in sentence for sentence in told)
    assert len(server.asked) == 1


def test_an_answer_that_takes_too_long_is_given_up(pull: Pull, serve: Serve) -> None:
    server = serve(lambda _: Reply(b" " * 1000, drip=True))
    error = refused(pull, server, timeout_seconds=0.2)
    assert (error.key, error.values["seconds"]) == ("source.too_slow", 0.2)


def test_an_address_that_is_none_is_told_by_the_name_of_its_option(pull: Pull, serve: Serve) -> None:
    server = serve(lambda _: table([1, 2, 3]))
    assert refused(pull, server, base_url="https://a:b").key == "population.bad_address"


def test_a_check_asks_once_and_tells_what_is_wrong(serve: Serve) -> None:
    well = serve(lambda _: table([1, 2, 3]))
    check_population(source_at(well))
    assert len(well.asked) == 1
    with pytest.raises(SourceError) as raised:
        check_population(source_at(serve(lambda _: table([0, 0, 0]))))
    assert raised.value.key == "population.no_figures"
