"""What analysts get at each publish: a database, the tables as Parquet and a workbook, whole or as they were."""

import os
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.exported import ROWS, WORKBOOK, asked, exported, source_named
from warehouse.exports import put


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything exported once; only to be read."""
    folder = tmp_path_factory.mktemp("exported")
    assert exported(folder) == ()
    return folder


def test_the_database_holds_the_same_tables_and_rules_as_the_published_one(made: Path) -> None:
    [published] = made.glob("kommunikasjon-*.duckdb")
    tables = "select table_name, sql from duckdb_tables() order by 1"
    rules = "select function_name, macro_definition from duckdb_functions() where not internal order by all"
    for held in (tables, rules):
        found = [asked(file, held, read_only=True) for file in (made / "analyse.duckdb", published)]
        assert found[0] == found[1] != []


def test_every_table_is_a_parquet_file_with_its_columns_types_and_rows(made: Path) -> None:
    tables = [
        name
        for (name,) in asked(made / "analyse.duckdb", "select table_name from duckdb_tables() order by 1")
    ]
    assert sorted(file.name for file in (made / "analyse" / "parquet").iterdir()) == [
        f"{name}.parquet" for name in tables
    ]
    with duckdb.connect(str(made / "analyse.duckdb"), read_only=True) as connection:
        for name in tables:
            file = made / "analyse" / "parquet" / f"{name}.parquet"
            described = "select column_name, column_type from (describe from {})"
            assert (
                connection.execute(described.format(f"'{file}'")).fetchall()
                == connection.execute(described.format(name)).fetchall()
            )
            assert (
                connection.execute(f"from '{file}'").fetchall()
                == connection.execute(f"from {name}").fetchall()
            )


def test_a_reader_of_the_tables_goes_on_with_the_set_it_began_with(tmp_path: Path) -> None:
    exported(tmp_path, source_named("before"))
    began = (tmp_path / "analyse" / "parquet").resolve()
    exported(tmp_path, source_named("after"))
    folders = (began, tmp_path / "analyse" / "parquet")
    read = [
        duckdb.read_parquet(str(folder / "source.parquet")).select("source_id").fetchall()
        for folder in folders
    ]
    assert read == [[("before",)], [("after",)]]


def test_only_the_two_newest_sets_are_kept(tmp_path: Path) -> None:
    for _ in range(4):
        exported(tmp_path)
    assert sorted(made.name for made in (tmp_path / "analyse" / "sets").iterdir()) == [
        f"kommunikasjon-20261120T120000Z-{number}" for number in (3, 4)
    ]


def test_the_database_is_new_after_each_publish_also_for_one_who_has_the_old_one_open(tmp_path: Path) -> None:
    exported(tmp_path, source_named("before"))
    file = str(tmp_path / "analyse.duckdb")
    with duckdb.connect(file) as analyst:
        analyst.execute("delete from source")
        exported(tmp_path, source_named("after"))
        with duckdb.connect(file) as other:
            assert other.execute("select source_id from source").fetchall() == [("after",)]
        assert analyst.execute("select source_id from source").fetchall() == []


def test_what_stood_there_as_plain_files_gives_way(tmp_path: Path) -> None:
    (tmp_path / "analyse.duckdb").write_bytes(b"of an older version")
    exported(tmp_path)
    assert asked(tmp_path / "analyse.duckdb", "select source_id from source") == [("a",)]


def test_an_export_that_cannot_be_written_is_told_and_the_published_one_stands(tmp_path: Path) -> None:
    (tmp_path / "analyse").write_text("a file where a folder should be", encoding="utf-8")
    [error] = exported(tmp_path)
    assert (error.key, error.values["what"]) == ("exports.failed", "analyse")
    assert len(list(tmp_path.glob("kommunikasjon-*.duckdb"))) == 1


def test_a_place_that_is_taken_keeps_only_its_own_file_from_being_renewed(tmp_path: Path) -> None:
    (tmp_path / "analyse" / "kommunikasjon.xlsx").mkdir(parents=True)
    [error] = exported(tmp_path)
    assert error.values == {"what": WORKBOOK, "found": os.strerror(21)}
    assert asked(tmp_path / "analyse.duckdb", "select source_id from source") == [("a",)]


def test_a_set_that_is_not_whole_is_never_shown(tmp_path: Path) -> None:
    exported(tmp_path, source_named("before"))
    unknown = {"metric": [{**ROWS["metric"][0], "unit": "furlongs"}], **source_named("after")}
    [error] = exported(tmp_path, unknown)
    assert (error.values["what"], str(error.values["found"]).partition(",")[0]) == ("analyse", "KeyError")
    assert asked(tmp_path / "analyse.duckdb", "select source_id from source") == [("before",)]
    assert len(list((tmp_path / "analyse" / "sets").iterdir())) == 1


def test_without_links_a_folder_is_moved_to_its_place_and_the_old_one_goes(tmp_path: Path) -> None:
    for name in ("shown", "first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    for name in ("first", "second"):
        put(tmp_path / name, tmp_path / "shown")
    assert [file.relative_to(tmp_path).as_posix() for file in sorted(tmp_path.rglob("*"))] == [
        "shown", "shown/second",
    ]  # fmt: skip


def test_without_links_a_database_takes_no_log_of_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "shown.duckdb").write_text("old", encoding="utf-8")
    (tmp_path / "shown.duckdb.wal").write_text("what somebody did to the old one", encoding="utf-8")
    (tmp_path / "made.duckdb").write_text("new", encoding="utf-8")
    put(tmp_path / "made.duckdb", tmp_path / "shown.duckdb")
    assert [(file.name, file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()] == [
        ("shown.duckdb", "new")
    ]


def test_a_folder_that_cannot_take_its_place_leaves_the_one_that_stood_there(tmp_path: Path) -> None:
    (tmp_path / "shown").mkdir()
    (tmp_path / "shown" / "old").touch()
    with pytest.raises(FileNotFoundError):
        put(tmp_path / "nowhere", tmp_path / "shown")
    assert (tmp_path / "shown" / "old").exists()
