"""What eight analysts with bombs among them cost a reader: a screen's script time without and with them, in turn.

The processes that answer are started by this process, as the server does, and the screen is run by it, too, so both
share the interpreter.
"""

import contextlib
import statistics
import tempfile
import threading
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.sandbox import Sandbox
from bench.measure import ROOT, table
from foundation.config_file import load
from foundation.configuration import Analysis
from foundation.errors import AnalysisError
from tests.browser.serving import published_sample

ROUNDS = 9
RUNS = 5
ANALYSTS = 8
THINKING_SECONDS = 0.5
QUESTIONS = (
    "select levenshtein(repeat('a', 200000), repeat('b', 200000))",
    "select count(*) from range(1000000000000)",
    "select list_transform(range(100000000), lambda x: repeat('z', 100))",
    "from measure_status(date '2026-11-20')",
)


def analyst(sandbox: Sandbox, place: int, stop: threading.Event, times: list[float]) -> None:
    """Ask one question over and over until it is enough; notes how long each answer or refusal took."""
    while not stop.is_set():
        begun = time.perf_counter()
        with contextlib.suppress(AnalysisError):
            sandbox.start(QUESTIONS[place % len(QUESTIONS)]).answer()
        stop.wait(THINKING_SECONDS)
        if place % len(QUESTIONS) == len(QUESTIONS) - 1:
            times.append(time.perf_counter() - begun - THINKING_SECONDS)


def screen_milliseconds(app: AppTest) -> float:
    """The median time of a few runs of a screen's script."""
    found = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        app.run()
        found.append((time.perf_counter() - begun) * 1000)
    return statistics.median(found)


def with_analysts(app: AppTest, sandbox: Sandbox, times: list[float]) -> float:
    """The same while eight analysts ask, bombs in six of eight."""
    stop = threading.Event()
    asking = [
        threading.Thread(target=analyst, args=(sandbox, place, stop, times)) for place in range(ANALYSTS)
    ]
    for one in asking:
        one.start()
    time.sleep(1)
    found = screen_milliseconds(app)
    stop.set()
    for one in asking:
        one.join()
    return found


def tables() -> str:
    """What a reader notices, with the sample published in a passing folder."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_CONFIG", str(published_sample(Path(folder))))
        return shown(*rounds())


def rounds() -> tuple[list[float], list[float], list[float]]:
    """The screen's time in each round, alone and beside the analysts, and the times of honest answers."""
    app = AppTest.from_file(str(ROOT / "ui" / "app.py"), default_timeout=60).run()
    app.switch_page(str(ROOT / "pages" / "coverage.py")).run()
    sandbox = Sandbox(load().paths.warehouse, Analysis(), "Europe/Oslo")
    alone, beside, times = [], [], list[float]()
    for _ in range(ROUNDS):
        alone.append(screen_milliseconds(app))
        beside.append(with_analysts(app, sandbox, times))
    sandbox.close()
    return alone, beside, times


def shown(alone: list[float], beside: list[float], times: list[float]) -> str:
    """The table."""
    quiet = statistics.median(alone)
    rows = [
        (name, statistics.median(every), max(every), statistics.median(every) / quiet)
        for name, every in (("screen alone", alone), ("screen beside eight analysts", beside))
    ]
    honest = [one * 1000 for one in times]
    return table(
        ("What", "ms", "Worst ms", "Ratio"),
        [*rows, ("honest answer beside bombs", statistics.median(honest), max(honest), "")],
    )


if __name__ == "__main__":
    print(tables())
