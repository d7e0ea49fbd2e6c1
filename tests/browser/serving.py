"""A dashboard over the sample, published and served on loopback as `make run` does: for browser tests and pictures."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 60


def published_sample(folder: Path) -> Path:
    """The project's own configuration, with what runs write kept in `folder`; its sample read and published."""
    text = (ROOT / "config.toml").read_text(encoding="utf-8")
    for name in ("data/strategy", "data/sample"):
        text = text.replace(f'"{name}', f'"{ROOT / name}')
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "etl", "run", "--config", str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stdout + done.stderr  # published, with the sample's rejected rows
    return file


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: where it answers, and which process it is."""

    port: int
    process_id: int

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serving(
    configuration: Path, *, environment: Mapping[str, str] | None = None, output: Path | None = None
) -> Iterator[str]:
    """The address of a fresh server, as `running` gives it."""
    with running(configuration, environment=environment, output=output) as server:
        yield server.address


@contextmanager
def running(
    configuration: Path, *, environment: Mapping[str, str] | None = None, output: Path | None = None
) -> Iterator[Server]:
    """A fresh server on a free port, which is ended by its own process id.

    `environment` is added to this one's; what the server writes goes to `output`, if told.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    written = (output or Path(os.devnull)).open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py",
         "--server.address", "127.0.0.1", "--server.port", str(port)],
        cwd=ROOT, env={**os.environ, **(environment or {}), "DASHBOARD_CONFIG": str(configuration)},
        stdout=written, stderr=subprocess.STDOUT,
    )  # fmt: skip
    server = Server(port, process.pid)
    try:
        wait_until_it_answers(f"{server.address}/_stcore/health")
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)
        written.close()


def wait_until_it_answers(address: str) -> None:
    """Ask a server until it answers; TimeoutError after a minute."""
    pause = threading.Event()
    for _ in range(START_SECONDS * 10):
        try:
            if requests.get(address, timeout=5).ok:
                return
        except requests.RequestException:
            pause.wait(0.1)
    raise TimeoutError(f"{address} did not answer within {START_SECONDS} seconds")
