"""Answers many analysts at once: a few worker processes, handed out in turn, replaced when they were killed."""

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path

from analysis.answer import Answer, answer_from, parameters_line
from analysis.child import Child
from foundation import errors
from foundation.configuration import Analysis
from foundation.errors import AnalysisError, StoppedError
from warehouse.read import Reader

GRACE_SECONDS = 0.4
LONGEST_WAIT_SECONDS = 10.0
LOOK_SECONDS = 0.1
SHORT_SECONDS = 0.2

Parameters = Mapping[str, tuple[str, str]]
WhenDone = Callable[[Answer | None, AnalysisError | None], None]


class Job:
    """One statement on its way. Another thread may look at it, wait for it, or cancel it."""

    def __init__(self, when_done: WhenDone | None = None) -> None:
        self.progress: float | None = None  # per cent, where the engine tells
        self._when_done = when_done
        self._cancelled = threading.Event()
        self._done = threading.Event()
        self._answer: Answer | None = None
        self._error: AnalysisError | None = None

    @property
    def is_done(self) -> bool:
        """Whether there is an answer, or a reason for there being none."""
        return self._done.is_set()

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody has asked for it to stop."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Stop the statement, whatever it is in the middle of."""
        self._cancelled.set()

    def wait(self, seconds: float) -> bool:
        """Wait for the outcome at most so long; whether it is there."""
        return self._done.wait(seconds)

    def answer(self, seconds: float | None = None) -> Answer:
        """Wait for the answer. Raises RefusedError, StatementError or StoppedError when there is none."""
        self._done.wait(seconds)
        if self._answer is not None:
            return self._answer
        raise self._error or StoppedError("gate.stopped")

    def end(self, answer: Answer | None, error: AnalysisError | None) -> None:
        """Set the outcome; for the sandbox alone."""
        self._answer, self._error = answer, error
        self._done.set()
        if self._when_done is not None:
            self._when_done(answer, error)


class Sandbox:
    """The worker processes on the published database. Many threads may ask at once."""

    def __init__(self, folder: Path, limits: Analysis, timezone: str) -> None:
        self.limits = limits
        self._reader = Reader(folder)
        self._folder = folder
        self._timezone = timezone
        self._idle: deque[Child] = deque()
        self._count = 0
        self._is_closed = False
        self._free = threading.Condition()

    def warm(self) -> None:
        """Start the processes that are kept ready, beside whatever else goes on."""
        threading.Thread(target=self._fill, daemon=True).start()

    def start(
        self,
        statement: str,
        parameters: Parameters | None = None,
        *,
        rows: int | None = None,
        when_done: WhenDone | None = None,
    ) -> Job:
        """Begin to answer a statement, and give the job at once.

        `parameters` are by name (type, value as text); `rows` is the most rows to give, at most the configured.
        `when_done` is called once with the outcome, in another thread.
        """
        job = Job(when_done)
        most = min(rows or self.limits.rows, self.limits.rows)
        request = {
            "statement": statement, "parameters": parameters_line(parameters or {}), "rows": most,
            "seconds": self.limits.seconds,
        }  # fmt: skip
        threading.Thread(target=self._work, args=(job, request), daemon=True).start()
        return job

    def close(self) -> None:
        """End every process, those in the middle of an answer too once they are handed back."""
        with self._free:
            self._is_closed = True
            while self._idle:
                self._idle.pop().kill()
                self._count -= 1
            self._free.notify_all()

    def process_ids(self) -> list[int]:
        """The ids of the processes that wait for a question."""
        with self._free:
            return [child.process_id for child in self._idle]

    @property
    def is_full(self) -> bool:
        """Whether there are as many processes as there may be."""
        with self._free:
            return self._count >= self.limits.most_workers

    def _work(self, job: Job, request: dict[str, object]) -> None:
        try:
            child = self._take(job)
        except errors.DashboardError as none:
            job.end(None, none if isinstance(none, AnalysisError) else StoppedError(none.key, **none.values))
            return
        begun = time.monotonic()
        answer, error = outcome_of(child, job, request, self.limits.seconds)
        # A process that has stepped back cannot step forward again, so a long answer is its last.
        is_worn = isinstance(error, StoppedError) or time.monotonic() - begun > SHORT_SECONDS
        self._give_back(child, is_dead=is_worn)
        job.end(answer, error)

    def _take(self, job: Job) -> Child:
        """A process for the published version: one that waits, else a new one, else the next that is free."""
        until = time.monotonic() + LONGEST_WAIT_SECONDS
        with self._free:
            while not self._is_closed and not job.is_cancelled:
                version = self._reader.current()
                while self._idle:
                    child = self._idle.popleft()
                    if child.version == version:
                        return child
                    child.kill()
                    self._count -= 1
                if self._count < self.limits.most_workers:
                    self._count += 1
                    break
                if time.monotonic() >= until:
                    raise StoppedError("gate.busy", most=self.limits.most_workers)
                self._free.wait(LOOK_SECONDS)
            else:
                raise StoppedError("gate.cancelled")
        return self._open(version)

    def _open(self, version: str) -> Child:
        """A new process, already counted. StoppedError when it does not start."""
        try:
            child = Child(self._folder / version, self.limits, self._timezone)
            child.wait_until_ready()
        except (OSError, StoppedError) as error:
            with self._free:
                self._count -= 1
                self._free.notify()
            raise StoppedError("gate.no_worker") from error
        return child

    def _give_back(self, child: Child, *, is_dead: bool = False) -> None:
        """Keep a process for the next question, unless it is dead or enough are ready."""
        with self._free:
            if is_dead or self._is_closed or len(self._idle) >= self.limits.workers:
                child.kill()
                self._count -= 1
            else:
                self._idle.append(child)
            self._free.notify()
        if is_dead:
            self.warm()

    def _fill(self) -> None:
        """Start processes until as many are ready as the configuration wants."""
        with contextlib.suppress(errors.DashboardError):  # who asks is told why
            while True:
                version = self._reader.current()
                with self._free:
                    if self._is_closed or self._count >= self.limits.workers:
                        return
                    self._count += 1
                self._give_back(self._open(version))


