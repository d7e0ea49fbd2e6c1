"""A published database is whole, named anew each time, and never the file that somebody has open."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from foundation.errors import AlreadyRunningError, BuildError, NothingPublishedError, WarehouseError
from warehouse.build import create_rules, create_tables, insert_rows
from warehouse.publish import building, only_run, publish
from warehouse.read import POINTER, Reader

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
GOAL = {"goal_id": "G1", "position": 1, "text_nb": "a", "text_en": "a", "short_nb": "a", "short_en": "a"}
HOLDING = """
import sys
from pathlib import Path
from warehouse.publish import only_run
with only_run(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def published(folder: Path, source_id: str = "a") -> str:
    """Publish a database with one goal and one source."""
    with building(folder) as connection:
        create_tables(connection)
        insert_rows(connection, "goal", [GOAL])
        source = {
            "source_id": source_id,
            "kind": "x",
            "feeds": "completion",
            "is_sample": False,
            "refresh_days": 31,
        }
        insert_rows(connection, "source", [source])
        create_rules(connection)
    return publish(folder, NOON)


def source_ids(reader: Reader, version: str = "") -> list[object]:
    return [row[0] for row in reader.query("source_freshness", {"as_of": date(2026, 11, 20)}, version).rows]


def test_a_build_is_published_under_a_name_of_its_own_and_the_pointer_names_it(tmp_path: Path) -> None:
    tmp_path.joinpath("warehouse").mkdir()
    folder = tmp_path / "warehouse"
    assert published(folder) == "kommunikasjon-20261120T120000Z-1.duckdb"
    assert sorted(file.name for file in folder.iterdir()) == [
        "CURRENT",
        "kommunikasjon-20261120T120000Z-1.duckdb",
    ]


def test_a_reader_moves_on_to_what_is_published_next(tmp_path: Path) -> None:
    published(tmp_path, "before")
    reader = Reader(tmp_path)
    before = source_ids(reader)
    published(tmp_path, "after")
    assert (before, source_ids(reader)) == (["before"], ["after"])
    reader.close()


def test_who_began_on_a_publication_can_end_on_it(tmp_path: Path) -> None:
    published(tmp_path, "before")
    reader = Reader(tmp_path)
    begun_on = reader.current()
    published(tmp_path, "after")
    assert (source_ids(reader), source_ids(reader, begun_on)) == (["after"], ["before"])
    reader.close()


def test_only_the_newest_versions_are_kept(tmp_path: Path) -> None:
    for _ in range(5):
        published(tmp_path)
    kept = sorted(file.name for file in tmp_path.glob("kommunikasjon-*.duckdb"))
    assert kept == [f"kommunikasjon-20261120T120000Z-{number}.duckdb" for number in (3, 4, 5)]


def test_a_build_that_is_not_whole_is_not_published(tmp_path: Path) -> None:
    name = published(tmp_path)
    (tmp_path / "build.duckdb").write_bytes(b"half a file")
    with pytest.raises(BuildError, match="not_whole"):
        publish(tmp_path, NOON)
    assert (tmp_path / POINTER).read_text(encoding="utf-8") == f"{name}\n"


def test_a_build_with_a_log_beside_it_is_not_published(tmp_path: Path) -> None:
    (tmp_path / "build.duckdb").touch()
    (tmp_path / "build.duckdb.wal").touch()
    with pytest.raises(BuildError, match="not_whole"):
        publish(tmp_path, NOON)


def test_a_build_without_a_goal_is_not_published(tmp_path: Path) -> None:
    with building(tmp_path) as connection:
        create_tables(connection)
    with pytest.raises(BuildError, match="not_whole"):
        publish(tmp_path, NOON)
    assert not (tmp_path / POINTER).exists()


def test_two_runs_never_meet_and_the_lock_goes_with_its_process(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(AlreadyRunningError), only_run(tmp_path):
        pass
    holder.kill()
    holder.communicate()
    with only_run(tmp_path):
        pass


def test_before_the_first_publish_a_reader_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(NothingPublishedError):
        Reader(tmp_path).current()


def test_a_pointer_to_a_file_that_is_gone_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / POINTER).write_text("gone.duckdb\n", encoding="utf-8")
    with pytest.raises(WarehouseError, match="warehouse_unreadable"):
        source_ids(Reader(tmp_path))


def test_a_reader_can_neither_write_nor_reach_outside(tmp_path: Path) -> None:
    published(tmp_path)
    reader = Reader(tmp_path)
    source_ids(reader)
    cursor = reader._cursor()
    for text in ("create table mine (a int)", "select * from read_text('/etc/hostname')"):
        with pytest.raises(duckdb.Error):
            cursor.execute(text)
    cursor.close()
    reader.close()
