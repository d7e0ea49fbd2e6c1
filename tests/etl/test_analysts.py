"""Analysts who hold, edit or delete what they were given: neither a run nor a reader of the screens notices."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.etl.commands import RECORDS, Municipality, Said
from warehouse.read import Reader

COUNT = "select count(*) from completion where known_to is null"
# Opens the copy for writing and changes it; at each line it is sent it does the next thing, and says so.
ANALYST = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
for line in sys.stdin:
    connection.execute(line)
    print("done", flush=True)
"""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps a file that somebody has open")


class Analyst:
    """A process of its own that has the analysts' database open for writing."""

    def __init__(self, file: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", ANALYST, str(file)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.told("open")

    def do(self, statement: str) -> None:
        """Run a statement there and wait for it to be done."""
        assert self.process.stdin
        self.process.stdin.write(f"{statement}\n")
        self.process.stdin.flush()
        self.told("done")

    def told(self, word: str) -> None:
        assert self.process.stdout
        assert self.process.stdout.readline() == f"{word}\n", self.process.communicate()[1]


@contextmanager
def analyst(prove: Municipality) -> Iterator[Analyst]:
    """An analyst at work, who is killed in the end."""
    one = Analyst(copy_of(prove))
    try:
        yield one
    finally:
        one.process.kill()
        one.process.communicate()


@pytest.fixture
def prove(settled: Municipality) -> Municipality:
    """A municipality that has published two records."""
    return settled


def copy_of(prove: Municipality) -> Path:
    return prove.folder / "warehouse" / "analyse.duckdb"


def in_copy(prove: Municipality) -> object:
    with duckdb.connect(str(copy_of(prove)), read_only=True) as connection:
        return connection.execute(COUNT).fetchall()[0][0]


def on_screens(prove: Municipality) -> object:
    """How many records a reader of the screens finds."""
    reader = Reader(prove.folder / "warehouse")
    found = counted(reader)
    reader.close()
    return found


def counted(reader: Reader) -> int:
    found = reader.query("source_freshness", {"as_of": date(2026, 11, 20)})
    count = found.rows[0][found.columns.index("row_count")]
    assert isinstance(count, int)
    return count


def run_with_one_more(prove: Municipality) -> Said:
    prove.write("records.csv", RECORDS + "T1.I1;04.06.2026;\n")
    return prove.command("run")


def test_one_who_keeps_the_copy_open_for_writing_stops_neither_run_nor_reader(prove: Municipality) -> None:
    reader, seen = Reader(prove.folder / "warehouse"), []
    with analyst(prove) as one, ThreadPoolExecutor(1) as at_work:
        one.do("delete from completion")
        with pytest.raises(duckdb.IOException, match="lock"):
            in_copy(prove)
        running = at_work.submit(run_with_one_more, prove)
        while not running.done():
            seen.append(counted(reader))
        assert (running.result().code, running.result().err) == (0, "")
        assert (counted(reader), in_copy(prove)) == (3, 3)
    reader.close()
    assert (seen[0], set(seen) <= {2, 3}, seen == sorted(seen)) == (2, True, True)


def test_what_is_written_in_the_old_copy_after_a_run_reaches_nobody_elses(prove: Municipality) -> None:
    with analyst(prove) as one:
        assert run_with_one_more(prove).code == 0
        one.do("delete from completion")
        one.do("drop table measure cascade")
        assert (on_screens(prove), in_copy(prove)) == (3, 3)
    assert (on_screens(prove), in_copy(prove)) == (3, 3)


def test_one_who_was_killed_in_the_middle_of_writing_leaves_nothing_to_the_next_copy(
    prove: Municipality,
) -> None:
    with analyst(prove) as one:
        one.do("insert into completion select * from completion")
    assert list(copy_of(prove).resolve().parent.glob("*.wal")) != []
    assert run_with_one_more(prove).code == 0
    assert (on_screens(prove), in_copy(prove)) == (3, 3)


def test_an_edited_copy_is_fresh_again_after_the_next_run(prove: Municipality) -> None:
    with duckdb.connect(str(copy_of(prove))) as connection:
        connection.execute("drop table completion")
    assert on_screens(prove) == 2
    assert run_with_one_more(prove).code == 0
    assert (on_screens(prove), in_copy(prove)) == (3, 3)


def test_what_was_deleted_is_there_again_after_the_next_run(prove: Municipality) -> None:
    copy_of(prove).unlink()
    shutil.rmtree(prove.folder / "warehouse" / "analyse")
    assert on_screens(prove) == 2
    assert run_with_one_more(prove).code == 0
    given = sorted(file.name for file in (prove.folder / "warehouse" / "analyse").iterdir())
    assert given == ["kommunikasjon.xlsx", "parquet", "sets"]
    assert (on_screens(prove), in_copy(prove)) == (3, 3)


def test_a_copy_that_cannot_be_renewed_is_told_and_the_run_is_published_all_the_same(
    prove: Municipality,
) -> None:
    copy_of(prove).unlink()
    copy_of(prove).mkdir()
    said = run_with_one_more(prove)
    assert said.code == 3
    assert "Analytikernes filer (analyse.duckdb) ble ikke fornyet: " in said.out
    assert said.out.splitlines()[-1].startswith("Publisert, men ikke alt gikk bra")
    assert on_screens(prove) == 3
    assert prove.command("rebuild").code == 3
