"""Reads the [access] table of config.toml: who is served without login, and the provider of accounts."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, cast

from foundation.access import WITHOUT_LOGIN, Access, Login
from foundation.config_pages import UNTOLD, VARIABLE, is_safe
from foundation.finding import Finding, Table

REQUIRED = ("metadata_url", "client_id", "client_secret_env", "cookie_secret_env", "redirect_uri")
CALLBACK = "/oauth2callback"  # where Streamlit hears from the provider
LONGEST_HOURS = 24 * 30  # Streamlit's own cookie lives no longer


def read_access(table: Table, finding: Finding) -> Access:
    """The [access] table; without one, this machine only."""
    finding.unknown(table, ("without_login", "login"), "access.")
    chosen = table.get("without_login", WITHOUT_LOGIN[0])
    if chosen not in WITHOUT_LOGIN:
        finding.add("access.without_login", chosen, "one_of", allowed=", ".join(WITHOUT_LOGIN))
    login = table.get("login")
    if login is not None and not isinstance(login, Mapping):
        finding.add("access.login", login, "wrong_type", allowed="[access.login]")
        return Access()
    return Access(str(chosen), read_login(cast(Table, login), finding) if login is not None else None)


def read_login(table: Table, finding: Finding) -> Login | None:
    """The [access.login] table; None when something in it is wrong."""
    before = len(finding.faults)
    finding.unknown(table, [field.name for field in fields(Login)], "access.login.")
    for name in REQUIRED:
        if not finding.take(table, name, (str,), "access.login"):
            finding.add(f"access.login.{name}", "", "missing")
    check_forms(table, finding)
    finding.take(table, "role_claim", (str,), "access.login")
    finding.take(table, "analyst_roles", (list,), "access.login")
    hours = finding.take(table, "session_hours", (int, float), "access.login")
    if isinstance(hours, int | float) and not 0 < hours <= LONGEST_HOURS:
        finding.add("access.login.session_hours", hours, "one_of", allowed=f"0–{LONGEST_HOURS}")
    return login_from(table) if len(finding.faults) == before else None


def check_forms(table: Table, finding: Finding) -> None:
    """Faults in the addresses, and in the names of variables: what is no name may be the secret, and is not told."""
    for name in ("client_secret_env", "cookie_secret_env"):
        if table.get(name) and not VARIABLE.fullmatch(str(table[name])):
            finding.add(f"access.login.{name}", UNTOLD, "variable_name")
    for name in ("metadata_url", "redirect_uri"):
        if isinstance(table.get(name), str) and table[name] and not is_safe(str(table[name])):
            finding.add(f"access.login.{name}", table[name], "safe_address")
    if not str(table.get("redirect_uri", CALLBACK)).endswith(CALLBACK):
        finding.add("access.login.redirect_uri", table["redirect_uri"], "one_of", allowed=f"…{CALLBACK}")


def login_from(table: Table) -> Login:
    """The login in a table without faults."""
    chosen: dict[str, Any] = dict(table)
    if "analyst_roles" in chosen:
        chosen["analyst_roles"] = tuple(str(role) for role in chosen["analyst_roles"])
    return Login(**chosen)
