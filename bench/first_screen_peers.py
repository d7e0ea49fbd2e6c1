"""The servers whose first screens are compared, each started as its makers say, on a port of its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.measure import PEERS, ROOT
from tests.browser.serving import wait_until_it_answers

FOLDER = ROOT / "bench" / "peers"
OURS, BARE = "ours", "bare Streamlit"
PORT = "{port}"
LOCAL = ("--server.address", "127.0.0.1", "--server.port", PORT)
# Every setting is Streamlit's own, but for those that open a browser on this machine and ask outside servers.
QUIET = (
    "--server.headless", "true", "--browser.gatherUsageStats", "false", "--browser.serverAddress", "127.0.0.1",
)  # fmt: skip
COMMANDS: Mapping[str, Sequence[str]] = {
    OURS: (sys.executable, "-m", "streamlit", "run", "dashboard.py", *LOCAL),
    BARE: (str(PEERS), "-m", "streamlit", "run", "bare.py", *LOCAL, *QUIET),
    "Dash": (str(PEERS), "dash_board.py", PORT),
    "Panel": (str(PEERS), "-m", "panel", "serve", "panel_board.py", "--index", "panel_board", "--port", PORT),
    "marimo": (str(PEERS), "-m", "marimo", "run", "marimo_board.py", "--headless", "--no-token", "--port", PORT),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port and its process."""

    port: int
    process: int


@contextmanager
def running(name: str, configuration: Path) -> Iterator[Server]:
    """One of the servers over a published sample, ended by its own process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [word.replace(PORT, str(port)) for word in COMMANDS[name]]
    told = {"DASHBOARD_CONFIG": str(configuration), "BOARD_CONFIG": str(configuration)}
    server = subprocess.Popen(
        command,
        cwd=ROOT if name == OURS else FOLDER,
        env={**os.environ, **told, "BOARD_FILE": str(published_file(configuration))},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/")
        yield Server(port, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)


def published_file(configuration: Path) -> Path:
    """The database that was published last."""
    folder = configuration.parent / "data" / "warehouse"
    return folder / (folder / "CURRENT").read_text(encoding="utf-8").strip()
