"""The analysts' guide holds: every query, every line for the command line and every line of Python in it is run."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import openpyxl
import pytest

from etl.report import QuietProgress
from etl.run import run
from foundation.config_file import load

ROOT = Path(__file__).parent.parent.parent
GUIDE = (ROOT / "docs" / "analyse.md").read_text(encoding="utf-8")
NOW = datetime(2026, 12, 3, 9, tzinfo=UTC)
LAST_DAY = date(2026, 11, 20)
pytestmark = pytest.mark.xdist_group("guide")  # the sample, published once

Row = tuple[object, ...]


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


QUESTIONS = re.findall(
    r"^### (\d+)\. (.+?)\n\n```sql\n(.*?)^```\n\n(\w[^\n]*)$", GUIDE, re.MULTILINE | re.DOTALL
)
COMMANDS = [line for block in blocks("bash") for line in block.splitlines()]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the guide takes for granted, the sample published in data/warehouse."""
    folder = tmp_path_factory.mktemp("guide")
    settings = load(ROOT / "config.toml")
    paths = replace(settings.paths, raw=folder / "raw", warehouse=folder / "data" / "warehouse")
    outcome = run(replace(settings, paths=paths), lambda: NOW, QuietProgress())
    assert outcome.unwritten == ()
    return folder


@pytest.fixture
def analyst(place: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(place / "data" / "warehouse" / "analyse.duckdb"), read_only=True) as connection:
        yield connection


def answer(place: Path, command: list[str]) -> str:
    """What a command says when it is run in the folder, without an error."""
    done = subprocess.run(
        command, cwd=place, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def command_line(line: str) -> list[str]:
    """A line of the guide, run by the command line of this environment."""
    name, *rest = shlex.split(line)
    assert name == "duckdb"
    return [str(Path(sys.executable).with_name("duckdb")), *rest]


def rows(analyst: duckdb.DuckDBPyConnection, number: int) -> list[Row]:
    """The answer to a question of the guide."""
    return analyst.execute(QUESTIONS[number - 1][2]).fetchall()


def test_there_are_ten_questions_each_with_its_query_and_what_the_answer_means() -> None:
    assert [number for number, *_ in QUESTIONS] == [str(number) for number in range(1, 11)]
    assert [query for _, _, query, _ in QUESTIONS] == blocks("sql")


@pytest.mark.parametrize("number", range(1, 11))
def test_every_question_has_an_answer(analyst: duckdb.DuckDBPyConnection, number: int) -> None:
    assert rows(analyst, number) != []


def test_what_the_guide_says_of_the_answers_is_so(analyst: duckdb.DuckDBPyConnection) -> None:
    counts = {row[0]: row[1] for row in rows(analyst, 1)}
    assert (counts["on_track"], counts["delayed"], counts["overdue"]) == (7, 3, 1)
    assert [row[-1] for row in rows(analyst, 6) if str(row[0]).startswith("2026")] == ["late", "missed"]
    assert len(rows(analyst, 7)) == 6
    assert rows(analyst, 8) == [(0.75, 12, 0.47, 0.91, 0.9, "proposed", "undecidable")]
    assert [row[0] for row in rows(analyst, 9) if row[-1]] == [date(2026, 5, 1)]
    assert rows(analyst, 10) == [
        (date(2026, 11, 19), "2026-10", "on_time"),
        (date(2026, 11, 20), "2026-10", "missed"),
    ]


def test_the_newest_action_is_that_of_the_screens(analyst: duckdb.DuckDBPyConnection) -> None:
    assert rows(analyst, 4)[0] == ("T1.E2", "Glad-historier", "behind", 112, "kommunedirektør")


@pytest.mark.parametrize("line", COMMANDS)
def test_every_line_for_the_command_line_answers(place: Path, line: str) -> None:
    assert len(answer(place, command_line(line)).splitlines()) > 3


def test_the_command_line_gives_the_words_of_the_screens(place: Path) -> None:
    [line] = [line for line in COMMANDS if "-csv" in line]
    assert [row.split(";")[-1] for row in answer(place, command_line(line)).splitlines()] == [
        "headline", "needs_action", "follow_up", "too_little_basis", "on_track",
    ]  # fmt: skip


def test_the_lines_of_python_answer(place: Path) -> None:
    [program] = blocks("python")
    said = answer(place, [sys.executable, "-c", program])
    assert re.search(r"T1\.E2 +delayed +2026-11-30", said)


def test_the_versions_that_the_guide_names_are_those_that_are_tried() -> None:
    locked = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    assert set(re.findall(r"(duckdb(?:-cli)?==[\d.]+)", GUIDE)) == set(
        re.findall(r"^(duckdb(?:-cli)?==[\d.]+)", locked, re.MULTILINE)
    )


def test_the_file_is_of_the_storage_version_that_the_guide_names(place: Path) -> None:
    head = (place / "data" / "warehouse" / "analyse.duckdb").read_bytes()[:20]
    version = int.from_bytes(head[12:20], "little")
    assert (head[8:12], f"(lagringsversjon {version})" in GUIDE) == (b"DUCK", True)


def test_the_workbook_says_what_the_rules_say(place: Path, analyst: duckdb.DuckDBPyConnection) -> None:
    book = openpyxl.load_workbook(place / "data" / "warehouse" / "analyse" / "kommunikasjon.xlsx")
    said = [(row[0], row[1]) for row in book["Tiltak"].iter_rows(min_row=2, max_col=2, values_only=True)]
    asked = "select measure_id, goal_id from measure_status(?) order by goal_id nulls last, position"
    assert said == analyst.execute(asked, [LAST_DAY]).fetchall()
    assert str(book["Les meg"]["A3"].value).startswith("EKSEMPELDATA: kildene completions, ")
