"""What the processes that answer do: bombs end, nothing leaks, nobody waits for a bomb, a dead one is replaced."""

import hashlib
import os
import shutil
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from threading import Event
from time import monotonic

import duckdb
import pytest

from analysis.answer import Answer
from analysis.child import Child
from analysis.sandbox import SHORT_SECONDS, Sandbox
from analysis.worker import Worker
from foundation.errors import AnalysisError, RefusedError, StatementError, StoppedError
from tests.analysis.conftest import BOMB, LIMITS, SECRET, VERSION, outcome
from tests.analysis.statements import placed, statements

PARAMETERS = {
    "as_of": ("date", "2026-11-20"), "goal_id": ("text", "G1'; drop table goal; --"), "flag": ("truth", "true")
}  # fmt: skip


def used(text: str) -> dict[str, tuple[str, str]]:
    """Values for the parameters that a statement names."""
    return {name: value for name, value in PARAMETERS.items() if f"${name}" in text}


def bytes_of(file: Path) -> str:
    """A file's content, as a checksum."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture
def hasty(published: Path) -> Iterator[Sandbox]:
    """One process that gives a statement half a second."""
    opened = Sandbox(published, replace(LIMITS, seconds=0.3, rows=100, most_workers=1), "UTC")
    yield opened
    opened.close()


@pytest.mark.parametrize(("kind", "text"), statements("allowed"))
def test_what_an_analyst_needs_is_answered(kind: str, text: str, sandbox: Sandbox) -> None:
    found = outcome(sandbox.start(text, used(text)))
    assert isinstance(found, Answer), (kind, found)


@pytest.mark.parametrize("kind", sorted({kind for kind, _ in statements("bounded")}))
def test_a_bomb_ends_and_the_next_question_is_answered(kind: str, hasty: Sandbox) -> None:
    for text in (text for other, text in statements("bounded") if other == kind):
        found = outcome(hasty.start(text))
        assert isinstance(found, AnalysisError) or len(found.rows) <= 100, text
    after = outcome(hasty.start("select 42"))
    assert isinstance(after, Answer)
    assert after.rows == ((42,),)


def test_nothing_that_must_be_refused_leaves_a_trace(
    published: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANARY_ENV", SECRET)
    before = bytes_of(published / VERSION), sorted(published.iterdir())
    for kind, text in statements("refused"):
        found = outcome(sandbox.start(placed(text, published)))
        assert isinstance(found, RefusedError | StatementError), (kind, text)
        assert SECRET not in str(found)
    assert (bytes_of(published / VERSION), sorted(published.iterdir())) == before


@pytest.mark.parametrize("kind", ["file_read", "file_write", "network", "attach", "extension"])
def test_without_the_gate_the_engine_itself_still_reads_and_writes_nothing_else(
    kind: str, published: Path
) -> None:
    worker = Worker(str(published / VERSION), 256, "UTC")
    before = sorted(published.iterdir())
    for text in (placed(text, published) for other, text in statements("refused") if other == kind):
        try:
            rows = worker.connection.execute(text).fetchall()
        except (duckdb.Error, RuntimeError):
            continue
        assert SECRET not in str(rows), text
    assert sorted(published.iterdir()) == before


def test_the_process_has_no_environment_and_limits_itself(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACEBOOK_PAGE_TOKEN", SECRET)
    assert isinstance(outcome(sandbox.start("select 1")), Answer)
    (process,) = sandbox.process_ids()
    environment = Path(f"/proc/{process}/environ").read_bytes().decode()
    assert sorted(pair.partition("=")[0] for pair in environment.split("\0") if pair) == [
        "LANG", "PATH", "PYTHONDONTWRITEBYTECODE",
    ]  # fmt: skip
    limits = Path(f"/proc/{process}/limits").read_text(encoding="utf-8")
    lines = {line[:26].strip(): line[26:].split()[:2] for line in limits.splitlines()}
    assert lines["Max file size"] == ["0", "0"]
    assert lines["Max address space"] == [str(1024 * 1024 * 1024)] * 2
    assert Path(f"/proc/{process}/oom_score_adj").read_text(encoding="ascii").strip() == "1000"
    assert (os.getsid(process), os.getpgid(process)) == (os.getsid(0), process)


@pytest.mark.skipif(not hasattr(os, "SCHED_IDLE"), reason="only Linux lets a process wait for all others")
def test_a_process_stands_behind_the_screens_and_one_that_takes_long_behind_everyone(published: Path) -> None:
    behind = Sandbox(published, replace(LIMITS, seconds=120, nice=10), "UTC")
    assert behind.start("select 1").answer(60).rows == ((1,),)
    (process,) = behind.process_ids()
    assert (os.getpriority(os.PRIO_PROCESS, process), os.sched_getscheduler(process)) == (10, os.SCHED_OTHER)
    job = behind.start(BOMB)
    pause, until = Event(), monotonic() + 60
    while os.sched_getscheduler(process) != os.SCHED_IDLE and monotonic() < until:
        pause.wait(0.05)
    assert os.sched_getscheduler(process) == os.SCHED_IDLE
    job.cancel()
    assert isinstance(outcome(job), StoppedError)
    behind.close()


def test_values_come_back_as_what_they_were(sandbox: Sandbox) -> None:
    found = sandbox.start(
        "select 1 as a, 1.50::decimal(4, 2) as b, date '2026-11-20' as c, time '10:00' as d, null as e, true as f,"
        " ['æ'] as g, {'x': date '2026-01-01'} as h, 170141183460469231731687303715884105727::hugeint as i"
    ).answer()
    assert found.rows == (
        (1, Decimal("1.50"), date(2026, 11, 20), time(10), None, True, '["æ"]', '{"x": "2026-01-01"}', 2**127 - 1),
    )  # fmt: skip
    assert found.types[:4] == ("INTEGER", "DECIMAL(4,2)", "DATE", "TIME")
    assert (found.columns[0], found.is_cut, found.version) == ("a", False, VERSION)


def test_a_parameter_is_bound_and_never_read_as_sql(sandbox: Sandbox) -> None:
    found = sandbox.start("select $goal_id as said, count(*) from goal", used("$goal_id")).answer()
    assert found.rows == (("G1'; drop table goal; --", 3),)


def test_a_long_result_is_cut_and_says_so(sandbox: Sandbox) -> None:
    found = sandbox.start("from range(1000000000)", rows=5).answer()
    assert (found.rows, found.is_cut) == (((0,), (1,), (2,), (3,), (4,)), True)
    assert not sandbox.start("from range(5)", rows=5).answer().is_cut
    assert len(sandbox.start("from range(1000000000)", rows=10**9).answer().rows) == LIMITS.rows


def test_a_fault_tells_line_column_and_the_engines_hint(sandbox: Sandbox) -> None:
    with pytest.raises(StatementError) as told:
        sandbox.start("select metric_id,\n       valeu\nfrom metric_value").answer()
    assert told.value.values == {
        "line": 2,
        "column": 8,
        "found": 'Binder Error: Referenced column "valeu" not found in FROM clause!',
        "hint": 'Candidate bindings: "value", "value_basis", "page_id"',
    }


def test_a_statement_that_never_looks_up_is_stopped_at_the_limit(hasty: Sandbox) -> None:
    stopped = outcome(hasty.start(BOMB))
    assert isinstance(stopped, StoppedError)
    assert (stopped.key, stopped.values) == ("gate.stopped_time", {"seconds": 0.3})


def test_a_process_that_took_long_has_stepped_back_and_is_replaced(published: Path) -> None:
    patient = Sandbox(published, replace(LIMITS, seconds=120), "UTC")
    assert patient.start("select 1").answer().rows == ((1,),)
    (first,) = patient.process_ids()
    slow = patient.start("select sum(hash(a.range * b.range)) from range(12000) as a, range(12000) as b")
    assert slow.answer(60).seconds > SHORT_SECONDS
    assert patient.start("select 2").answer().rows == ((2,),)
    assert first not in patient.process_ids()
    patient.close()


def test_a_process_that_dies_is_replaced(sandbox: Sandbox) -> None:
    assert sandbox.start("select 1").answer().rows == ((1,),)
    (process,) = sandbox.process_ids()
    os.kill(process, signal.SIGKILL)
    died = outcome(sandbox.start("select 2"))
    assert isinstance(died, Answer | StoppedError)
    assert sandbox.start("select 3").answer().rows == ((3,),)


def test_a_dead_process_is_put_away_although_its_question_never_reached_it(published: Path) -> None:
    child = Child(published / VERSION, LIMITS, "UTC")
    child.wait_until_ready()
    os.kill(child.process_id, signal.SIGKILL)
    with pytest.raises(EOFError):
        child.receive(monotonic() + 20)
    child.send({"statement": "select 1"})
    child.kill()
    assert not Path(f"/proc/{child.process_id}").exists()


def test_eight_at_once_with_bombs_among_them_all_get_their_own_answer(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "analysis.sandbox.LONGEST_WAIT_SECONDS", 60.0
    )  # a busy machine starts processes slowly
    jobs = [sandbox.start(BOMB if place % 4 == 0 else f"select {place}") for place in range(8)]
    found = [outcome(job) for job in jobs]
    assert [answer.rows[0][0] if isinstance(answer, Answer) else answer.key for answer in found] == [
        "gate.stopped_time", 1, 2, 3, "gate.stopped_time", 5, 6, 7,
    ]  # fmt: skip


def test_a_new_version_answers_as_soon_as_it_is_published(published: Path, tmp_path: Path) -> None:
    shutil.copy(published / VERSION, tmp_path / "k1.duckdb")
    (tmp_path / "CURRENT").write_text("k1.duckdb\n", encoding="utf-8")
    following = Sandbox(tmp_path, LIMITS, "UTC")
    first = following.start("select count(*) from goal").answer()
    shutil.copy(published / VERSION, tmp_path / "k2.duckdb")
    with duckdb.connect(str(tmp_path / "k2.duckdb")) as connection:
        connection.execute("delete from goal where goal_id = 'G3'")
    (tmp_path / "CURRENT").write_text("k2.duckdb\n", encoding="utf-8")
    second = following.start("select count(*) from goal").answer()
    following.close()
    assert [(answer.version, answer.rows) for answer in (first, second)] == [
        ("k1.duckdb", ((3,),)),
        ("k2.duckdb", ((2,),)),
    ]


def test_before_anything_is_published_the_reason_is_told_and_no_place_is_lost(
    tmp_path: Path, published: Path
) -> None:
    early = Sandbox(tmp_path, replace(LIMITS, most_workers=1), "UTC")
    early.warm()
    found = outcome(early.start("select 1"))
    assert isinstance(found, StoppedError)
    assert found.key == "error.nothing_published"
    shutil.copy(published / VERSION, tmp_path / "k1.duckdb")
    (tmp_path / "CURRENT").write_text("k1.duckdb\n", encoding="utf-8")
    assert early.start("select 42").answer().rows == ((42,),)
    early.close()
