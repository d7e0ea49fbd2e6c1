"""The process that answers: `python -m analysis.worker`. It holds one read-only file, limits itself, answers in lines.

Whoever started it may end it at any moment: nothing of it outlives it. It never writes a file, and starts no process.
"""

import contextlib
import json
import os
import queue
import resource
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from analysis.answer import cell, line_of, parameters_from
from analysis.faults import told
from analysis.gate import Names, admitted, names_in
from analysis.pivots import filled
from foundation.errors import AnalysisError, RefusedError, StoppedError

MEGABYTE = 1024 * 1024
LARGEST_ANSWER = 8 * MEGABYTE  # as it is sent: whoever asked reads it between other visitors' requests
FETCHED_AT_ONCE = 500
PROGRESS_SECONDS = 0.2
SETTINGS: Mapping[str, str] = {
    "enable_external_access": "false",
    "allow_community_extensions": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "threads": "1",
}


class Worker:
    """One open file and the statement that runs on it, if any."""

    def __init__(self, file: str, memory_megabytes: int, timezone: str) -> None:
        settings: dict[str, Any] = {**SETTINGS, "memory_limit": f"{memory_megabytes}MB"}
        self.connection = duckdb.connect(file, read_only=True, config=settings)
        self.connection.execute("set timezone = ?", [timezone])
        self.connection.execute("set enable_progress_bar = true; set enable_progress_bar_print = false")
        self.names: Names = names_in(self.connection)
        self.connection.execute("set lock_configuration = true")
        self.parser = duckdb.connect(config={**SETTINGS, "lock_configuration": "true"})
        self.is_cancelled = False

    def answer(self, request: Mapping[str, Any]) -> dict[str, object]:
        """The message that answers a request: rows, or what was wrong."""
        self.is_cancelled = False
        statement = str(request["statement"])
        try:
            return self.run(statement, parameters_from(request["parameters"]), int(request["rows"]))
        except duckdb.InterruptException:
            return said(StoppedError("gate.stopped"))
        except (duckdb.InternalException, duckdb.FatalException):  # its words are of addresses in memory
            return said(StoppedError("gate.engine"))
        except duckdb.Error as error:
            return said(told(error, statement))
        except AnalysisError as error:
            return said(error)
        except MemoryError:
            return said(StoppedError("gate.stopped_memory"))
        except ValueError:
            return said(RefusedError("gate.parameter"))

    def run(self, statement: str, parameters: dict[str, object], most_rows: int) -> dict[str, object]:
        """Judge a statement, run it, and give its first rows."""
        let_in = admitted(self.parser, statement, self.names)
        begun = time.perf_counter()
        text = let_in.text
        if let_in.asks_values:
            text = filled(
                self.parser, let_in.tree, lambda asked: self.connection.execute(asked, parameters).fetchall()
            )
        found = self.connection.execute(let_in.prefix + text, parameters or None)
        columns = found.description or []
        rows, is_cut = first_rows(found, most_rows)
        return {
            "outcome": "answered",
            "columns": [column[0] for column in columns],
            "types": [str(column[1]) for column in columns],
            "rows": rows,
            "is_cut": is_cut,
            "seconds": time.perf_counter() - begun,
        }


def first_rows(found: duckdb.DuckDBPyConnection, most: int) -> tuple[list[list[object]], bool]:
    """The first rows of a result, and whether it holds more than there is room for.

    Raises StoppedError when there is not even room for the first.
    """
    rows: list[list[object]] = []
    size = 0
    while len(rows) <= most and (batch := found.fetchmany(min(FETCHED_AT_ONCE, most + 1 - len(rows)))):
        for row in batch:
            cells = [cell(value) for value in row]
            size += len(line_of(cells))
            if size > LARGEST_ANSWER and not rows:
                raise StoppedError("gate.too_large")
            if size > LARGEST_ANSWER:
                return rows, True
            rows.append(cells)
    return rows[:most], len(rows) > most


def said(error: AnalysisError) -> dict[str, object]:
    """What was wrong, as a message."""
    return {"outcome": type(error).__name__, "key": error.key, "values": error.values}


def limit_itself(memory_megabytes: int) -> None:
    """Give away what an answer does not need: memory beyond its share, and every file."""
    address_space = (
        2 * memory_megabytes + 512
    ) * MEGABYTE  # the interpreter and DuckDB take a quarter of a gigabyte
    with contextlib.suppress(OSError):  # where memory runs out, this process is the one to go
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    for kind, most in (
        (resource.RLIMIT_AS, address_space),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(kind, (most, most))


def allow_seconds(seconds: float) -> None:
    """Have the system end this process when a statement takes more processor time than it may."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 3, most))


def listen(worker: Worker, requests: "queue.Queue[dict[str, Any] | None]") -> None:
    """Pass on what is asked; a cancel goes straight to the engine. Ends with its input."""
    for line in sys.stdin.buffer:
        message = json.loads(line)
        if message.get("cancel"):
            worker.is_cancelled = True
            worker.connection.interrupt()
        else:
            requests.put(message)
    requests.put(None)


def step_back() -> None:
    """Let everyone else's short statements come first: this process runs when nobody else wants to. Linux only.

    Not where the configuration has it stand beside the screens.
    """
    if hasattr(os, "SCHED_IDLE") and os.nice(0) > 0:
        os.sched_setscheduler(os.getpid(), os.SCHED_IDLE, os.sched_param(0))


def tell_progress(worker: Worker, done: threading.Event, out: Any) -> None:
    """Write how far the engine has come, in per cent, until the answer is there; who takes long steps back."""
    while not done.wait(PROGRESS_SECONDS):
        step_back()
        out.write(line_of({"progress": worker.connection.query_progress()}))
        out.flush()


def serve(worker: Worker, out: Any) -> None:
    """Answer requests in turn until the input ends."""
    requests: queue.Queue[dict[str, Any] | None] = queue.Queue()
    threading.Thread(target=listen, args=(worker, requests), daemon=True).start()
    while (request := requests.get()) is not None:
        allow_seconds(float(request["seconds"]))
        done = threading.Event()
        telling = threading.Thread(target=tell_progress, args=(worker, done, out), daemon=True)
        telling.start()
        answer = worker.answer(request)
        done.set()
        telling.join()
        out.write(line_of(answer))
        out.flush()


def main() -> None:
    """Open the file named in the first line of the input, limited, and serve."""
    out = sys.stdout.buffer
    opening = json.loads(sys.stdin.buffer.readline())
    limit_itself(int(opening["memory_megabytes"]))
    os.chdir("/")
    worker = Worker(str(opening["file"]), int(opening["memory_megabytes"]), str(opening["timezone"]))
    out.write(line_of({"outcome": "ready"}))
    out.flush()
    with contextlib.suppress(BrokenPipeError):
        serve(worker, out)
    os._exit(0)  # a statement that does not stop must not hold the process


if __name__ == "__main__":
    main()
