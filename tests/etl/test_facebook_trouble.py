"""What stops a reading, and what it leaves: a killed run, a limit, a page in trouble, a dead metric, and no token."""

import logging
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tests.etl.commands import Municipality
from tests.etl.facebook_town import ROOT, VARIABLE, FacebookTown
from tests.graph.access import APP_TOKEN
from tests.graph.asked import Asked
from tests.graph.faults import ALL, Faults, Kind
from tests.graph.graph import Graph
from tests.graph.server import serving
from tests.graph.town import Town

Start = Callable[..., FacebookTown]
TOWN = Town(pages=4, seed=11)
WARNINGS = "select code, subject from etl_warning order by all"


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts a server for a town and gives the municipality whose pages it holds."""
    with ExitStack() as stack:

        def begin(town: Town = TOWN, faults: Faults | None = None, options: str = "") -> FacebookTown:
            monkeypatch.setenv(VARIABLE, town.user_token)
            graph = stack.enter_context(serving(Graph(town, faults or Faults())))
            folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
            return FacebookTown(folder, graph).write(options=options)

        yield begin


class Counted(list[Asked]):
    """What was asked; `is_enough` is set when so many questions have been."""

    def __init__(self, enough: int) -> None:
        super().__init__()
        self.enough = enough
        self.is_enough = threading.Event()

    def append(self, asked: Asked) -> None:
        super().append(asked)
        if len(self) >= self.enough:
            self.is_enough.set()


def killed_after(here: FacebookTown, question_count: int) -> int:
    """Start a run in a process of its own and kill it with -9 after so many questions; gives its exit code."""
    here.graph.asked = asked = Counted(question_count)
    child = subprocess.Popen([sys.executable, "-m", "tests.etl.facebook_once", here.folder], cwd=ROOT)
    assert asked.is_enough.wait(60)
    child.send_signal(signal.SIGKILL)
    return child.wait()


def test_a_run_killed_in_the_middle_and_started_again_ends_with_the_rows_of_a_whole_run(start: Start) -> None:
    patient = "longest_wait_minutes = 600"
    whole, torn = start(), start(faults=Faults(rate=0.05, seed=5, most_in_a_row=99), options=patient)
    whole.run()
    codes = [killed_after(torn, count) for count in (3, 25, 55)]
    assert codes == [-signal.SIGKILL] * 3
    torn.run()
    assert torn.everything() == whole.everything()


def test_a_limit_ends_the_run_as_partial_and_the_next_goes_on_where_it_stopped(start: Start) -> None:
    whole, here = start(), start(faults=Faults(rates={Kind.THROTTLED: 0.08}, seed=2, regain_minutes=90))
    whole.run()
    outcomes = [here.run().taken[0].reading.outcome]
    known = here.published("select count(*) from metric_value")[0][0]
    assert outcomes == ["partial"]
    assert {code for code, _ in here.published(WARNINGS)} >= {"facebook_page.limited"}
    while outcomes[-1] == "partial":
        outcomes.append(here.run().taken[0].reading.outcome)
    assert here.everything() == whole.everything()
    assert 0 < int(str(known)) < len(here.published("select 1 from metric_value"))


def test_what_a_later_night_brings_of_a_backfill_counts_from_its_own_days(start: Start) -> None:
    here = start(faults=Faults(rates={Kind.THROTTLED: 0.08}, seed=2, regain_minutes=90))
    here.run()
    here.graph.faults = Faults()
    here.graph.chance.faults = Faults()
    here.on(TOWN.today + timedelta(days=1)).run()
    late = here.published(
        "select count(*) from metric_value where known_from > observed_on and observed_on < date '2026-11-20'"
    )
    assert late == [(0,)]


def test_one_pages_trouble_stops_no_other_and_is_told_with_what_to_do(start: Start) -> None:
    here = start()
    first, second = (page.id for page in TOWN.every_page[:2])
    here.graph.trouble(first, "password_changed")
    here.graph.trouble(second, "permission", "insights")
    outcome = here.run()
    assert outcome.taken[0].reading.outcome == "partial"
    told = [(code, subject.split(" · ")[:2]) for code, subject in map(pair, here.published(WARNINGS))]
    assert ("facebook_page.token_invalid", [first, "190/460"]) in told
    assert {page for page, *_ in here.figures()} == {page.id for page in TOWN.every_page[2:]}
    assert sorted(done for _, done, _ in here.told.parts) == [1, 2, 3, 4]
    assert {name for name, _, _ in here.told.parts} == {page.id for page in TOWN.every_page}


def pair(row: tuple[object, ...]) -> tuple[str, str]:
    code, subject = row
    return str(code), str(subject)


def test_a_dead_metric_is_a_warning_and_never_a_zero(start: Start) -> None:
    here = start()
    outcome = here.run()
    assert (outcome.taken[0].reading.outcome, outcome.is_clean) == ("loaded", True)
    told = [(code, subject.split(" · ")[1]) for code, subject in map(pair, here.published(WARNINGS))]
    assert told == [("facebook_page.lost_bad_metric", "page_posts_impressions")] * 4
    assert here.published("select count(*) from metric_value where metric_id = 'gone_metric'") == [(0,)]


def test_no_page_that_answers_is_a_source_that_failed(start: Start) -> None:
    here = start()
    here.graph.is_expired = True
    reading = here.run().taken[0].reading
    assert (reading.outcome, reading.error_code) == ("failed", "facebook_page.token_expired")


OWN = 'response_rate = "own_calculation"\ndpia_on = 2026-10-01\nlongest_wait_minutes = 300'


def kept_secrets(town: Town, left: bytes) -> set[str]:
    """The tokens, also in part, and the names, ids and words of persons that are found where they must not be."""
    tokens = [town.user_token, APP_TOKEN, *(page.token for page in town.every_page)]
    kept = {word for token in tokens for word in (token, token[8:40]) if word.encode() in left}
    # Thousands of texts are quicker looked for by the numbers in them. Where a number does not begin its text, so it
    # begins wherever the text is found.
    numbers = {number.decode() for number in re.findall(rb"[0-9]{6,}", left)}
    beginnings = {number[:6] for number in numbers}
    for text in town.personal_texts():
        long, short = re.search(r"[0-9]{12,}", text), re.search(r"(?<=[^0-9])[0-9]{6}", text)
        if long[0] in numbers if long else (not short or short[0] in beginnings) and text.encode() in left:
            kept.add(text)
    return kept


def left_behind(folder: Path) -> bytes:
    """All that a run left in a folder, names and contents; what is compressed in Parquet and DuckDB is unpacked."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    parts = {str(file).encode() for file in files} | {file.read_bytes() for file in files}
    with duckdb.connect() as connection:
        for file in folder.rglob("*.parquet"):
            parts.add(repr(connection.execute("from read_parquet(?)", [str(file)]).fetchall()).encode())
    for file in folder.rglob("*.duckdb"):
        with duckdb.connect(str(file), read_only=True) as connection:
            tables = connection.execute(
                "select table_name from duckdb_tables() where not internal"
            ).fetchall()
            for (table,) in tables:
                parts.add(repr(connection.execute(f'from "{table}"').fetchall()).encode())  # noqa: S608
    return b"\n".join(parts)


