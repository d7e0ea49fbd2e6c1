"""The [analysis] table: what a statement may cost, and that every fault in it is told at once."""

from pathlib import Path

import pytest

from foundation.config_analysis import read_analysis
from foundation.configuration import Analysis
from foundation.finding import Finding


def read(beside: Path, **table: object) -> tuple[Analysis, list[tuple[str, str]]]:
    """The settings that a table gives, and the faults in it by key and reason."""
    finding = Finding(beside / "config.toml")
    found = read_analysis(table, finding)
    return found, [(fault.key, fault.reason) for fault in finding.faults]


def test_without_a_table_the_limits_are_tight_and_nothing_but_shapes_is_logged(tmp_path: Path) -> None:
    found, faults = read(tmp_path)
    assert (found, faults) == (Analysis(), [])
    assert (found.seconds, found.rows, found.log_text) == (2.0, 10_000, False)


def test_what_is_set_counts_and_the_folder_lies_beside_the_file(tmp_path: Path) -> None:
    found, faults = read(tmp_path, seconds=10, rows=500, workers=12, folder="kept", start="with_server")
    assert faults == []
    assert (found.seconds, found.rows, found.start) == (10, 500, "with_server")
    assert found.folder == (tmp_path / "kept").resolve()
    assert found.most_workers == 12


@pytest.mark.parametrize(
    ("table", "faults"),
    [
        ({"second": 2}, [("analysis.second", "fault.unknown_key")]),
        ({"seconds": "2"}, [("analysis.seconds", "fault.wrong_type")]),
        ({"seconds": 0.1}, [("analysis.seconds", "fault.one_of")]),
        (
            {"rows": 0, "workers": 65},
            [("analysis.rows", "fault.one_of"), ("analysis.workers", "fault.one_of")],
        ),
        ({"start": "now"}, [("analysis.start", "fault.one_of")]),
        ({"log_text": 1}, [("analysis.log_text", "fault.wrong_type")]),
    ],
)
def test_every_fault_is_told(tmp_path: Path, table: dict[str, object], faults: list[tuple[str, str]]) -> None:
    found, told = read(tmp_path, **table)
    assert (found, told) == (Analysis(), faults)
