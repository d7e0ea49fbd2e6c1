"""What is decided when the server starts: it listens for this machine alone until config.toml says otherwise."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from foundation.config_file import load
from foundation.errors import ConfigurationError
from ui.door import Door, is_loopback, secrets

ROOT = Path(__file__).parents[2]
LOGIN = """[access.login]
metadata_url = "https://id.example.org/.well-known/openid-configuration"
client_id = "us"
client_secret_env = "TEST_CLIENT_SECRET"
cookie_secret_env = "TEST_COOKIE_SECRET"
redirect_uri = "https://x.example.org/oauth2callback"

[analysis] """


def configured(folder: Path, old: str = "", new: str = "") -> Path:
    """The project's configuration with one thing changed."""
    file = folder / "config.toml"
    text = (ROOT / "config.toml").read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return file


def asked(headers: dict[str, str]) -> tuple[int, str]:
    """Status and text that a request with these headers gets through the door."""
    sent: list[Message] = []

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("inside")(scope, receive, send)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    listed = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": listed}
    asyncio.run(Door(behind)(scope, receive, send))
    return sent[0]["status"], b"".join(part.get("body", b"") for part in sent[1:]).decode("utf-8")


@pytest.mark.parametrize("header", ["x-forwarded-for", "Forwarded", "x-real-ip", "Via"])
def test_what_comes_through_a_proxy_is_turned_away_until_it_is_let_in(
    header: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configured(tmp_path)))
    status, said = asked({header: "192.0.2.1"})
    assert (status, said.startswith("Dashbordet svarer bare maskinen det kjører på.")) == (403, True)
    assert asked({"host": "127.0.0.1:8501"}) == (200, "inside")
    open_file = configured(tmp_path, 'without_login = "this_machine"', 'without_login = "screens"')
    monkeypatch.setenv("DASHBOARD_CONFIG", str(open_file))
    assert asked({header: "192.0.2.1"}) == (200, "inside")


@pytest.mark.parametrize(
    ("address", "expected"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("127.8.9.1", True), ("", False), ("0.0.0.0", False),
     ("::", False), ("192.0.2.1", False), ("unix:///run/x.sock", False)],
)  # fmt: skip
def test_only_addresses_of_this_machine_are_its_own(address: str, expected: bool) -> None:
    assert is_loopback(address) is expected


def test_the_server_does_not_start_for_other_machines_without_login(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.address", "0.0.0.0", "--server.port", "0"],
        cwd=ROOT, env={**os.environ, "DASHBOARD_CONFIG": str(configured(tmp_path))}, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert (
        "Dashbordet starter ikke: det er bedt om å svare andre maskiner (server.address = 0.0.0.0)"
        in done.stderr
    )


def test_the_provider_is_made_known_with_secrets_from_the_environment_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configured(tmp_path, "[analysis] ", LOGIN)))
    monkeypatch.setenv("TEST_CLIENT_SECRET", "from-the-environment")
    monkeypatch.setenv("TEST_COOKIE_SECRET", "c" * 40)
    assert secrets() == {
        "auth": {
            "redirect_uri": "https://x.example.org/oauth2callback",
            "cookie_secret": "c" * 40,
            "client_id": "us",
            "client_secret": "from-the-environment",
            "server_metadata_url": "https://id.example.org/.well-known/openid-configuration",
            "client_kwargs": {"scope": "openid"},
        }
    }


@pytest.mark.parametrize(
    ("cookie_secret", "said"),
    [
        ("", "TEST_COOKIE_SECRET, som [access.login] navngir, er tom"),
        ("short", "TEST_COOKIE_SECRET er for kort"),
    ],
)
def test_a_missing_or_short_secret_stops_the_start_with_its_name_and_not_its_value(
    cookie_secret: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configured(tmp_path, "[analysis] ", LOGIN)))
    monkeypatch.setenv("TEST_CLIENT_SECRET", "from-the-environment")
    monkeypatch.setenv("TEST_COOKIE_SECRET", cookie_secret)
    with pytest.raises(SystemExit) as stopped:
        secrets()
    told = capsys.readouterr().err
    assert stopped.value.code == 2
    assert said in told
    assert "from-the-environment" not in told
    assert "short" not in told.replace("for kort", "")


@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        ('without_login = "this_machine"', 'without_login = "all"', ["access.without_login"]),
        ("[analysis] ", "[access.login]\nclient_id = 1\n[analysis] ", [
            "access.login.client_id", "access.login.client_id", "access.login.client_secret_env",
            "access.login.cookie_secret_env", "access.login.metadata_url", "access.login.redirect_uri",
        ]),
        ("[analysis] ", LOGIN.replace("/oauth2callback", "/"), ["access.login.redirect_uri"]),
        ("[analysis] ", LOGIN.replace("client_id", "session_hours = 0\nclient_id"), ["access.login.session_hours"]),
    ],
)  # fmt: skip
def test_a_faulty_access_table_is_told_of(tmp_path: Path, old: str, new: str, keys: list[str]) -> None:
    with pytest.raises(ConfigurationError) as told:
        load(configured(tmp_path, old, new))
    assert sorted(fault.key for fault in told.value.faults) == keys