def test_a_failing_run_keeps_no_token_and_no_person_in_any_file_log_or_sentence(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    town = Town(pages=2, seed=11)  # each word of each conversation is looked for in every byte
    here = start(town, Faults(rate=0.05, kinds=ALL, seed=9), OWN)
    here.graph.trouble(town.every_page[1].id, "withdrawn", "insights")
    outcome = here.run()
    assert (
        kept_secrets(town, left_behind(here.folder) + caplog.text.encode() + repr(outcome).encode()) == set()
    )
    assert here.graph.violations == []
    assert here.published("select count(*) > 0 from page_response") == [(True,)]


def test_the_command_says_what_is_wrong_and_never_the_token(start: Start) -> None:
    here = start(options="longest_wait_minutes = 0")
    here.graph.trouble(TOWN.every_page[0].id, "expired")
    here.graph.trouble(TOWN.every_page[1].id, "blocked")
    said = Municipality(here.folder).command("run", environment={VARIABLE: TOWN.user_token})
    assert said.code == 3
    assert f"{TOWN.every_page[0].id} · 190/463" in said.out
    assert "tokenet har gått ut. Lag et nytt" in said.out
    assert "Neste kjøring fortsetter der denne stoppet" in said.out
    status = Municipality(here.folder).command("status")
    assert (status.code, "Siste lesing kom ikke helt i mål" in status.out) == (3, True)
    assert kept_secrets(TOWN, said.out.encode() + said.err.encode() + left_behind(here.folder)) == set()


def test_own_calculation_lands_one_row_per_page_and_day_and_nothing_else_of_the_conversations(
    start: Start,
) -> None:
    whole, here = start(options=OWN), start(options=OWN, faults=Faults(rate=0.05, seed=4, most_in_a_row=99))
    whole.run()
    here.run()
    assert here.everything()["page_response"] == whole.everything()["page_response"]
    rows = here.published(
        "select page_id, count(*), count(distinct observed_on) from page_response group by all"
    )
    assert sorted(rows) == sorted((page.id, 3, 3) for page in TOWN.every_page)
    bases = here.published(
        "select distinct value_basis from metric_status(date '2026-11-23') where metric_id = 'response_rate_own'"
    )
    assert bases == [("own_calculation",)]


def test_own_calculation_does_not_start_before_the_day_of_the_municipalitys_assessment(start: Start) -> None:
    here = start(options=OWN.replace("2026-10-01", "2026-11-24"))
    reading = here.run().taken[0].reading
    assert (reading.outcome, reading.error_code) == ("failed", "facebook_page.not_assessed")
    assert here.graph.asked == []


def test_conversations_are_not_asked_for_where_nobody_has_decided_that_they_may_be(start: Start) -> None:
    here = start()
    here.run()
    assert {asked.edge for asked in here.graph.asked} == {"node", "insights"}


def test_without_the_permission_only_the_own_calculation_is_lost(start: Start) -> None:
    here = start(options=OWN)
    for page in TOWN.every_page:
        here.graph.trouble(page.id, "withdrawn", "conversations")
    assert here.run().taken[0].reading.outcome == "loaded"
    told = [(code, subject.split(" · ")[1:3]) for code, subject in map(pair, here.published(WARNINGS))]
    assert told.count(("facebook_page.lost_permission", ["conversations", "pages_messaging"])) == 4


def test_without_a_token_the_source_fails_and_names_the_variable(start: Start) -> None:
    here = start()
    said = Municipality(here.folder).command("run", environment={VARIABLE: ""})
    assert (said.code, VARIABLE in said.out, here.graph.asked) == (3, True, [])
    assert VARIABLE in os.environ
