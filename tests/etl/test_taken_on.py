"""A run for which no source has anything new takes the published database on; whatever else has changed, it builds."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from etl.database import Making
from etl.report import QuietProgress
from etl.run import prepared_register, rebuild, run
from foundation.config_file import load
from foundation.configuration import Settings
from tests.etl.commands import ROOT, Municipality, municipality
from warehouse.exports import FOLDER, WORKBOOK
from warehouse.inputs import RECORD, fingerprint, is_published, remember
from warehouse.publish import ANALYSE, only_run, pointed_at
from warehouse.read import POINTER

MORNING = datetime(2026, 11, 30, 7, tzinfo=UTC)
NOON = datetime(2026, 11, 30, 11, tzinfo=UTC)
TODAY = date(2026, 11, 30)
NAMES = """
    select 'table' as kind, table_name as name, comment from duckdb_tables() where not internal
    union all
    select 'column', table_name || '.' || column_name, comment from duckdb_columns() where not internal
    union all
    select 'rule', function_name, comment from duckdb_functions() where not internal
    order by all
"""
READINGS = "select outcome from etl_run order by started_at"
Change = Callable[[Municipality], object]


def touched(file: Path) -> None:
    """Write a file anew with one empty line more."""
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")


def landed(prove: Municipality) -> Path:
    """The one landed file."""
    (file,) = (prove.folder / "raw" / "records").glob("*.parquet")
    return file


CHANGES: dict[str, Change] = {
    "the configuration": lambda prove: touched(prove.folder / "config.toml"),
    "the register": lambda prove: touched(prove.folder / "register" / "roles.toml"),
    "what landed": lambda prove: shutil.copyfile(landed(prove), landed(prove).with_name("another.parquet")),
    "what is published": lambda prove: (prove.folder / "warehouse" / POINTER).write_text("another.duckdb\n"),
    "the published file": lambda prove: published(prove).unlink(),
    "the record": lambda prove: (prove.folder / "warehouse" / RECORD).write_text("{"),
    "no record": lambda prove: (prove.folder / "warehouse" / RECORD).unlink(),
    "the workbook": lambda prove: workbook(prove).write_bytes(b"somebody's own"),
    "no workbook": lambda prove: workbook(prove).unlink(),
}


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Municipality:
    """A municipality with a register of its own that has read its records once."""
    made = municipality(tmp_path_factory.mktemp("read-once"))
    shutil.copytree(ROOT / "data" / "strategy", made.folder / "register")
    configuration = (made.folder / "config.toml").read_text(encoding="utf-8")
    made.write("config.toml", configuration.replace(str(ROOT / "data" / "strategy"), "register"))
    read(made, MORNING)
    return made


@pytest.fixture
def prove(read_once: Municipality, tmp_path: Path) -> Municipality:
    """A copy of it, which remembers its own files as what it was made from."""
    shutil.copytree(read_once.folder, tmp_path / "prove", symlinks=True)
    made = Municipality(tmp_path / "prove")
    settings = settings_of(made)
    remember(settings.paths.warehouse, fingerprint(settings, TODAY))
    return made


def settings_of(prove: Municipality) -> Settings:
    """Its settings as they stand in the file."""
    return load(prove.folder / "config.toml")


def read(prove: Municipality, moment: datetime) -> None:
    """A run at a moment."""
    run(settings_of(prove), lambda: moment, QuietProgress())


def published(prove: Municipality) -> Path:
    """The published file."""
    folder = prove.folder / "warehouse"
    return folder / str(pointed_at(folder))


def workbook(prove: Municipality) -> Path:
    """Analysts' workbook."""
    return prove.folder / "warehouse" / FOLDER / WORKBOOK


def making(prove: Municipality, *, is_quiet: bool) -> Making:
    """What a run of the day would make, made."""
    settings = settings_of(prove)
    made = Making(settings, prepared_register(settings), TODAY, is_quiet)
    with only_run(settings.paths.warehouse):
        made.make()
    return made


def is_as_it_was(prove: Municipality, today: date = TODAY) -> bool:
    """Whether everything is as it was when it was published."""
    settings = settings_of(prove)
    return is_published(settings.paths.warehouse, fingerprint(settings, today))


def contents(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, and every name with its comment."""
    with duckdb.connect(str(file), read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables() order by 1").fetchall()
        rows = {table: connection.execute(f"from {table} order by all").fetchall() for (table,) in tables}
        return {**rows, "": connection.execute(NAMES).fetchall()}


def test_what_is_taken_on_holds_exactly_what_a_build_would(prove: Municipality) -> None:
    before = published(prove)
    read(prove, NOON)
    taken_on = published(prove)
    rebuild(settings_of(prove), lambda: NOON)
    assert contents(taken_on) == contents(published(prove))
    assert len({before, taken_on, published(prove)}) == 3


def test_with_nothing_new_only_the_reading_is_new(prove: Municipality) -> None:
    before = contents(published(prove))
    read(prove, NOON)
    after = contents(published(prove))
    assert [name for name in before if before[name] != after[name]] == ["etl_run"]
    assert prove.published(READINGS) == [("loaded",), ("unchanged",)]


def test_analysts_get_the_new_reading_and_their_workbook_stays(prove: Municipality) -> None:
    written = workbook(prove).stat().st_mtime_ns
    read(prove, NOON)
    assert contents(prove.folder / "warehouse" / ANALYSE) == contents(published(prove))
    tables = prove.folder / "warehouse" / FOLDER / "parquet"
    assert len(list(tables.iterdir())) == len(contents(published(prove))) - 1
    assert duckdb.sql(f"{READINGS.replace('etl_run', repr(str(tables / 'etl_run.parquet')))}").fetchall() == [
        ("loaded",),
        ("unchanged",),
    ]
    assert workbook(prove).stat().st_mtime_ns == written


def test_it_is_taken_on_time_after_time(prove: Municipality) -> None:
    read(prove, NOON)
    assert making(prove, is_quiet=True).is_renewed


def test_a_source_with_news_leads_to_a_build(prove: Municipality) -> None:
    assert not making(prove, is_quiet=False).is_renewed


def test_another_day_leads_to_a_build(prove: Municipality) -> None:
    assert is_as_it_was(prove)
    assert not is_as_it_was(prove, date(2026, 12, 1))


@pytest.mark.parametrize("changed", CHANGES)
def test_whatever_else_has_changed_leads_to_a_build(prove: Municipality, changed: str) -> None:
    CHANGES[changed](prove)
    assert not is_as_it_was(prove)


def test_a_source_that_fails_leads_to_a_build_that_tells_of_it(prove: Municipality) -> None:
    (prove.folder / "records.csv").unlink()
    read(prove, NOON)
    assert prove.published(READINGS) == [("loaded",), ("failed",)]
