"""`python -m etl check` as its users run it, with Facebook pages among the sources: table, exit code, no secrets."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.etl.commands import CONFIGURATION, RECORDS, Municipality, Said
from tests.graph.access import APP_TOKEN
from tests.graph.graph import Graph
from tests.graph.server import serving_graph
from tests.graph.tokens import SCOPES, TokenFacts
from tests.graph.town import Town

TOWN = Town(2, 11, datetime.now(UTC).date())
PAGE = TOWN.every_page[0]
FACEBOOK = """
[[source]]
id = "facebook"
kind = "facebook_page"
page_id = "{page}"
token_env = "CHECKED_TOKEN"
app_id_env = "CHECKED_APP"
app_secret_env = "CHECKED_SECRET"
base_url = "{url}"
api_version = "v99.0"  # these tests are run on any day, and every real version ends
"""
APP, SECRET = APP_TOKEN.split("|")


@pytest.fixture
def graph() -> Iterator[Graph]:
    with serving_graph(TOWN) as graph:
        graph.token_facts = TokenFacts(data_access_expires_at=None)
        yield graph
        assert graph.violations == []


def checked(graph: Graph, folder: Path, language: str = "nb", **more: str) -> Said:
    """What the command says of a municipality with a file of records and a page."""
    prove = Municipality(folder)
    prove.write("records.csv", RECORDS)
    named = CONFIGURATION.replace('name = "Prøve', f'language = "{language}"\nname = "Prøve')
    prove.write("config.toml", named + FACEBOOK.format(page=PAGE.user_name, url=graph.url))
    secrets = {"CHECKED_TOKEN": TOWN.user_token, "CHECKED_APP": APP, "CHECKED_SECRET": SECRET}
    said = prove.command("check", environment={**secrets, **more})
    kept = [file for file in folder.rglob("*") if file.is_file()]
    assert sorted(file.name for file in kept) == ["config.toml", "records.csv"]
    everything = said.out + said.err + "".join(file.read_text(encoding="utf-8") for file in kept)
    assert [secret for secret in (TOWN.user_token, SECRET, PAGE.token) if secret in everything] == []
    return said


def test_a_table_tells_of_all_that_was_tried_in_one_shape(graph: Graph, tmp_path: Path) -> None:
    said = checked(graph, tmp_path)
    rows = [re.split(r"  +", line, maxsplit=3) for line in said.out.splitlines()]
    assert (said.code, said.err) == (0, "")
    assert [row[:3] for row in rows[:-1] if row[0]] == [
        ["Utfall", "Kilde", "Hva"],
        ["i orden", "–", "oppsett"],
        ["i orden", "–", "register"],
        ["i orden", "–", f"mappen {tmp_path / 'raw'}"],
        ["i orden", "–", f"mappen {tmp_path / 'warehouse'}"],
        ["i orden", "records", "svar"],
        ["ukjent", "facebook", "API-versjon"],
        ["i orden", "facebook", "token"],
        ["i orden", "facebook", "tokenets utløp"],
        ["i orden", "facebook", "tilgang til data"],
        ["i orden", "facebook", "tillatelsen read_insights"],
        ["i orden", "facebook", "tillatelsen pages_read_engagement"],
        ["i orden", "facebook", "tillatelsen pages_show_list"],
        ["i orden", "facebook", "tillatelsen pages_messaging"],
        ["i orden", "facebook", f"siden {PAGE.user_name}"],
        ["i orden", "facebook", f"siden {PAGE.user_name}: dekket av tokenet"],
        ["i orden", "facebook", f"siden {PAGE.user_name}: tall per dag"],
    ]


def test_warnings_alone_are_well(graph: Graph, tmp_path: Path) -> None:
    soon = datetime.now(UTC) + timedelta(days=5)
    graph.token_facts = TokenFacts(expires_at=soon, data_access_expires_at=None, scopes=SCOPES[:3])
    said = checked(graph, tmp_path)
    assert (said.code, said.out.count("\nadvarsel ")) == (0, 2)


def test_what_is_not_known_is_well(graph: Graph, tmp_path: Path) -> None:
    said = checked(graph, tmp_path, CHECKED_SECRET="")
    assert (said.code, re.findall(r"^ukjent +facebook +token  ", said.out, re.M) != []) == (0, True)


@pytest.mark.parametrize(
    ("language", "first", "found", "advice"),
    [
        ("nb", "feil", "tokenet har gått ut (190/463", "Gjør dette: Lag et nytt token"),
        ("nn", "feil", "tokenet har gått ut (190/463", "Gjer dette: Lag eit nytt token"),
        ("en", "fault", "the token has expired (190/463", "Do this: Make a new token"),
    ],
)
def test_a_failure_is_told_in_the_chosen_language_with_code_trace_and_what_to_do(
    graph: Graph, tmp_path: Path, language: str, first: str, found: str, advice: str
) -> None:
    graph.trouble(PAGE.id, "expired", "node")
    said = checked(graph, tmp_path, language)
    lines = said.out.splitlines()
    (place,) = [number for number, line in enumerate(lines) if line.startswith(first)]
    assert (said.code, found in lines[place], lines[place + 1].strip().startswith(advice)) == (3, True, True)
    assert re.search(r"(sporing|trace) A\w{22}\)$", lines[place])


def test_a_check_outside_a_terminal_imports_neither_a_table_nor_pandas(graph: Graph, tmp_path: Path) -> None:
    said = checked(graph, tmp_path, PYTHONVERBOSE="1")
    imported = set(re.findall(r"^import '?([\w.]+)", said.err, re.MULTILINE))
    assert "requests" in imported
    assert imported & {"pandas", "pyarrow", "rich", "streamlit", "plotly", "numpy"} == set()
