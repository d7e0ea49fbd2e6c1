"""Script time of every screen, and of the changes a reader makes, warm, in this process: python -m bench screens."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from bench.measure import ROOT, Used, in_turn, middle, table
from tests.browser.serving import published_sample

AIM = 50
PATIENCE = 120
APP = ROOT / "ui" / "app.py"
DAYS = ("2026-11-20", "2026-10-15")
LANGUAGES = ("nb", "en")
GOALS = ("G1", "G2")
SCREENS = sorted(file.stem for file in (ROOT / "pages").glob("[a-z]*.py"))


def tables() -> str:
    """Every screen, then the changes; each in turn with the others."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DASHBOARD_CONFIG"] = str(published_sample(Path(folder)))
        jobs = {name: job for screen in SCREENS for name, job in jobs_of(screen).items()}
        found = {name: middle(every) for name, every in in_turn(jobs, unmeasured=2).items()}
    rows = [[name, used.wall * 1000, used.cpu * 1000, met(used)] for name, used in found.items()]
    return table(["screen", "ms", "CPU ms", f"≤ {AIM} ms"], rows)


def met(used: Used) -> str:
    """Whether a time is within the aim."""
    return "yes" if used.wall * 1000 <= AIM else "no"


def opened(screen: str) -> AppTest:
    """The app, with one screen open in it."""
    app = AppTest.from_file(str(APP), default_timeout=PATIENCE).run()
    return app.switch_page(str(ROOT / "pages" / f"{screen}.py")).run()


def jobs_of(screen: str) -> dict[str, Callable[[], Used]]:
    """What is timed of one screen: the same once more, and each change that its address can say."""
    app = opened(screen)
    changes = {"date": ("as_of", DAYS), "language": ("lang", LANGUAGES)}
    if screen == "goal":
        changes["goal"] = ("goal", GOALS)
    jobs: dict[str, Callable[[], Used]] = {screen: lambda: timed(app)}
    for name, (key, values) in changes.items():
        jobs[f"{screen}: {name}"] = changing(app, key, values)
    return jobs


def changing(app: AppTest, key: str, values: tuple[str, ...]) -> Callable[[], Used]:
    """A screen whose address says another value each time, in turn."""
    count = 0

    def change() -> Used:
        nonlocal count
        count += 1
        app.query_params[key] = values[count % len(values)]
        return timed(app)

    return change


def timed(app: AppTest) -> Used:
    """What one run of the script costs. Raises RuntimeError when it ended in an exception."""
    cpu, wall = time.process_time(), time.perf_counter()
    app.run()
    spent = Used(time.process_time() - cpu, time.perf_counter() - wall)
    if app.exception:
        raise RuntimeError(app.exception[0].message)
    return spent
