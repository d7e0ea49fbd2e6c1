"""A municipality that has run once, for tests of what comes afterwards."""

import shutil
from pathlib import Path

import pytest

from tests.etl.commands import Municipality, municipality


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a municipality that has published two records: to be copied, never written in."""
    made = municipality(tmp_path_factory.mktemp("first-run"))
    assert made.command("run").code == 0
    return made.folder


@pytest.fixture
def settled(first_run: Path, tmp_path: Path) -> Municipality:
    """A municipality of the test's own that has published two records."""
    return Municipality(shutil.copytree(first_run, tmp_path / "prove", symlinks=True))
