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
THINKING_SECONDS = 0.5
Screens = list[tuple[float, float]]  # wall and processor milliseconds, one pair a round
HONEST = "from measure_status(date '2026-11-20')"
QUESTIONS = (
    "select levenshtein(repeat('a', 200000), repeat('b', 200000))",  # never looks up
    "select count(*) from range(1000000000000)",  # never ends
    "select list_transform(range(100000000), lambda x: repeat('z', 100))",  # takes all memory
    HONEST,
    "select repeat('x', 20000000)",  # small to work out, large to send
    "from range(100000) a, range(100000) b order by random()",
    "select goal_id, repeat('x', 2000000) from goal",  # as large as there is room for
    HONEST,
)


def analyst(sandbox: Sandbox, place: int, stop: threading.Event, times: list[float]) -> None:
    """Ask one question over and over until it is enough; notes how long each answer or refusal took."""
    while not stop.is_set():
        begun = time.perf_counter()
        with contextlib.suppress(AnalysisError):
            sandbox.start(QUESTIONS[place]).answer()
        if QUESTIONS[place] == HONEST:
            times.append(time.perf_counter() - begun)
        stop.wait(THINKING_SECONDS)


def screen_milliseconds(app: AppTest) -> tuple[float, float]:
    """The median time of a few runs of a screen's script, and what each took of this process's processor time."""
    found, used = [], time.process_time()
    for _ in range(RUNS):
        begun = time.perf_counter()
        app.run()
        found.append((time.perf_counter() - begun) * 1000)
    return statistics.median(found), (time.process_time() - used) * 1000 / RUNS


def with_analysts(app: AppTest, sandbox: Sandbox, times: list[float]) -> tuple[float, float]:
    """The same while eight analysts ask, bombs in six of eight."""
    stop = threading.Event()
    asking = [
        threading.Thread(target=analyst, args=(sandbox, place, stop, times))
        for place in range(len(QUESTIONS))
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


def rounds() -> tuple[Screens, Screens, list[float]]:
    """The screen's time in each round, alone and beside the analysts, and the times of honest answers."""
    app = AppTest.from_file(str(ROOT / "ui" / "app.py"), default_timeout=60).run()
    app.switch_page(str(ROOT / "pages" / "coverage.py")).run()
    sandbox = Sandbox(load().paths.warehouse, Analysis(), "Europe/Oslo")
    alone, beside, times = Screens(), Screens(), list[float]()
    for _ in range(ROUNDS):
        alone.append(screen_milliseconds(app))
        beside.append(with_analysts(app, sandbox, times))
    sandbox.close()
    return alone, beside, times


def shown(alone: Screens, beside: Screens, times: list[float]) -> str:
    """The table."""
    quiet = statistics.median(wall for wall, _ in alone)
    rows = [
        (name, median, max(every)[0], statistics.median(used for _, used in every), median / quiet)
        for name, every in (("screen alone", alone), ("screen beside eight analysts", beside))
        for median in [statistics.median(wall for wall, _ in every)]
    ]
    honest = [one * 1000 for one in times]
    return table(
        ("What", "ms", "Worst ms", "CPU ms", "Ratio"),
        [*rows, ("honest answer beside bombs", statistics.median(honest), max(honest), "", "")],
    )


if __name__ == "__main__":
    print(tables())
