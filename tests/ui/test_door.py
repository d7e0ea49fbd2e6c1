"""What is decided when the server starts: it listens for this machine alone until config.toml says otherwise."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from foundation.access import Access
from foundation.config_file import load
from foundation.errors import ConfigurationError
from ui.door import Door, access, is_loopback, secrets

ROOT = Path(__file__).parents[2]
OWN_NAME = {"host": "127.0.0.1:8501"}
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


def asked(headers: dict[str, str], sender: str = "127.0.0.1") -> tuple[int, str]:
    """Status and text that a request with these headers, from this address, gets through the door."""
    sent: list[Message] = []

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("inside")(scope, receive, send)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    listed = [(name.lower().encode(), value.encode()) for name, value in {**OWN_NAME, **headers}.items()]
    scope = {
        "type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": listed, "client": (sender, 1),
    }  # fmt: skip
    asyncio.run(Door(behind)(scope, receive, send))
    return sent[0]["status"], b"".join(part.get("body", b"") for part in sent[1:]).decode("utf-8")


@pytest.mark.parametrize("header", ["x-forwarded-for", "X-Forwarded-Host", "Forwarded", "x-real-ip", "Via"])
def test_what_comes_through_a_proxy_is_turned_away_until_it_is_let_in(
    header: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configured(tmp_path)))
    status, said = asked({header: "192.0.2.1"})
    assert (status, said.startswith("Dashbordet svarer bare maskinen det kjører på")) == (403, True)
    assert asked({}) == (200, "inside")
    folder = tmp_path / "open"
    folder.mkdir()
    open_file = configured(folder, 'without_login = "this_machine"', 'without_login = "screens"')
    monkeypatch.setenv("DASHBOARD_CONFIG", str(open_file))
    assert asked({header: "192.0.2.1"}) == (200, "inside")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8501", 200), ("localhost", 200), ("LOCALHOST:8501", 200), ("[::1]:8501", 200),
        ("kommunikasjon.localhost", 200), ("dashbord.example.no", 403), ("localhost.example.no", 403),
        ("127.0.0.1.example.no", 403), ("192.0.2.1:8501", 403), ("[", 403), ("", 403),
    ],
)  # fmt: skip
def test_a_name_that_others_can_point_at_this_machine_opens_nothing(
    host: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page on the web whose name is made to mean 127.0.0.1 would otherwise read everything, and ask its own SQL."""
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configured(tmp_path)))
    assert asked({"host": host})[0] == status


@pytest.mark.parametrize(("sender", "status"), [("127.0.0.1", 200), ("::1", 200), ("192.0.2.7", 403)])
def test_another_machine_is_turned_away_even_where_it_reaches_the_server(
    sender: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configured(tmp_path)))
    assert asked({}, sender)[0] == status


def test_what_is_edited_while_the_server_runs_opens_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configured(tmp_path, "[analysis] ", LOGIN)))
    assert access().login is not None
    configured(tmp_path)
    assert access().login is not None
    assert load().access.login is None


def test_a_faulty_file_serves_this_machine_alone_until_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = configured(tmp_path)
    file.write_text("[", encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_CONFIG", str(file))
    assert access() == Access()
    configured(tmp_path, 'without_login = "this_machine"', 'without_login = "everything"')
    assert access() == Access()


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
            "account": {
                "client_id": "us",
                "client_secret": "from-the-environment",
                "server_metadata_url": "https://id.example.org/.well-known/openid-configuration",
                "client_kwargs": {"scope": "openid"},
                "authorize_params": {"max_age": 36000},
            },
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
        ("[analysis] ", LOGIN.replace("https://x", "http://x"), ["access.login.redirect_uri"]),
        ("[analysis] ", LOGIN.replace("https://id", "http://id"), ["access.login.metadata_url"]),
        ("[analysis] ", LOGIN.replace("TEST_CLIENT_SECRET", "a~secret"), ["access.login.client_secret_env"]),
    ],
)  # fmt: skip
def test_a_faulty_access_table_is_told_of(tmp_path: Path, old: str, new: str, keys: list[str]) -> None:
    with pytest.raises(ConfigurationError) as told:
        load(configured(tmp_path, old, new))
    assert sorted(fault.key for fault in told.value.faults) == keys


def test_a_secret_written_where_its_variables_name_belongs_is_not_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as told:
        load(configured(tmp_path, "[analysis] ", LOGIN.replace("TEST_CLIENT_SECRET", "a~secret")))
    assert [fault.found for fault in told.value.faults] == ["…"]
