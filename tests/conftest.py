"""What every test shares: faults that a test let happen are told at the end; the sample, a server for lakes."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter
from filelock import FileLock
from xdist.remote import Producer

from tests.browser.serving import published_sample
from tests.lake.servers import Postgres, running_or_skipped
from tests.scheduling import ByGroup

FAULTS = "faults"


@pytest.hookimpl(optionalhook=True)  # a run without xdist has no such hook
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByGroup | None:
    """Let xdist go by our groups where it is told to go by groups."""
    return ByGroup(config, log) if config.getvalue("dist") == "loadgroup" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest test begin before the short ones, or all workers wait for the one that came to it last."""
    items.sort(key=lambda item: item.get_closest_marker("torture") is None)


@pytest.fixture(scope="session")
def catalog_server() -> Iterator[Postgres]:
    """A running PostgreSQL server; without PostgreSQL what asks for it is skipped."""
    with running_or_skipped() as running:
        yield running


@pytest.fixture(scope="session", autouse=True)
def _packages_are_looked_through_once() -> Iterator[None]:
    """Let Streamlit remember which installed packages hold components of its: it looks anew for each app under test."""
    if "streamlit.testing.v1" not in sys.modules:
        yield
        return
    from streamlit.components.v2 import manifest_scanner  # noqa: PLC0415 - only where it is there already

    with pytest.MonkeyPatch.context() as here:
        remembering = cache(manifest_scanner.scan_component_manifests)
        here.setattr(manifest_scanner, "scan_component_manifests", remembering)
        yield


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a configuration with the sample read and published, once for all workers: never written in."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "published-sample"
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            making = folder.with_suffix(".making")
            making.mkdir()
            published_sample(making)
            making.rename(folder)
    return folder


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Tell the kinds and counts of faults that tests recorded with `record_property(FAULTS, …)`."""
    told = [
        (report.nodeid, value)
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == FAULTS
    ]
    for test, faults in told:
        terminalreporter.section(f"faults met in {test.rpartition('::')[2]}")
        for line in str(faults).splitlines():
            terminalreporter.line(line)