class KilledError(Exception):
    """The process did not stop when it was asked to, and was killed."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def outcome_of(
    child: Child, job: Job, request: dict[str, object], seconds: float
) -> tuple[Answer | None, AnalysisError | None]:
    """What asking one process ended in: an answer, or why there is none."""
    try:
        return asked(child, job, request, seconds), None
    except AnalysisError as error:
        return None, error
    except KilledError as killed:
        return None, StoppedError(killed.key, seconds=seconds)
    except (
        EOFError,
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
    ):  # it died, or talks nonsense
        return None, StoppedError("gate.cancelled" if job.is_cancelled else "gate.stopped_memory")


def asked(child: Child, job: Job, request: dict[str, object], seconds: float) -> Answer:
    """Ask one process and wait: interrupt it at the limit or a cancel, and kill it when that does not help.

    Raises what the worker tells of, EOFError when it died, KilledError when it had to be killed.
    """
    child.send(request)
    limit = time.monotonic() + seconds
    killed_at: float | None = None
    while True:
        message = child.receive(min(time.monotonic() + LOOK_SECONDS, killed_at or limit))
        if message is not None and "progress" in message:
            job.progress = message["progress"] if message["progress"] >= 0 else None
        elif message is not None:
            return outcome(message, job, child.version, seconds)
        now = time.monotonic()
        if killed_at is None and (job.is_cancelled or now >= limit):
            child.send({"cancel": True})
            killed_at = now + GRACE_SECONDS
        elif killed_at is not None and now >= killed_at:
            child.kill()
            raise KilledError("gate.cancelled" if job.is_cancelled else "gate.stopped_time")


def outcome(message: Mapping[str, object], job: Job, version: str, seconds: float) -> Answer:
    """The answer in a message, or the error that it tells of."""
    if message["outcome"] == "answered":
        return answer_from(message, version)
    if message.get("key") == "gate.stopped":
        raise StoppedError("gate.cancelled" if job.is_cancelled else "gate.stopped_time", seconds=seconds)
    kind = getattr(errors, str(message["outcome"]))
    values = message["values"]
    raise kind(str(message["key"]), **(values if isinstance(values, dict) else {}))
