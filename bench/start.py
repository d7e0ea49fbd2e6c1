"""Times starts: a command until it ends, and `make run` until Chromium has drawn the first screen."""

import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import requests
from playwright.sync_api import Browser, sync_playwright

from bench.measure import REPEAT, ROOT, Used, in_turn, middle, process, table
from tests.browser.serving import published_sample

NOT_ALL_WELL = 3  # the sample is old, so status says so
SECONDS = 120
PAUSE = 0.02
HEADING = "h1"
AT_REST = '[data-testid="stApp"][data-test-script-state="notRunning"]'
COMMANDS: Mapping[str, Sequence[str]] = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import duckdb'": ["-c", "import duckdb"],
    "python -m etl status": ["-m", "etl", "status"],
    "python -m etl run, nothing new": ["-m", "etl", "run"],
}
MOMENTS = ("published", "answers", "first screen drawn")


def tables() -> str:
    """Commands, then `make run` from nothing and with everything landed."""
    return f"{commands()}\n\n{made()}"


def commands() -> str:
    """What each command takes, start to end, on the sample."""
    with tempfile.TemporaryDirectory() as folder:
        here = {"DASHBOARD_CONFIG": str(published_sample(Path(folder)))}
        jobs = {
            name: lambda command=command: process(command, environment=here, allowed=(0, NOT_ALL_WELL))
            for name, command in COMMANDS.items()
        }
        found = in_turn(jobs)
    rows = [(name, *costs(every)) for name, every in found.items()]
    return table(("command", "wall ms", "CPU s", "memory MiB"), rows)


def costs(every: Sequence[Used]) -> tuple[object, ...]:
    """The medians of a command."""
    one = middle(every)
    return round(one.wall * 1000), one.cpu, round(one.memory)


def made() -> str:
    """Milliseconds from the start of `make run` until each moment: with nothing landed, and again."""
    found: dict[tuple[str, str], list[float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=["--no-sandbox"])
        for _ in range(REPEAT):
            with tempfile.TemporaryDirectory() as folder:
                configuration = unpublished_sample(Path(folder))
                for state in ("nothing landed yet", "again"):
                    for moment, seconds in moments(browser, configuration).items():
                        found.setdefault((state, moment), []).append(seconds * 1000)
        browser.close()
    rows = [(state, moment, round(statistics.median(every))) for (state, moment), every in found.items()]
    return table(("make run", "until", "ms"), rows)


def unpublished_sample(folder: Path) -> Path:
    """The project's own configuration over its sample, with what runs write kept in `folder`."""
    text = (ROOT / "config.toml").read_text(encoding="utf-8")
    for name in ("data/strategy", "data/sample"):
        text = text.replace(f'"{name}', f'"{ROOT / name}')
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def moments(browser: Browser, configuration: Path) -> dict[str, float]:
    """Seconds from the start of `make run` until it has published, the server answers, and the screen is drawn."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    pointer = configuration.parent / "data" / "warehouse" / "CURRENT"
    before = pointer.stat().st_mtime_ns if pointer.exists() else 0
    context = browser.new_context()
    page = context.new_page()
    begun = time.perf_counter()
    with making(port, configuration):
        wait(lambda: pointer.exists() and pointer.stat().st_mtime_ns > before)
        published = time.perf_counter() - begun
        address = f"http://127.0.0.1:{port}/"
        wait(lambda: is_answering(address))
        answers = time.perf_counter() - begun
        page.goto(address, wait_until="commit")
        for selector in (HEADING, AT_REST):
            page.locator(selector).first.wait_for(timeout=SECONDS * 1000)
        drawn = time.perf_counter() - begun
        context.close()
    return dict(zip(MOMENTS, (published, answers, drawn), strict=True))


@contextmanager
def making(port: int, configuration: Path) -> Iterator[None]:
    """`make run`, in a group of its own that is ended with the block."""
    here = {**os.environ, "DASHBOARD_CONFIG": str(configuration)}
    environment = Path(sys.executable).parent.parent
    one = subprocess.Popen(
        [program("make"), "--silent", "run", f"PORT={port}", f"VENV={environment}"],
        cwd=ROOT, env=here, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield
    finally:
        os.killpg(one.pid, signal.SIGTERM)
        one.wait(timeout=SECONDS)


def program(name: str) -> str:
    """Where a program is. FileNotFoundError when it is not installed."""
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(name)
    return found


def wait(is_done: Callable[[], bool]) -> None:
    """Ask again and again. TimeoutError after two minutes."""
    end = time.monotonic() + SECONDS
    while not is_done():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(PAUSE)


def is_answering(address: str) -> bool:
    """Whether the server sends the page. A browser that asked too early would come back when it thinks fit."""
    try:
        return requests.get(address, timeout=SECONDS).ok
    except requests.ConnectionError:
        return False
