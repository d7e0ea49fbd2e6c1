"""Every kind of fault in the register is told with its file, key and what was found, and nothing else is."""

import tomllib
from pathlib import Path

import pytest

from foundation.words import LANGUAGES, words
from tests.etl.register_copies import STRATEGY, copy_of, edit, faults_in, told

CASES: list[dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("register_faults.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_one_fault_is_told_with_file_key_and_value(case: dict[str, str], tmp_path: Path) -> None:
    register = copy_of(STRATEGY, tmp_path)
    edit(register / case["file"], case["before"], case["after"])
    if "also_file" in case:
        edit(register / case["also_file"], case["also_before"], case["also_after"])
    faults = faults_in(register)
    assert told(faults) == [(f"strategy/{case['file']}", case["key"], case["found"], case["reason"])]
    for language in LANGUAGES:
        assert words(language).t(faults[0].reason, **faults[0].values)
