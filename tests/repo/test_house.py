"""The house keeps its own rules: imports one way, files short, generated files fresh, every package pinned."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from warehouse.build import RULE_ORDER, RULES
from warehouse.dictionary import DICTIONARY, dictionary

ROOT = Path(__file__).parent.parent.parent
LONGEST_FILE = 300
LONGEST_FUNCTION = 45
LONGEST_DECISION = 25
LONGEST_SCREEN = 60


def tracked(*endings: str) -> list[Path]:
    """The project's own files, as git lists them."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = [ROOT / line for line in listed.stdout.splitlines()]
    return [file for file in files if file.suffix in endings and file.exists()]


def functions() -> Iterable[tuple[str, int]]:
    """Every function of the product and its length in lines."""
    for file in tracked(".py"):
        if not file.is_relative_to(ROOT / "tests"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                    yield f"{file.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def test_imports_go_one_way() -> None:
    checked = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    assert {file.name: lines(file) for file in tracked(".py", ".sql") if lines(file) > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen_and_most_are_short() -> None:
    found = sorted(functions(), key=lambda one: one[1])
    assert [one for one in found if one[1] > LONGEST_FUNCTION] == []
    assert found[len(found) // 2][1] < 12


def test_a_screen_is_read_top_to_bottom_in_one_glance() -> None:
    assert {
        file.name: lines(file) for file in (ROOT / "pages").glob("*.py") if lines(file) > LONGEST_SCREEN
    } == {}


def test_a_decision_is_short() -> None:
    decisions = (ROOT / "docs" / "decisions").glob("*.md")
    assert {file.name: lines(file) for file in decisions if lines(file) > LONGEST_DECISION} == {}


def test_every_file_says_first_what_it_is_for() -> None:
    openings = {".py": '"""', ".sql": "-- ", ".toml": "# "}
    silent = [
        str(file.relative_to(ROOT))
        for file in tracked(*openings)
        if (text := file.read_text(encoding="utf-8-sig"))
        and not text.startswith((openings[file.suffix], "#!"))
    ]
    assert silent == []


def test_every_rule_file_is_created_and_once() -> None:
    assert sorted(RULE_ORDER) == sorted(file.stem for file in RULES.glob("*.sql"))


def test_the_data_dictionary_is_what_the_database_says() -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == dictionary(), "run: make docs"


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_package_is_pinned_with_hashes(name: str) -> None:
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text.replace("\\\n", " "))
    packages = [entry for entry in entries if entry and not entry.startswith("#")]
    assert len(packages) > 20
    assert [entry for entry in packages if "==" not in entry or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_wanted_package_is_in_the_lock_at_the_wanted_version(name: str) -> None:
    wanted = re.findall(
        r"^([a-z0-9-]+==[^\s#]+)", (ROOT / f"{name}.in").read_text(encoding="utf-8"), re.MULTILINE
    )
    locked = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    assert wanted
    assert [package for package in wanted if f"{package} " not in locked] == []


def test_the_files_run_by_users_name_no_machine_of_ours() -> None:
    """Paths of a developer's machine and secrets in plain text have no place in the project."""
    suspicious = re.compile(rf"{re.escape(str(ROOT))}|/home/\w+/|EAA[A-Za-z0-9]{{20,}}")
    files = tracked(".py", ".sql", ".toml", ".md", ".txt", ".csv", ".css")
    itself = Path(__file__)
    found = [
        str(file.relative_to(ROOT))
        for file in files
        if file != itself and suspicious.search(file.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []
