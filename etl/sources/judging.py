"""Judges the table `staged` into `accepted` and `rejected`, all rows at once, and tells what was noticed."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from etl.sources.delivery import Notice, Pulling
from etl.sources.headings import Columns

STATEMENTS = Path(__file__).parent / "sql"


def judge(pulling: Pulling, kind: str, written: Mapping[str, str]) -> None:
    """Leave `accepted`, `rejected` and the passing tables `judged` and `earlier` in the connection.

    `kind` is completions or figures; `written` gives the file's heading for a column's name.
    """
    pulling.connection.execute("create or replace temp table heading (name varchar, written varchar)")
    for name, heading in written.items():
        pulling.connection.execute("insert into heading values (?, ?)", [name, heading])
    values = {"measures": list(pulling.source.measures), "today": pulling.today}
    for part in ("words", "numbers", f"judge_{kind}", "settle", f"accept_{kind}"):
        run(pulling, part, values)


def run(pulling: Pulling, name: str, values: Mapping[str, object]) -> None:
    """Run the statements of sql/<name>.sql, each with those of the values that it asks for."""
    for statement in (STATEMENTS / f"{name}.sql").read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            asked = {key: value for key, value in values.items() if f"${key}" in statement}
            pulling.connection.execute(statement, asked)


def written_headings(columns: Columns, headings: Iterable[str]) -> dict[str, str]:
    """The file's own heading for each known column."""
    every = list(headings)
    return {name: every[place].strip() for name, place in columns.places.items()}


def repeated_notices(pulling: Pulling) -> tuple[Notice, ...]:
    """A notice of rows that only repeat another, if there are any."""
    counted = pulling.connection.execute("select count(*) from earlier where is_repeated").fetchall()
    return noticed("notice.repeated", None, counted[0][0])


def share_notices(pulling: Pulling, subject: str) -> tuple[Notice, ...]:
    """How shares were read: how many as per cent, how many as parts of one. `subject` is the column that names them."""
    counted = pulling.connection.execute(
        f"select {subject}, count(*) filter (where is_per_cent), count(*) filter (where not is_per_cent) "  # noqa: S608
        f"from judged where is_share and value is not null and verdict is null group by {subject} order by {subject}"
    ).fetchall()
    return tuple(
        notice
        for name, per_cent_count, part_count in counted
        for notice in (
            *noticed("notice.read_per_cent", name, per_cent_count),
            *noticed("notice.read_share", name, part_count),
        )
    )


def noticed(code: str, subject: str | None, row_count: int) -> tuple[Notice, ...]:
    """A notice about rows, unless there are none."""
    return (Notice(code, subject, row_count),) if row_count else ()
