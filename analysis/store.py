"""Keeps what analysts save, and the log of what was run, in an SQLite file of its own: never in the warehouse."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from analysis.tokens import tokens
from foundation.errors import AnalysisError

FILE = "analyse.sqlite"
SCHEMA = Path(__file__).parent / "store.sql"
LONGEST_NAME = 120
BUSY_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Saved:
    """A question that somebody saved, for all who analyse."""

    question_id: int
    name: str
    description: str
    statement: str


@dataclass(frozen=True, slots=True)
class Logged:
    """One statement that was run. `visitor` is a hash or «local»; `outcome` is answered or the key of why not."""

    visitor: str
    statement: str
    row_count: int
    seconds: float
    outcome: str


class Store:
    """The saved questions and the log in one folder. Many threads and processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / FILE

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection with the tables in place, committed at the end. AnalysisError when the file cannot be used."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.file, timeout=BUSY_SECONDS)
            try:
                with connection:
                    connection.executescript(SCHEMA.read_text(encoding="utf-8"))
                    yield connection
            finally:
                connection.close()
        except (OSError, sqlite3.Error) as error:
            raise AnalysisError("analyse_error.store", file=FILE, found=str(error)) from error

    def save(self, name: str, description: str, statement: str, now: datetime) -> None:
        """Keep a question under a name; one of that name is replaced. `now` is UTC."""
        with self._open() as connection:
            connection.execute(
                "insert into saved_question (name, description, statement, saved_at) values (?, ?, ?, ?)"
                " on conflict (name) do update set description = excluded.description,"
                " statement = excluded.statement, saved_at = excluded.saved_at",
                (name.strip()[:LONGEST_NAME], description.strip(), statement, now.isoformat()),
            )

    def saved(self) -> list[Saved]:
        """Every saved question, by name."""
        if not self.file.exists():
            return []
        with self._open() as connection:
            found = connection.execute(
                "select question_id, name, description, statement from saved_question order by lower(name)"
            )
            return [Saved(*row) for row in found.fetchall()]

    def remove(self, question_id: int) -> None:
        """Remove a saved question."""
        with self._open() as connection:
            connection.execute("delete from saved_question where question_id = ?", (question_id,))

    def log(self, logged: Logged, now: datetime, keep_days: int, *, keep_text: bool) -> None:
        """Note a statement that was run, and forget those older than `keep_days`. With 0 days nothing is noted."""
        with self._open() as connection:
            if keep_days:
                connection.execute(
                    "insert into statement_log values (?, ?, ?, ?, ?, ?, ?)",
                    (
                        now.isoformat(), logged.visitor, shape_hash(logged.statement), logged.row_count,
                        round(logged.seconds * 1000), logged.outcome, logged.statement if keep_text else None,
                    ),
                )  # fmt: skip
            connection.execute(
                "delete from statement_log where asked_at < ?",
                ((now - timedelta(days=keep_days)).isoformat(),),
            )


def shape_hash(statement: str) -> str:
    """The same for statements that differ in numbers, texts, case, space and comments only; tells none of them."""
    return hashlib.sha256(" ".join(shape(statement)).encode("utf-8")).hexdigest()[:16]


def shape(statement: str) -> Iterator[str]:
    """The words of a statement, with ? for each number and text."""
    kinds = dict(duckdb.tokenize(statement))
    values = (duckdb.token_type.numeric_const, duckdb.token_type.string_const)
    starts = [start for start, kind in sorted(kinds.items()) if kind != duckdb.token_type.comment]
    for start, token in zip(starts, tokens(statement), strict=True):
        yield "?" if kinds[start] in values else token.word
