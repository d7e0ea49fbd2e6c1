"""Judges the table `staged` into `accepted` and `rejected`, all rows at once, and tells what was noticed."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from etl.sources.delivery import Notice, Pulling
from etl.sources.headings import Columns

STATEMENTS = Path(__file__).parent / "sql"


def judge(pulling: Pulling, kind: str, values: Mapping[str, object], written: Mapping[str, str]) -> None:
    """Leave `accepted` and `rejected` in the connection; `written` gives the file's heading for a column's name."""
    connection = pulling.connection
    connection.execute((STATEMENTS / "words.sql").read_text(encoding="utf-8"))
    first, *others = statements(f"judge_{kind}")
    connection.execute(first, dict(values))
    for text in (*others, *statements("reject")):
        connection.execute(text)
    connection.execute("create or replace temp table heading (name varchar, written varchar)")
    for name, heading in written.items():
        connection.execute("insert into heading values (?, ?)", [name, heading])
    for text in statements("allowed"):
        connection.execute(text)


def statements(name: str) -> list[str]:
    """The statements of sql/<name>.sql; only the first one of a file takes values."""
    text = (STATEMENTS / f"{name}.sql").read_text(encoding="utf-8")
    return [statement for statement in text.split(";\n") if statement.strip()]


def written_headings(columns: Columns, headings: Iterable[str]) -> dict[str, str]:
    """The file's own heading for each known column."""
    every = list(headings)
    return {name: every[place].strip() for name, place in columns.places.items()}


def repeated_notices(pulling: Pulling) -> tuple[Notice, ...]:
    """A notice of rows that only repeat another, if there are any."""
    count = pulling.connection.execute("select count(*) from repeated").fetchall()[0][0]
    return (Notice("notice.repeated", None, count),) if count else ()
