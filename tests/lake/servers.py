"""A PostgreSQL server and an object store on loopback, each in a folder of its own, ended by its own process id."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TextIO

import pytest
import requests

DEBIANS = Path("/usr/lib/postgresql")
OWNER = "lake"
START_SECONDS = 60
# What a server need not do that is thrown away: outlive the machine, tidy up.
PASSING = ("-F", "-c", "full_page_writes=off", "-c", "synchronous_commit=off", "-c", "autovacuum=off")
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
def running_or_skipped() -> Iterator["Postgres"]:
    """A server; what asks for it is skipped where it cannot be had, or fails where it must run."""
    if missing := what_is_missing():
        if IS_REQUIRED:
            pytest.fail(missing)
        pytest.skip(missing)
    with postgres() as server:
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
def postgres() -> Iterator["Postgres"]:
    """A fresh server that lets in whoever asks from this machine, and leaves nothing behind."""
    place = programs()
    assert place is not None
    with tempfile.TemporaryDirectory(prefix="lake-postgres-") as made, log_of(Path(made)) as said:
        owner = given_away(Path(made))
        data = Path(made) / "data"
        subprocess.run(
            [place / "initdb", "-D", data, "-U", OWNER, "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            check=True, stdout=said, stderr=said, cwd=made, user=owner, group=owner,
        )  # fmt: skip
        port = free_port()
        process = subprocess.Popen(
            [place / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", made, *PASSING],
            stdout=said, stderr=said, cwd=made, user=owner, group=owner, start_new_session=True,
        )  # fmt: skip
        server = Postgres(place, port, process)
        try:
            server.wait()
            yield server
            assert server.is_stopped or process.poll() is None, "PostgreSQL ended by itself"
        finally:
            server.stop()


def given_away(folder: Path) -> str | None:
    """Give a folder to the user that the server runs as, where it is not ours: it refuses to run as root.

    The folder is none of pytest's: those are for one user alone, and the next run to begin on the machine closes them
    again to all others. A server that lives in one panics at its next checkpoint, up to five minutes later.
    """
    if os.geteuid() != 0:
        return None
    shutil.chown(folder, "postgres", "postgres")
    return "postgres"


@contextmanager
def log_of(folder: Path) -> Iterator[TextIO]:
    """What a server says; told when something went wrong with it."""
    file = folder / "log"
    with file.open("w") as said:
        try:
            yield said
        except (AssertionError, subprocess.SubprocessError) as error:
            error.add_note(file.read_text()[-2000:])
            raise


class Postgres:
    """A running server: its programs, its port and its process."""

    def __init__(self, place: Path, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.place = place
        self.port = port
        self.process = process
        self.is_stopped = False

    def run(self, program: str, *arguments: str) -> int:
        """Run one of PostgreSQL's own programs against the server; its exit code."""
        call = [str(self.place / program), "-h", "127.0.0.1", "-p", str(self.port), "-U", OWNER, *arguments]
        return subprocess.run(call, check=False, capture_output=True).returncode

    def wait(self) -> None:
        """Wait until it answers."""
        limit = time.monotonic() + START_SECONDS
        while self.run("pg_isready", "-t", "5"):
            assert self.process.poll() is None, "PostgreSQL did not start"
            assert time.monotonic() < limit, "PostgreSQL does not answer"

    def stop(self) -> None:
        """End it at once, whoever is in the middle of something."""
        self.is_stopped = True
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=START_SECONDS)

    def dump(self, name: str) -> str:
        """Everything that a database holds, as text."""
        call = [str(self.place / "pg_dump"), "-h", "127.0.0.1", "-p", str(self.port), "-U", OWNER, name]
        return subprocess.run(call, check=True, stdout=subprocess.PIPE, text=True).stdout

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
        except (requests.ConnectionError, requests.Timeout):
            assert time.monotonic() < limit, "the object store does not answer"
        else:
            return
