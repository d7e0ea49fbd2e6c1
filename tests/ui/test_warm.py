"""The server is ready for a crowd when it starts: code imported, its memory left alone, files enough."""

import ast
import gc
import sys
import tomllib
from collections.abc import Iterator

import pytest

from tests.pages.published import ROOT
from ui.warm import MOST_FILES, allow_many_files, modules, set_aside

SCRIPTS = [ROOT / "ui" / "app.py", *(ROOT / "pages").glob("*.py")]


@pytest.fixture
def thawed() -> Iterator[None]:
    """What was set aside is given back, so that other tests' garbage is collected as before."""
    yield
    gc.unfreeze()


def imported(script: str) -> set[str]:
    """The modules of ui/ that a script imports."""
    found = (node.module for node in ast.walk(ast.parse(script)) if isinstance(node, ast.ImportFrom))
    return {name for name in found if name and name.startswith("ui.")}


def test_every_module_that_a_screen_imports_is_imported_with_the_server() -> None:
    needed = set[str]().union(*(imported(script.read_text(encoding="utf-8")) for script in SCRIPTS))
    assert "ui.data" in needed
    assert needed - set(modules()) == set()


def test_the_script_that_draws_is_not_imported() -> None:
    assert "ui.app" not in set(modules())


@pytest.mark.usefixtures("thawed")
def test_what_is_there_at_the_start_takes_no_part_in_later_collections() -> None:
    before = len(gc.get_objects())
    set_aside()
    assert gc.get_freeze_count() >= before // 2
    assert len(gc.get_objects()) < before // 10


@pytest.mark.usefixtures("thawed")
def test_garbage_that_comes_later_is_still_collected() -> None:
    set_aside()
    visit: list[object] = []
    visit.append(visit)
    del visit
    assert gc.collect() >= 1


def test_no_full_collection_follows_each_run() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["runner"]["postScriptGC"] is False


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_server_that_may_hold_few_files_open_asks_for_as_many_as_a_crowd_takes() -> None:
    import resource  # noqa: PLC0415 - not there on Windows

    given, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, most))
        allow_many_files()
        allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (given, most))
    assert allowed == (MOST_FILES if most == resource.RLIM_INFINITY else min(MOST_FILES, most), most)
