"""Tests that share what takes long to start come to one worker."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.scheduling import ROOT, group_of


def marked() -> Iterator[Path]:
    """The files of tests in which something is marked with a group, however that is written."""
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        named = (
            node.attr
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.Attribute)
        )
        if "xdist_group" in named:
            yield file


def test_every_file_that_names_a_group_is_known_to_belong_to_it() -> None:
    files = [file.relative_to(ROOT).as_posix() for file in marked()]
    assert "tests/browser/test_print.py" in files
    assert [file for file in files if group_of(file) is None] == []


def test_a_file_without_a_group_is_divided() -> None:
    assert group_of("tests/repo/test_scheduling.py") is None
