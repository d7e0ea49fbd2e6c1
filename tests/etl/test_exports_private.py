"""What analysts are given holds nothing of a person, and no number that few people stand behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import openpyxl
import pytest

from etl.sources.headings import PERSONAL, plain
from tests.etl.facebook_town import VARIABLE, FacebookTown
from tests.graph.graph import Graph
from tests.graph.server import serving
from tests.graph.threads import Message, Thread
from tests.graph.town import Town, TownPage

WAITS = (
    417.35,
    431.85,
    443.15,
    457.65,
)  # minutes; with five answers they would be told, with four they are not
WITHHELD = {430.78, 437.5, *WAITS}  # and their median, and the mean of the fastest
pytestmark = pytest.mark.xdist_group("private exports")  # one run
OPTIONS = """
response_rate = "own_calculation"
dpia_on = 2026-10-01

[[source]]
id = "records"
kind = "completions_file"
path = "records.csv"
"""
RECORDS = """tiltak;dato;Meldt av;E-post;Telefon;Rolle;merknad
T1.I1;10.02.2026;Kari Nordmann;kari@example.no;91234567;radmann;Spør ola@example.no eller 987 65 432, 11 av 17
ola.hansen@example.no;10.02.2026;Ola Hansen;;;;
"""
PLANTED = (
    "Kari", "Nordmann", "Hansen", "example.no", "91234567", "987 65 432", "98765432", "912 34 567", "Innbygger",
    "Fortrolig",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class QuietTown(Town):
    """Two pages that few write to: the first had three enquiries, the second five of which four were answered."""

    def threads(self, page: TownPage) -> list[Thread]:
        waits = WAITS[:3] if page is self.every_page[0] else (*WAITS, None)
        return [
            self.thread(f"{page.id}{number}", self.now - timedelta(days=5 + number), wait)
            for number, wait in enumerate(waits)
        ]

    def thread(self, key: str, asked_at: datetime, wait: float | None) -> Thread:
        messages = [Message(f"m_{key}1", asked_at, False, f"Fortrolig {key}")]
        if wait is not None:
            messages.append(
                Message(f"m_{key}2", asked_at + timedelta(minutes=wait), True, f"Fortrolig svar {key}")
            )
        return Thread(f"t_{key}", f"{key}99", f"Innbygger {key}", tuple(messages))


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of what was published after a run over pages and records with persons in them."""
    town = QuietTown(pages=2, seed=5)
    with pytest.MonkeyPatch.context() as patch, serving(Graph(town)) as graph:
        patch.setenv(VARIABLE, town.user_token)
        here = FacebookTown(tmp_path_factory.mktemp("private"), graph).write(options=OPTIONS)
        (here.folder / "records.csv").write_text(RECORDS, encoding="utf-8")
        outcome = here.run()
        assert [one.reading.outcome for one in outcome.taken] == ["loaded", "loaded"]
        assert outcome.unwritten == ()
        yield here.folder / "warehouse"


def everything(given: Path) -> dict[str, list[object]]:
    """Every cell of the database, of each Parquet file and of each sheet, by where it stands."""
    found: dict[str, list[object]] = {}
    with duckdb.connect(str(given / "analyse.duckdb"), read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables()").fetchall()
        for (table,) in tables:
            found[f"{table} in analyse.duckdb"] = cells(connection.table(table).fetchall())
    for file in (given / "analyse" / "parquet").iterdir():
        found[file.name] = cells(duckdb.read_parquet(str(file)).fetchall())
    for sheet in openpyxl.load_workbook(given / "analyse" / "kommunikasjon.xlsx"):
        found[f"sheet {sheet.title}"] = cells(list(sheet.iter_rows(values_only=True)))
    return found


def cells(rows: list[tuple[object, ...]]) -> list[object]:
    return [cell for row in rows for cell in row if cell is not None]


def asked(given: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(given / "analyse.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_no_name_address_number_or_word_of_a_person_is_in_what_analysts_get(given: Path) -> None:
    found = everything(given)
    assert len(found) > 2 * 30 + 8
    kept = [
        (place, planted)
        for place, values in found.items()
        for planted in PLANTED
        if any(planted in str(value) for value in values)
    ]
    assert kept == []


def test_what_was_written_about_the_record_is_there_without_the_person(given: Path) -> None:
    assert asked(given, "select measure_id, role_id, note from completion") == [
        ("T1.I1", "radmann", "Spør [***] eller [***], 11 av 17")
    ]
    assert asked(given, "select value from rejected_row") == [("[***]",)]


def test_numbers_that_few_stand_behind_are_withheld_everywhere(given: Path) -> None:
    newest = (
        "select received_count, answered_count, median_minutes, fastest_mean_minutes, is_withheld from page_response "
        "where observed_on = date '2026-11-22' order by is_withheld"
    )
    assert asked(given, newest) == [(5, 4, None, None, False), (None, None, None, None, True)]
    kept = {
        (place, value)
        for place, values in everything(given).items()
        for value in values
        if isinstance(value, float) and round(value, 2) in WITHHELD
    }
    assert kept == set()


def test_no_column_is_named_as_one_of_persons_would_be(given: Path) -> None:
    columns = asked(
        given, "select distinct column_name from duckdb_columns() where not internal order by all"
    )
    assert [name for (name,) in columns if PERSONAL.search(plain(str(name)))] == ["name"]
    assert asked(
        given, "select table_name from duckdb_columns() where column_name = 'name' and not internal"
    ) == [("organisation",)]
