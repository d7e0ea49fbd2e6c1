"""The ready questions, and the screens' own queries, answered through the wall on the sample as everybody gets it."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.answer import cell
from analysis.sandbox import Sandbox
from foundation.config_file import load
from foundation.configuration import Analysis
from foundation.words import LANGUAGES, words
from ui.analyse_question import READY, asked_for, kind_of, parameters_of, ready_questions, written
from ui.data import ASKED
from warehouse.read import Reader

ROOT = Path(__file__).parents[2]
SCREENS = sorted(file.stem for file in (ROOT / "pages").glob("[a-z]*.py") if file.stem != "analyse")
DAYS = {"as_of": date(2026, 11, 20), "since": date(2026, 10, 26)}
pytestmark = pytest.mark.xdist_group("ready")  # one reader, one wall


@pytest.fixture(scope="module")
def configuration(sample: Path) -> Path:
    return sample / "config.toml"


@pytest.fixture(scope="module")
def sandbox(configuration: Path) -> Iterator[Sandbox]:
    opened = Sandbox(load(configuration).paths.warehouse, Analysis(seconds=60, nice=0), "Europe/Oslo")
    yield opened
    opened.close()


@pytest.mark.parametrize("name", ready_questions())
def test_a_ready_question_has_an_answer_and_a_name_in_every_language(name: str, sandbox: Sandbox) -> None:
    statement = asked_for({"ready": name})
    values = {one.name: ("date", DAYS[one.name].isoformat()) for one in parameters_of(statement)}
    assert sandbox.start(statement, values).answer().rows
    assert [words(language).has(f"analyse_ready.{name}") for language in LANGUAGES] == [True, True, True]


def test_the_ready_questions_have_no_name_left_over() -> None:
    names = {
        key.removeprefix("analyse_ready.")
        for key in words("nb").sentences
        if key.startswith("analyse_ready.")
    }
    assert names == {file.stem for file in READY.glob("*.sql")}


@pytest.mark.parametrize("screen", SCREENS)
def test_the_queries_behind_a_screen_are_linked_and_give_the_same_rows_through_the_wall(
    screen: str, configuration: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configuration))
    app = AppTest.from_file(str(ROOT / "ui" / "app.py"), default_timeout=60).run()
    app.switch_page(str(ROOT / "pages" / f"{screen}.py")).run()
    drawn = "\n".join(str(block.proto.body) for block in app.get("html"))
    asked = [
        (name, values)
        for name, values in app.session_state[ASKED]
        if name not in ("frame_days", "frame_meetings")
    ]
    assert asked
    assert 'class="sql-link"' in drawn
    reader = Reader(load(configuration).paths.warehouse)
    for name, values in asked:
        assert f"analyse?query={name}" in drawn
        texts = {key: as_text(key, value) for key, value in values.items()}
        through = sandbox.start(asked_for({"query": name}), texts).answer()
        assert [plain(row) for row in reader.query(name, values).rows] == [
            plain(row) for row in through.rows
        ], name
    reader.close()


def plain(row: tuple[object, ...]) -> list[object]:
    """A row with its nested values in one order: a list that a query gathers has none of its own."""
    cells = [cell(value) for value in row]
    return [sorted(map(str, json.loads(str(one)))) if str(one).startswith("[") else one for one in cells]


def as_text(name: str, value: object) -> tuple[str, str]:
    """A value as the screen «Analyse» hands it over: its kind by its name, and its text."""
    return ("nothing", "") if value is None else (kind_of(name), written(value))
