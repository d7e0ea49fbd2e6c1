"""A whole run over HTTP as its users run it: what is published, what is said, and that the token is kept nowhere."""

from datetime import date
from pathlib import Path

from tests.etl.commands import CONFIGURATION, Municipality, Said
from tests.etl.sources.server import Answer, Reply, page, serving

WORD = "hemmelig-ord-91c4"
RECORD = {"measure_id": "T1.I1", "occurred_on": "2026-02-10", "registered_on": "2026-02-10"}
RECORDED = "select measure_id, occurred_on from completion where known_to is null"


def fetched(folder: Path, answer: Answer, command: str = "run") -> tuple[Municipality, Said]:
    """A municipality whose records come from a server that answers so, and what the command said."""
    prove = Municipality(folder)
    with serving(answer) as server:
        here = f'url = "{server.url}/records?key={WORD}"\ntoken_env = "RECORDS_TOKEN"'
        file = CONFIGURATION.replace("completions_file", "completions_http")
        prove.write("config.toml", file.replace('path = "records.csv"', here))
        said = prove.command(command, environment={"RECORDS_TOKEN": WORD})
    return prove, said


def keeps_it_quiet(prove: Municipality, said: Said) -> bool:
    """Whether the token, which is also a part of the address, stands nowhere but in the configuration."""
    kept = [file for file in prove.folder.rglob("*") if file.is_file() and file.name != "config.toml"]
    return WORD not in said.out + said.err and all(WORD.encode() not in file.read_bytes() for file in kept)


def test_records_over_http_are_published_and_the_token_is_kept_nowhere(tmp_path: Path) -> None:
    prove, said = fetched(tmp_path, lambda _: page(RECORD, {**RECORD, "occurred_on": "i går"}))
    assert said.code == 3
    assert "2 rader lest fra http://127.0.0.1:" in said.out
    assert "rad 2, occurred_on, verdi «i går»: datoen finnes ikke." in said.out
    assert prove.published(RECORDED) == [("T1.I1", date(2026, 2, 10))]
    assert keeps_it_quiet(prove, said)


def test_a_server_that_refuses_is_told_by_the_name_of_the_variable(tmp_path: Path) -> None:
    prove, said = fetched(tmp_path, lambda _: Reply(WORD.encode(), status=401))
    assert (said.code, "kunne ikke leses" in said.out, "RECORDS_TOKEN" in said.out) == (3, True, True)
    assert keeps_it_quiet(prove, said)


def test_a_check_asks_the_server_and_keeps_nothing(tmp_path: Path) -> None:
    prove, said = fetched(tmp_path, lambda _: Reply(b"<html>"), "check")
    assert (said.code, "svarte med en nettside" in said.out) == (3, True)
    assert keeps_it_quiet(prove, said)
    assert [file.name for file in tmp_path.iterdir()] == ["config.toml"]
