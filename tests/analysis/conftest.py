"""A published warehouse of a few rows, a secret beside it, and the processes that answer."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import duckdb
import pytest

from analysis.answer import Answer
from analysis.sandbox import Job, Sandbox
from foundation.configuration import Analysis
from foundation.errors import AnalysisError
from tests.builders import empty_database
from warehouse.build import insert_rows

VERSION = "k1.duckdb"
SECRET = "a-secret-that-nobody-may-read"  # noqa: S105 - that is the point
# The tests keep the processors busy themselves: who stands back would get nothing.
LIMITS = Analysis(seconds=1.0, rows=1_000, memory_megabytes=256, workers=1, most_workers=4, nice=0)
BOMB = "select levenshtein(repeat('a', 200000), repeat('b', 200000))"  # one call that never looks up
GOALS = [
    {"goal_id": f"G{place}", "position": place, "text_nb": f"Mål {place}", "text_en": f"Goal {place}",
     "short_nb": f"Mål {place}", "short_en": f"Goal {place}"}
    for place in (1, 2, 3)
]  # fmt: skip
FIGURES = """
insert into metric_value by name
select
    'page_figures' as source_id,
    ['likes', 'followers', 'shares'][1 + place % 3] as metric_id,
    date '2026-01-01' + (place // 3)::integer as observed_on,
    place::double as value,
    place % 20 as n,
    'typed' as value_basis,
    'first_seen' as known_basis,
    date '2026-01-01' as known_from
from range(6000) as _(place)
"""


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse folder with one published version, and beside it files that nobody may read."""
    folder = tmp_path_factory.mktemp("warehouse")
    (folder / "canary.csv").write_text(f"{SECRET}\n", encoding="utf-8")
    copyfile(empty_database(), folder / VERSION)
    with duckdb.connect(str(folder / VERSION)) as connection:
        insert_rows(connection, "goal", GOALS)
        connection.execute(FIGURES)  # enough for a join of the table with itself to be a bomb
    (folder / "CURRENT").write_text(f"{VERSION}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def sandbox(published: Path) -> Iterator[Sandbox]:
    """The processes that answer on that warehouse."""
    opened = Sandbox(published, LIMITS, "Europe/Oslo")
    yield opened
    opened.close()


@pytest.fixture
def patient(published: Path) -> Iterator[Sandbox]:
    """One process that gives a statement all the time it wants."""
    opened = Sandbox(
        published, replace(LIMITS, seconds=60, rows=100, memory_megabytes=512, most_workers=1), "UTC"
    )
    yield opened
    opened.close()


def outcome(job: Job) -> Answer | AnalysisError:
    """What a job ended in; a minute is far more than any of them takes."""
    try:
        return job.answer(60)
    except AnalysisError as error:
        return error
