"""Statistics Norway's answers that are no population: busy, refusing, broken, or of another shape."""

import json

import pytest

from etl.sources.population import check_population
from foundation.errors import SourceError
from foundation.words import words
from tests.etl.sources.conftest import Population, Serve, no_population, population_at
from tests.etl.sources.server import Reply, in_turn, serving
from tests.etl.sources.stat_tables import answer, people


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again_when_it_wishes(
    population: Population, serve: Serve, status: int
) -> None:
    pauses: list[float] = []
    busy = Reply(b"busy", status=status, headers={"Retry-After": "7"})
    found = population(serve(in_turn(busy, busy, people([1, 2, 3]))), pauses=pauses)
    assert (len(found.accepted("year")), pauses) == (3, [7.0, 7.0])


def test_a_server_that_stays_busy_is_given_up(population: Population, serve: Serve) -> None:
    pauses: list[float] = []
    server = serve(lambda _: Reply(b"busy", status=503))
    error = no_population(population, server, pauses=pauses)
    assert (error.key, error.values["status"]) == ("source.bad_status", "503")
    assert (len(server.asked), pauses) == (4, [1.0, 2.0, 4.0])


def test_a_server_that_is_not_there_is_tried_again_and_told(population: Population) -> None:
    with serving(lambda _: people([1, 2, 3])) as server:
        pass
    pauses: list[float] = []
    error = no_population(population, server, pauses=pauses)
    assert (error.key, pauses) == ("source.unreachable", [1.0, 2.0, 4.0])


EXPLAINED = {
    "as a problem": (b'{"type": "Parameter error", "title": "Non-existent value"}', "Non-existent value"),
    "with details": (b'{"title": "Bad Request", "detail": "Region\\n 9999"}', "Bad Request: Region 9999"),
    "at length": (json.dumps({"message": "x" * 999}).encode(), "x" * 200),
    "with half a letter": (b'{"error": "a\\ud83d"}', "a?"),
    "as a web page": (b"<html>Bad Request</html>", "–"),
    "as something else": (b'["no"]', "–"),
    "not at all": (b"", "–"),
}


@pytest.mark.parametrize("name", EXPLAINED)
def test_a_refused_question_is_told_at_once_with_the_servers_explanation(
    population: Population, serve: Serve, name: str
) -> None:
    body, found = EXPLAINED[name]
    server = serve(lambda _: Reply(body, status=400))
    error = no_population(population, server, "3427", "9999")
    where = f"{server.url}/api/v2/tables/07459/data"
    assert error.key == "population.not_understood"
    assert error.values == {"url": where, "status": "400", "numbers": "3427, 9999", "found": found}
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [401, 403, 404, 413])
def test_any_other_refusal_is_told_at_once(population: Population, serve: Serve, status: int) -> None:
    error = no_population(population, serve(lambda _: Reply(b"", status=status)))
    assert (error.key, error.values["status"]) == ("population.not_understood", str(status))


BAD_ANSWERS = {
    "a web page": (Reply(b"<!DOCTYPE html><html>"), "population.web_page"),
    "half of it": (Reply(people([1, 2, 3]).body[:-9]), "source.broken_json"),
    "cut off": (Reply(b'{"id": [', length=900), "source.cut_off"),
    "a redirect": (Reply(status=302, headers={"Location": "https://b.example/"}), "population.redirected"),
    "a list": (answer([1, 2]), "json_stat.missing"),
    "nothing": (Reply(b"null"), "json_stat.missing"),
    "values that do not fit": (people([1, 2]), "json_stat.misfit"),
}


@pytest.mark.parametrize("name", BAD_ANSWERS)
def test_an_answer_that_is_no_table_is_told_in_every_language(
    population: Population, serve: Serve, name: str
) -> None:
    reply, key = BAD_ANSWERS[name]
    server = serve(lambda _: reply)
    error = no_population(population, server)
    told = {words(language).t(error.key, **error.values) for language in ("nb", "nn", "en")}
    assert (error.key, len(told)) == (key, 3)
    assert all(f"{server.url}/api/v2/tables/07459/data" in sentence for sentence in told)
    assert len(server.asked) == 1


def test_an_answer_that_takes_too_long_is_given_up(population: Population, serve: Serve) -> None:
    server = serve(lambda _: Reply(b" " * 1000, drip=True))
    error = no_population(population, server, timeout_seconds=0.2)
    assert (error.key, error.values["seconds"]) == ("source.too_slow", 0.2)


def test_an_address_that_is_none_is_told_by_the_name_of_its_option(
    population: Population, serve: Serve
) -> None:
    server = serve(lambda _: people([1, 2, 3]))
    assert no_population(population, server, base_url="https://a:b").key == "population.bad_address"


def test_a_check_asks_once_and_tells_what_is_wrong(serve: Serve) -> None:
    well = serve(lambda _: people([1, 2, 3]))
    check_population(population_at(well))
    assert len(well.asked) == 1
    with pytest.raises(SourceError) as raised:
        check_population(population_at(serve(lambda _: people([0, 0, 0]))))
    assert raised.value.key == "population.no_figures"
