"""Checks a built database before it is published; a failed check leaves the last good one in place."""

from datetime import date
from pathlib import Path

import duckdb

from foundation.errors import BuildError

CHECKS = tuple(sorted((Path(__file__).parent / "sql").glob("check_*.sql")))


def check(connection: duckdb.DuckDBPyConnection, today: date) -> None:
    """Run every etl/sql/check_*.sql; each finds what must not be there. BuildError at the first that finds any."""
    for file in CHECKS:
        text = file.read_text(encoding="utf-8")
        try:
            found = connection.execute(text, {"today": today} if "$today" in text else None).fetchall()
        except duckdb.Error as error:
            raise BuildError(
                "run_error.check_broke", check=file.stem, found=str(error).partition("\n")[0]
            ) from error
        if found:
            raise BuildError("run_error.check_failed", check=file.stem, count=len(found), found=str(found[0]))
