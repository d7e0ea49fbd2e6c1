"""The health check: up is one thing, fresh another; a probe that reads no body may ask for both at once."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from tests.pages.published import publish, sources
from ui.health import Health, state

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)


def set_up(folder: Path, monkeypatch: pytest.MonkeyPatch, outcome: str = "loaded") -> None:
    runs = [{**run, "outcome": outcome} for run in sources()["etl_run"]]
    monkeypatch.setenv("DASHBOARD_CONFIG", str(publish(folder, {"etl_run": runs})))


def ask(path: str, query: str = "") -> tuple[int, str]:
    """Status and body of an answer."""
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("the screens")(scope, receive, send)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [],
    }
    asyncio.run(Health(app)(scope, receive, send))
    return sent[0]["status"], b"".join(part.get("body", b"") for part in sent[1:]).decode()


def test_fresh_data_is_up_and_fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(tmp_path, monkeypatch)
    assert state(NOW) == {
        "server": "up",
        "data": "fresh",
        "not_well": [],
        "version": "kommunikasjon-1.duckdb",
    }


@pytest.mark.parametrize("outcome", ["failed", "partial"])
def test_a_source_that_failed_or_stopped_halfway_is_up_but_not_fresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outcome: str
) -> None:
    set_up(tmp_path, monkeypatch, outcome)
    assert (state(NOW)["server"], state(NOW)["data"], state(NOW)["not_well"]) == ("up", "stale", ["c", "f"])


def test_a_source_that_is_too_old_is_up_but_not_fresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(tmp_path, monkeypatch)
    assert state(datetime(2027, 1, 23, 6, tzinfo=UTC))["data"] == "stale"


def test_before_the_first_run_there_is_no_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(tmp_path, monkeypatch)
    (tmp_path / "CURRENT").unlink()
    assert state(NOW) == {"server": "up", "data": "none"}


def test_a_database_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(tmp_path, monkeypatch)
    (tmp_path / "kommunikasjon-1.duckdb").write_bytes(b"no database")
    assert state(NOW) == {"server": "up", "data": "unreadable"}


def test_a_wrong_configuration_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(tmp_path / "none.toml"))
    assert state(NOW) == {"server": "up", "data": "misconfigured"}


def test_a_strict_probe_needs_no_body(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(tmp_path, monkeypatch)
    (tmp_path / "CURRENT").unlink()
    assert ask("/health") == (200, json.dumps({"server": "up", "data": "none"}, separators=(",", ":")))
    assert ask("/health", "strict=1")[0] == 503
    assert ask("/kommune/health/")[0] == 200


def test_only_the_check_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(tmp_path, monkeypatch)
    assert ask("/mal") == (200, "the screens")
    assert ask("/_stcore/health") == (200, "the screens")
