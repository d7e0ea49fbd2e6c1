"""What every test shares: faults that a test let happen are told at the end of the run."""

from _pytest.terminal import TerminalReporter

FAULTS = "faults"


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
