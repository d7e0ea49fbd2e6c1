"""A PostgreSQL server and an object store on loopback, each in a folder of its own, ended by its own process id."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
import requests

DEBIANS = Path("/usr/lib/postgresql")
OWNER = "lake"
START_SECONDS = 60
IS_FOR_RULES = os.environ.get("RULES_ON") == "lake"
IS_REQUIRED = os.environ.get("LAKE_TESTS") == "required"
NO_SERVER = "PostgreSQL is missing: apt-get install postgresql"
NO_EXTENSION = "DuckDB's extensions for a lake are missing: make .venv-lake/.installed"


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest installed; None without any."""
    found = sorted(DEBIANS.glob("*/bin/postgres"), key=lambda file: int(file.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@contextmanager
def running_or_skipped(folder: Path) -> Iterator["Postgres"]:
    """A server in a new folder; what asks for it is skipped where it cannot be had, or fails where it must run."""
    if missing := what_is_missing():
        if IS_REQUIRED:
            pytest.fail(missing)
        pytest.skip(missing)
    folder.mkdir()
    with postgres(folder) as server:
        yield server


def what_is_missing() -> str | None:
    """Why no lake can be had here, if so."""
    if programs() is None:
        return NO_SERVER
    return None if find_spec("duckdb_extension_ducklake") else NO_EXTENSION


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def postgres(folder: Path) -> Iterator["Postgres"]:
    """A fresh server that keeps everything in `folder` and lets in whoever asks from this machine."""
    place = programs()
    assert place is not None
    owner = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
    data = folder / "data"
    if owner:
        shutil.chown(folder, "postgres", "postgres")
        open_way_to(folder)
    subprocess.run(
        [place / "initdb", "-D", data, "-U", OWNER, "--auth=trust", "-E", "UTF8", "--locale=C"],
        check=True, capture_output=True, cwd=folder, user=owner, group=owner,
    )  # fmt: skip
    server = Postgres(place, free_port())
    log = folder / "log"
    with log.open("w") as said:
        process = subprocess.Popen(
            [place / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(server.port), "-k", folder, "-F"],
            stdout=said, stderr=said, cwd=folder, user=owner, group=owner, start_new_session=True,
        )  # fmt: skip
    try:
        server.wait()
        yield server
        assert process.poll() is None, f"PostgreSQL ended by itself: {log.read_text()[-2000:]}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=START_SECONDS)


def open_way_to(folder: Path) -> None:
    """Let another user through the folders above, which pytest makes for one user alone."""
    for above in folder.parents:
        if above.owner() == "root" and "pytest" in above.as_posix():
            above.chmod(above.stat().st_mode | 0o011)


class Postgres:
    """A running server: its programs and its port."""

    def __init__(self, place: Path, port: int) -> None:
        self.place = place
        self.port = port

    def run(self, program: str, *arguments: str) -> int:
        """Run one of PostgreSQL's own programs against the server; its exit code."""
        call = [str(self.place / program), "-h", "127.0.0.1", "-p", str(self.port), "-U", OWNER, *arguments]
        return subprocess.run(call, check=False, capture_output=True).returncode

    def wait(self) -> None:
        """Wait until it answers."""
        limit = time.monotonic() + START_SECONDS
        while self.run("pg_isready", "-t", "5"):
            assert time.monotonic() < limit

    def lake(self, name: str) -> str:
        """The setting of a new, empty lake of that name."""
        assert self.run("createdb", name) == 0
        return f"ducklake:postgres:dbname={name} host=127.0.0.1 port={self.port} user={OWNER}"


@contextmanager
def object_store() -> Iterator[str]:
    """The address of a fresh object store with the bucket `lake`."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-p", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for_bucket(address)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def wait_for_bucket(address: str) -> None:
    """Make the bucket as soon as the store answers."""
    limit = time.monotonic() + START_SECONDS
    while True:
        try:
            assert requests.put(f"{address}/lake", timeout=5).ok
        except requests.ConnectionError:
            assert time.monotonic() < limit
        else:
            return
