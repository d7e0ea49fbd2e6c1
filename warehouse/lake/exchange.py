"""Gives the lake what this host has landed, and this host what others have, so that all build from the same."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from warehouse.lake.connection import answering
from warehouse.landings import JOURNAL
from warehouse.publish import settle


@answering()
def exchange(connection: duckdb.DuckDBPyConnection, raw: Path) -> None:
    """Make what has landed here and what lies in the current schema of the lake the same, both ways.

    A landed file never changes and neither does a line of the journal, so whatever one side lacks is copied over.
    Raises LakeError when the lake does not answer.
    """
    raw.mkdir(parents=True, exist_ok=True)
    here, there = landed_here(raw), landed_there(connection)
    give_files(connection, raw, here - there)
    take_files(connection, raw, there - here)
    noted, known = lines_here(raw), lines_there(connection)
    give_lines(connection, [line for line in noted if line not in known])
    take_lines(raw, [line for line in known if line not in noted])


def is_same(connection: duckdb.DuckDBPyConnection, raw: Path) -> bool:
    """Whether nothing has come to the lake that is not here, seen from the current transaction."""
    return landed_there(connection) <= landed_here(raw) and set(lines_there(connection)) <= set(
        lines_here(raw)
    )


def landed_here(raw: Path) -> set[str]:
    """The landed files of this host, by their path under the folder."""
    return {file.relative_to(raw).as_posix() for file in raw.glob("*/*.parquet")}


def landed_there(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The landed files in the lake."""
    return {name for (name,) in connection.execute("select name from landed_file").fetchall()}


def lines_here(raw: Path) -> list[str]:
    """The whole lines of this host's journal; one torn by a killed run is left out."""
    journal = raw / JOURNAL
    text = journal.read_bytes() if journal.exists() else b""
    return [line.decode() for line in text.split(b"\n")[:-1] if line.endswith(b"}")]


def lines_there(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The lines of the journal in the lake."""
    return [line for (line,) in connection.execute("select line from journal_line order by line").fetchall()]


def give_files(connection: duckdb.DuckDBPyConnection, raw: Path, names: Iterable[str]) -> None:
    """Copy landed files into the lake."""
    for name in sorted(names):
        connection.execute(
            "insert into landed_file select ?, content from read_blob(?)", [name, str(raw / name)]
        )


def take_files(connection: duckdb.DuckDBPyConnection, raw: Path, names: Iterable[str]) -> None:
    """Copy landed files out of the lake, each in one step."""
    for name in sorted(names):
        ((content,),) = connection.execute(
            "select content from landed_file where name = ? limit 1", [name]
        ).fetchall()
        passing = raw / f"{name}.part"
        passing.parent.mkdir(exist_ok=True)
        passing.write_bytes(content)
        settle(passing, raw / name)


def give_lines(connection: duckdb.DuckDBPyConnection, lines: list[str]) -> None:
    """Copy lines of the journal into the lake."""
    if lines:
        connection.execute("insert into journal_line select unnest(?::text[])", [lines])


def take_lines(raw: Path, lines: Iterable[str]) -> None:
    """Copy lines of the journal out of the lake."""
    text = "".join(f"{line}\n" for line in lines)
    if not text:
        return
    with (raw / JOURNAL).open("ab+") as journal:
        journal.write(text.encode())
