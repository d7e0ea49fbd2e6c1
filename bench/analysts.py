"""What eight analysts with bombs among them cost a reader: a screen's script time without and with them, in turn.

`python -m bench.analysts [FOLDER]`: the processes that answer are started by this process, as the server does, and the
screen is run by it, too, so both share the interpreter. Medians of nine, in milliseconds; FOLDER is a published
warehouse, else the sample is published in a passing one.
"""

import contextlib
import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from analysis.sandbox import Sandbox
from foundation.config_file import load
from foundation.configuration import Analysis
from foundation.errors import AnalysisError
from tests.browser.serving import published_sample

ROOT = Path(__file__).parent.parent
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


def main(folder: Path) -> None:
    """Print the table."""
    os.environ["DASHBOARD_CONFIG"] = str(published_sample(folder))
    app = AppTest.from_file(str(ROOT / "ui" / "app.py"), default_timeout=60).run()
    app.switch_page(str(ROOT / "pages" / "coverage.py")).run()
    sandbox = Sandbox(load().paths.warehouse, Analysis(), "Europe/Oslo")
    alone, beside, times = [], [], list[float]()
    for _ in range(ROUNDS):
        alone.append(screen_milliseconds(app))
        beside.append(with_analysts(app, sandbox, times))
    sandbox.close()
    quiet, busy = statistics.median(alone), statistics.median(beside)
    print(f"cores                         {os.cpu_count()}")
    print(f"screen alone                  {quiet:8.1f} ms (worst {max(alone):.1f})")
    print(f"screen beside eight analysts  {busy:8.1f} ms (worst {max(beside):.1f})")
    print(f"ratio                         {busy / quiet:8.2f}")
    print(
        f"honest question beside bombs  {statistics.median(times) * 1000:8.1f} ms (worst {max(times) * 1000:.0f})"
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as passing:
            main(Path(passing))
