"""The files of deploy/ are what docs/drift.md says: named there, valid to systemd, and the same port everywhere."""

import re
import shutil
import subprocess
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.browser.conftest import IS_REQUIRED

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
GUIDE = (ROOT / "docs" / "drift.md").read_text(encoding="utf-8")
SYSTEMD = shutil.which("systemd-analyze")
INSTALLED = {
    "dashboard.service": "kommunikasjon-dashboard.service",
    "etl.service": "kommunikasjon-etl.service",
    "etl.timer": "kommunikasjon-etl.timer",
}


def systemd() -> str:
    """Where systemd's checker is; without it these tests cannot run."""
    if SYSTEMD is None and IS_REQUIRED:
        pytest.fail("systemd-analyze is missing: apt-get install systemd")
    if SYSTEMD is None:
        pytest.skip("systemd-analyze is missing: apt-get install systemd")
    return SYSTEMD


def test_the_guide_names_every_file_to_install_and_no_other() -> None:
    named = set(re.findall(r"deploy/([\w.-]+)", GUIDE))
    assert named == {file.name for file in DEPLOY.iterdir()}


def test_every_document_and_test_that_the_guide_names_is_there() -> None:
    named = re.findall(r"`((?:docs|tests)/[\w./-]+)`", GUIDE)
    assert len(named) >= 3
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_units_are_valid_to_systemd(tmp_path: Path) -> None:
    for name, installed in INSTALLED.items():
        text = (DEPLOY / name).read_text(encoding="utf-8")
        assert "/opt/kommunikasjon/" in text
        # On this machine the code and its documents lie elsewhere, and a command that is not there is a fault.
        text = text.replace("/opt/kommunikasjon/.venv/bin/python", "/bin/true")
        text = text.replace("file:///opt/kommunikasjon", "file:///")
        (tmp_path / installed).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [systemd(), "verify", "--man=no", *(str(tmp_path / name) for name in INSTALLED.values())],
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line for line in done.stderr.splitlines() if "kommunikasjon" in line]
    assert (done.returncode, told) == (0, [])


def test_the_nightly_run_has_a_time_that_systemd_understands() -> None:
    (when,) = re.findall(
        r"^OnCalendar=(.+)$", (DEPLOY / "etl.timer").read_text(encoding="utf-8"), re.MULTILINE
    )
    done = subprocess.run([systemd(), "calendar", when], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "05:10:00" in done.stdout


def test_every_proxy_asks_the_port_that_the_server_listens_on() -> None:
    with (ROOT / ".streamlit" / "config.toml").open("rb") as file:
        server = tomllib.load(file)["server"]
    address = f"http://{server['address']}:{server['port']}"
    ElementTree.parse(DEPLOY / "web.config")  # noqa: S314 - a file of ours
    for name in ("nginx-proxy.conf", "web.config"):
        assert address in (DEPLOY / name).read_text(encoding="utf-8")


def test_the_run_may_write_where_the_guide_puts_its_folders_and_nowhere_else() -> None:
    text = (DEPLOY / "etl.service").read_text(encoding="utf-8")
    (written,) = re.findall(r"^ReadWritePaths=(.+)$", text, re.MULTILINE)
    assert written.split() == ["/srv/kommunikasjon/data/raw", "/srv/kommunikasjon/data/warehouse"]
    assert all(f"`{folder}`" in GUIDE for folder in written.split())
