"""A worker seen from outside: started with an empty environment, asked by lines, killed when it does not stop."""

import contextlib
import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from analysis.answer import line_of
from foundation.configuration import ROOT, Analysis
from foundation.errors import StoppedError

START_SECONDS = 20.0
READ_AT_ONCE = 1 << 20
LONGEST_LINE = 32 << 20  # more than a worker of ours ever writes
ENVIRONMENT = {"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}


class Child:
    """One worker process on one published file."""

    def __init__(self, file: Path, limits: Analysis, timezone: str) -> None:
        self.version = file.name
        self._rest = bytearray()
        self._process = subprocess.Popen(
            [sys.executable, "-E", "-s", "-m", "analysis.worker"],
            cwd=ROOT, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            close_fds=True,
            # Out of reach of a Ctrl+C at the server, but in its session: Linux shares the processor between sessions
            # first, and a process in one of its own would take a whole share however far it steps back.
            process_group=0,
        )  # fmt: skip
        with contextlib.suppress(OSError):  # it has ended already, which the first reading will tell
            os.setpriority(os.PRIO_PROCESS, self._process.pid, limits.nice)
        self.send({"file": str(file), "memory_megabytes": limits.memory_megabytes, "timezone": timezone})

    @property
    def process_id(self) -> int:
        """The process id, which it is ended by."""
        return self._process.pid

    def wait_until_ready(self) -> None:
        """Wait for the file to be open. StoppedError when the process does not get there."""
        try:
            line = self.receive(time.monotonic() + START_SECONDS)
        except EOFError:
            line = None
        if line != {"outcome": "ready"}:
            self.kill()
            raise StoppedError("gate.no_worker")

    def send(self, message: dict[str, Any]) -> None:
        """Send one message; to a process that has ended it goes nowhere, as the next reading will tell."""
        if self._process.stdin is None:
            return
        try:
            self._process.stdin.write(line_of(message))
            self._process.stdin.flush()
        except BrokenPipeError:
            return

    def receive(self, until: float) -> dict[str, Any] | None:
        """The next message, or None when none has come by a monotonic time. EOFError when the process has ended."""
        out = self._process.stdout
        if out is None:
            raise EOFError
        searched = 0
        while (end := self._rest.find(b"\n", searched)) < 0:
            searched = len(self._rest)
            ready, _, _ = select.select([out], [], [], max(until - time.monotonic(), 0))
            if not ready:
                return None
            read = os.read(out.fileno(), READ_AT_ONCE)
            if not read or searched > LONGEST_LINE:
                raise EOFError
            self._rest += read
        line = bytes(self._rest[:end])
        del self._rest[: end + 1]
        message: dict[str, Any] = json.loads(line)
        return message

    def kill(self) -> None:
        """End the process at once, by its own id, and wait until it is gone."""
        self._process.kill()
        if hasattr(os, "SCHED_OTHER"):
            with contextlib.suppress(
                OSError
            ):  # one that stood back until nobody else ran would keep its memory till then
                os.sched_setscheduler(self._process.pid, os.SCHED_OTHER, os.sched_param(0))
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):  # what was not yet sent has nobody to read it
                    stream.close()
