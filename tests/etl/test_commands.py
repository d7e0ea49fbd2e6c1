"""The commands as their users run them: exit codes, sentences, and what is published afterwards."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.etl.commands import CONFIGURATION, RECORDS, ROOT, Municipality, municipality
from warehouse.publish import only_run

RECORDED = "select measure_id, occurred_on, registered_on from completion where known_to is null order by 2"
TWO_RECORDS = [
    ("T1.I1", date(2026, 2, 10), date(2026, 2, 10)),
    ("T1.I1", date(2026, 5, 3), date(2026, 5, 4)),
]


@pytest.fixture
def prove(tmp_path: Path) -> Municipality:
    return municipality(tmp_path)


def test_a_run_publishes_and_ends_with_facts(prove: Municipality) -> None:
    said = prove.command("run")
    assert (said.code, said.err) == (0, "")
    assert re.sub(r"\d{8}T\d{6}Z", "TIME", said.out).splitlines() == [
        "records: 2 rader lest fra records.csv. 2 tatt inn, 0 avvist. Nyeste dato: 03.05.2026.",
        "Publisert: kommunikasjon-TIME-1.duckdb.",
    ]
    assert prove.published(RECORDED) == TWO_RECORDS


def test_the_same_delivery_again_adds_nothing(settled: Municipality) -> None:
    again = settled.command("run")
    assert (again.code, "ingenting nytt siden sist" in again.out) == (0, True)
    assert settled.published(RECORDED) == TWO_RECORDS
    assert settled.published("select outcome from etl_run order by started_at") == [
        ("loaded",),
        ("unchanged",),
    ]


def test_a_rejected_row_is_told_with_row_column_value_and_reason_and_the_good_rows_go_on(
    prove: Municipality,
) -> None:
    prove.write("records.csv", RECORDS + "T1.I1;31.02.2026;\n")
    said = prove.command("run")
    assert said.code == 3
    assert "Avvist: records.csv, rad 4, occurred_on, verdi «31.02.2026»: datoen finnes ikke." in said.out
    assert prove.published(RECORDED) == TWO_RECORDS
    assert prove.published("select row_number, column_name, value from rejected_row") == [
        (4, "occurred_on", "31.02.2026")
    ]


def test_a_source_that_cannot_be_read_stops_nothing_and_is_kept_in_etl_run(
    settled: Municipality,
) -> None:
    (settled.folder / "records.csv").unlink()
    said = settled.command("run")
    assert (said.code, "records: kunne ikke leses." in said.out) == (3, True)
    assert settled.published(RECORDED) == TWO_RECORDS
    assert settled.published("select outcome, error_code is null from etl_run order by started_at") == [
        ("loaded", True),
        ("failed", False),
    ]


def test_a_wrong_register_stops_the_run_before_anything_is_pulled(prove: Municipality) -> None:
    shutil.copytree(ROOT / "data" / "strategy", prove.folder / "register")
    prove.write("config.toml", CONFIGURATION.replace(str(ROOT / "data" / "strategy"), "register"))
    units = prove.folder / "register" / "units.csv"
    units.write_text(
        units.read_text(encoding="utf-8").replace("service_area", "servicearea"), encoding="utf-8"
    )
    said = prove.command("run")
    assert (said.code, "units.csv" in said.err, "servicearea" in said.err) == (2, True, True)
    assert not (prove.folder / "raw").exists()


def test_a_wrong_configuration_is_told_with_every_fault_at_once(prove: Municipality) -> None:
    prove.write("config.toml", CONFIGURATION.replace("path", "paht").replace('"completions_file"', '"csv"'))
    said = prove.command("run")
    assert (said.code, said.out) == (2, "")
    assert "config.toml: paht" in said.err
    assert "config.toml: source[records].kind = «csv»" in said.err


def test_a_measure_that_the_register_lacks_is_a_fault_of_the_configuration(prove: Municipality) -> None:
    prove.write("config.toml", CONFIGURATION + 'measures = ["T9.I9"]\n')
    said = prove.command("run")
    assert (said.code, "source[records].measures = «T9.I9»" in said.err) == (2, True)


def test_an_unknown_source_after_only_is_a_wrong_call(prove: Municipality) -> None:
    said = prove.command("run", "--only", "nothing")
    assert (said.code, "--only = «nothing»" in said.err) == (2, True)


def test_two_runs_never_meet(prove: Municipality) -> None:
    with only_run(prove.folder / "warehouse"):
        said = prove.command("run")
    assert (said.code, "En annen kjøring er i gang" in said.err) == (1, True)


def test_a_landed_file_that_is_damaged_stops_the_build_and_the_last_good_one_stays(
    settled: Municipality,
) -> None:
    landed = next((settled.folder / "raw" / "records").glob("*.parquet"))
    landed.write_bytes(landed.read_bytes()[:40])
    said = settled.command("rebuild")
    assert (said.code, "kan ikke leses" in said.err, landed.name in said.err) == (1, True, True)
    assert settled.published(RECORDED) == TWO_RECORDS


def test_rebuild_asks_no_source(settled: Municipality) -> None:
    (settled.folder / "records.csv").unlink()
    shutil.rmtree(settled.folder / "warehouse")
    said = settled.command("rebuild")
    assert said.code == 0
    assert settled.published(RECORDED) == TWO_RECORDS


def test_a_place_that_cannot_be_written_is_told_plainly(prove: Municipality) -> None:
    prove.write("warehouse", "a file where a folder should be")
    said = prove.command("run")
    assert (said.code, "Kunne ikke skrive til disken" in said.err) == (1, True)


def test_status_before_the_first_run_says_what_to_do(prove: Municipality) -> None:
    said = prove.command("status")
    assert (said.code, "python -m etl run" in said.err) == (1, True)


def test_status_tells_newest_date_and_age_of_every_source(settled: Municipality) -> None:
    said = settled.command("status")
    assert said.code == 0
    assert "records: 2 rader, nyeste dato 03.05.2026, lest" in said.out


def test_status_tells_of_the_last_failure(settled: Municipality) -> None:
    (settled.folder / "records.csv").unlink()
    settled.command("run")
    said = settled.command("status")
    assert (said.code, "Siste forsøk feilet" in said.out) == (3, True)


def test_check_changes_nothing(prove: Municipality) -> None:
    said = prove.command("check")
    assert (said.code, re.findall(r"records +svar +svarer", said.out) != []) == (0, True)
    assert sorted(file.name for file in prove.folder.iterdir()) == ["config.toml", "records.csv"]


def test_check_names_the_source_that_does_not_answer(prove: Municipality) -> None:
    (prove.folder / "records.csv").unlink()
    said = prove.command("check")
    assert said.code == 3
    assert re.search(
        r"^feil +records +svar +svarer ikke som den skal\n +Gjør dette: Filen finnes ikke", said.out, re.M
    )


def test_a_run_without_a_terminal_imports_neither_pandas_nor_a_progress_bar(prove: Municipality) -> None:
    found = imported(prove, "run")
    assert "duckdb" in found
    assert found & {"pandas", "pyarrow", "rich", "streamlit", "plotly", "numpy"} == set()


def test_a_run_of_files_imports_no_http_client(prove: Municipality) -> None:
    found = imported(prove, "run")
    assert "etl.sources.completions" in found
    assert found & {"requests", "etl.sources.facebook.pull", "http.client"} == set()


def test_status_imports_only_what_reads_what_is_published(settled: Municipality) -> None:
    found = imported(settled, "status")
    assert "warehouse.read" in found
    assert (
        found & {"etl.run", "etl.register", "etl.sources", "warehouse.build", "requests", "pandas"} == set()
    )


def imported(prove: Municipality, command: str) -> set[str]:
    """Every module that a command imports."""
    said = prove.command(command, environment={"PYTHONVERBOSE": "1"})
    return set(re.findall(r"^import '?([\w.]+)", said.err, re.MULTILINE))
