"""What an answer may weigh, what stops at a cancel, and what becomes of a process that fails."""

from dataclasses import replace
from pathlib import Path

import pytest

from analysis.sandbox import Sandbox
from foundation.errors import RefusedError, StoppedError
from tests.analysis.conftest import BOMB, LIMITS, outcome


def test_an_answer_larger_than_there_is_room_for_is_cut_by_what_is_sent(patient: Sandbox) -> None:
    found = patient.start("select repeat('æ', 400000), range(100000) from range(5)").answer()
    assert (len(found.rows), found.is_cut) == (2, True)  # a row is 3.1 MB as it is sent, of 8


def test_a_row_that_there_is_no_room_for_is_said_to_be_too_large(patient: Sandbox) -> None:
    for text in (
        "select repeat('x', 9000000)",
        "select range(1200000)",
    ):
        found = outcome(patient.start(text))
        assert isinstance(found, StoppedError), text
        assert found.key == "gate.too_large"


def test_a_fault_of_the_engines_own_tells_no_addresses_and_costs_the_process_only(patient: Sandbox) -> None:
    found = outcome(patient.start("select reservoir_quantile(range, 0.5, 2000000000) from range(10)"))
    assert isinstance(found, StoppedError)
    assert (found.key, found.values) == ("gate.engine", {})
    assert patient.start("select 42").answer().rows == ((42,),)


def test_a_value_that_is_not_of_its_kind_is_refused_and_the_process_goes_on(sandbox: Sandbox) -> None:
    assert sandbox.start("select 1").answer().rows == ((1,),)
    before = sandbox.process_ids()
    found = outcome(sandbox.start("select $as_of", {"as_of": ("date", "i går")}))
    assert isinstance(found, RefusedError)
    assert (found.key, sandbox.process_ids()) == ("gate.parameter", before)


@pytest.mark.parametrize("text", [BOMB, "select count(*) from range(1000000000000)"])
def test_cancel_works_on_anything(text: str, patient: Sandbox) -> None:
    job = patient.start(text)
    job.cancel()
    stopped = outcome(job)
    assert isinstance(stopped, StoppedError)
    assert stopped.key == "gate.cancelled"


def test_cancel_works_on_what_still_waits_for_a_process(patient: Sandbox) -> None:
    running = patient.start(BOMB)
    while patient.process_ids() or not patient.is_full:
        assert not running.wait(0.01)
    waiting = patient.start("select 1")
    waiting.cancel()
    assert waiting.wait(5)
    assert not running.is_done
    running.cancel()
    stopped = outcome(waiting)
    assert isinstance(stopped, StoppedError)
    assert stopped.key == "gate.cancelled"


def test_a_process_that_does_not_start_is_told_of_and_leaves_its_place_to_the_next(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    single = Sandbox(published, replace(LIMITS, most_workers=1), "UTC")
    with monkeypatch.context() as broken:
        broken.setattr("analysis.child.subprocess.Popen", no_process)
        found = outcome(single.start("select 1"))
    assert isinstance(found, StoppedError)
    assert found.key == "gate.no_worker"
    assert single.start("select 42").answer().rows == ((42,),)
    single.close()


def no_process(*_: object, **__: object) -> None:
    """What the system says when it has no room for another process."""
    raise BlockingIOError(11, "Resource temporarily unavailable")
