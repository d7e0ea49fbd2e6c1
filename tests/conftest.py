"""What every test shares: faults that a test let happen are told at the end; a server for lakes."""

from collections.abc import Iterator

import pytest
from _pytest.terminal import TerminalReporter

from tests.lake.servers import Postgres, running_or_skipped

FAULTS = "faults"


@pytest.fixture(scope="session")
def catalog_server() -> Iterator[Postgres]:
    """A running PostgreSQL server; without PostgreSQL what asks for it is skipped."""
    with running_or_skipped() as running:
        yield running


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
