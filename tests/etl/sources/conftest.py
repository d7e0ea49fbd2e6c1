"""A pull as a run makes it: the real register in memory, real files and servers, and the rows that came of it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.database import lay_out
from etl.register import read_register
from etl.sources import PULLS
from etl.sources.delivery import Delivery, Notice, Pulling
from etl.sources.headings import COMPLETION
from etl.sources.json_http import stage_json
from etl.sources.population import pull_population
from etl.sources.table_file import Table
from foundation.configuration import Source
from foundation.errors import SourceError
from tests.etl.sources.server import Answer, Served, serving

ROOT = Path(__file__).parent.parent.parent.parent
TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Pulled:
    """A delivery and the connection that holds its rows."""

    delivery: Delivery
    connection: duckdb.DuckDBPyConnection

    def accepted(self, columns: str) -> list[tuple[object, ...]]:
        """These columns of the accepted rows, in the file's order."""
        return self.connection.execute(
            f"select {columns} from accepted order by row_number, 1"  # noqa: S608 - written in the test
        ).fetchall()

    def rejected(self) -> list[tuple[object, ...]]:
        """Row, heading, value and reason of the rejected rows."""
        return self.connection.execute(
            "select row_number, column_name, value, reason from rejected order by row_number, column_name"
        ).fetchall()

    def noticed(self) -> set[tuple[str, str | None]]:
        """What was noticed, without counts."""
        return {(notice.code, notice.subject) for notice in self.delivery.warnings}

    def notice(self, code: str) -> Notice:
        """The one notice of a kind."""
        (found,) = [notice for notice in self.delivery.warnings if notice.code == code]
        return found


Pull = Callable[..., Pulled]


@pytest.fixture(scope="session")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with the register, as every pull of a run meets it."""
    register = read_register((ROOT / "data" / "strategy", ROOT / "data" / "sample" / "register"), {})
    with duckdb.connect() as opened:
        lay_out(opened, register, commented=False)
        opened.execute("set timezone = 'Europe/Oslo'")
        yield opened


@pytest.fixture
def pull(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> Pull:
    """Pulls a source of some kind; its options are given by name."""

    def run(kind: str, path: Path | None = None, measures: tuple[str, ...] = (), **options: object) -> Pulled:
        folder = tmp_path / "scratch"
        folder.mkdir(exist_ok=True)
        source = Source(id="s", kind=kind, path=path, measures=measures, options=options)
        return Pulled(PULLS[kind](Pulling(source, connection, TODAY, folder, lambda _: None)), connection)

    return run


Records = Callable[..., Pulled]


@pytest.fixture
def records(pull: Pull, tmp_path: Path) -> Records:
    """Pulls completion records from a CSV file with this text."""

    def run(text: str, *, encoding: str = "utf-8", **options: object) -> Pulled:
        file = tmp_path / "records.csv"
        file.write_bytes(text.encode(encoding))
        return pull("completions_file", file, **options)

    return run


Serve = Callable[[Answer], Served]
Stage = Callable[..., Table]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts servers that stop with the test."""
    with ExitStack() as stack:
        yield lambda answer: stack.enter_context(serving(answer))


@pytest.fixture
def stage(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> Stage:
    """Stages what a server answers; the pauses between tries are written down, not waited."""

    def run(server: Served, pauses: list[float] | None = None, **options: object) -> Table:
        pulling = Pulling(source_at(server, **options), connection, TODAY, tmp_path, lambda _: None)
        waited: list[float] = [] if pauses is None else pauses
        return stage_json(pulling, COMPLETION, ("measure_id", "occurred_on"), waited.append)

    return run


def source_at(server: Served, **options: object) -> Source:
    """A source whose records such a server holds."""
    return Source(id="s", kind="completions_http", options={"url": f"{server.url}/records?key=x", **options})


def refused(stage: Stage, server: Served, **options: object) -> SourceError:
    """The error that an answer ends in."""
    with pytest.raises(SourceError) as raised:
        stage(server, **options)
    return raised.value


Population = Callable[..., Pulled]


def population_at(server: Served, *numbers: str, **options: object) -> Source:
    """A source that asks for these municipalities; 3427 unless told."""
    listed = list(numbers) or ["3427"]
    asked = {"municipality_numbers": listed, "base_url": f"{server.url}/api/v2", **options}
    return Source(id="population", kind="ssb_population", options=asked)


@pytest.fixture
def population(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> Population:
    """Pulls what a server answers; the pauses between tries are written down, not waited."""

    def run(server: Served, *numbers: str, pauses: list[float] | None = None, **options: object) -> Pulled:
        waited: list[float] = [] if pauses is None else pauses
        source = population_at(server, *numbers, **options)
        pulling = Pulling(source, connection, TODAY, tmp_path, lambda _: None, pause=waited.append)
        return Pulled(pull_population(pulling), connection)

    return run


def no_population(population: Population, server: Served, *numbers: str, **options: object) -> SourceError:
    """The error that an answer ends in."""
    with pytest.raises(SourceError) as raised:
        population(server, *numbers, **options)
    return raised.value
