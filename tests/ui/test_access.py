"""Who may see what: without login as config.toml says, with login by the account's claims, and never for too long."""

from datetime import UTC, datetime

import pytest

from foundation.access import Access, Login
from ui.access import Visitor, by_account, key_of, without_login
from ui.ended import end_login, has_ended

LOGIN = Login(
    "https://id.example.org", "us", "CLIENT_SECRET", "COOKIE_SECRET", "https://x.example.org/oauth2callback"
)
LOGGED_IN_AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
CLAIMS: dict[str, object] = {
    "is_logged_in": True, "sub": "account-1", "aud": "us", "iat": int(LOGGED_IN_AT.timestamp()), "roles": ["analyst"],
}  # fmt: skip
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOKIE_SECRET", "c" * 40)


@pytest.mark.parametrize(
    ("chosen", "may_analyse"), [("this_machine", True), ("screens", False), ("everything", True)]
)
def test_without_login_the_configuration_decides(chosen: str, may_analyse: bool) -> None:
    assert without_login(Access(chosen)) == Visitor(may_see=True, may_analyse=may_analyse, key="local")


@pytest.mark.parametrize(
    ("changed", "may_see", "may_analyse"),
    [
        ({}, True, True),
        ({"roles": ["reader"]}, True, False),
        ({"roles": "analyst"}, True, True),
        ({"roles": None}, True, False),
        ({"roles": ["Analyst"]}, True, False),
        ({"aud": ["us", "them"]}, True, True),
        ({"aud": "them"}, False, False),
        ({"aud": None}, False, False),
        ({"is_logged_in": False}, False, False),
        ({"is_logged_in": "True"}, False, False),
        ({"iat": None}, False, False),
        ({"iat": "yesterday"}, False, False),
    ],
)
def test_an_account_is_what_its_claims_say(
    changed: dict[str, object], may_see: bool, may_analyse: bool
) -> None:
    found = by_account(LOGIN, {**CLAIMS, **changed}, NOON)
    assert (found.may_see, found.may_analyse) == (may_see, may_analyse)


@pytest.mark.parametrize(
    ("now", "may_see"),
    [
        (datetime(2026, 11, 23, 17, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 18, tzinfo=UTC), False),
        (datetime(2026, 12, 23, tzinfo=UTC), False),
    ],
)
def test_a_login_holds_for_ten_hours_and_no_longer(now: datetime, may_see: bool) -> None:
    assert by_account(LOGIN, CLAIMS, now).may_see is may_see


def test_the_time_of_login_counts_from_when_somebody_typed_a_password() -> None:
    claims = {**CLAIMS, "auth_time": int(LOGGED_IN_AT.timestamp()) - 9 * 3600}
    assert by_account(LOGIN, claims, NOON).may_see is False


def test_the_key_for_the_log_is_the_same_for_the_account_and_tells_nothing_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = key_of(LOGIN, CLAIMS)
    assert first == key_of(LOGIN, {**CLAIMS, "iat": 0})
    assert first != key_of(LOGIN, {**CLAIMS, "sub": "account-2"})
    assert "account" not in first
    monkeypatch.setenv("COOKIE_SECRET", "d" * 40)
    assert key_of(LOGIN, CLAIMS) != first


def test_who_logs_out_is_out_of_that_login_alone_until_it_would_have_ended_by_itself() -> None:
    login, again = {**CLAIMS, "sub": "leaving"}, {**CLAIMS, "sub": "leaving", "iat": 0}
    assert has_ended(login) is False
    end_login(login, NOON, LOGIN.session_hours)
    assert (has_ended(login), has_ended(again), has_ended({**login, "sub": "another"})) == (
        True,
        False,
        False,
    )
    end_login(again, datetime(2026, 11, 23, 22, 0, 1, tzinfo=UTC), LOGIN.session_hours)
    assert has_ended(login) is False  # forgotten: it holds no longer
