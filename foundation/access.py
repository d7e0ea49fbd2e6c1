"""Who may see what, as config.toml has it: without login this machine only, with login everybody who has an account."""

from dataclasses import dataclass, field

WITHOUT_LOGIN = ("this_machine", "screens", "everything")


@dataclass(frozen=True, slots=True)
class Login:
    """The provider of accounts (OpenID Connect). The secrets are in the environment variables that are named here."""

    metadata_url: str
    client_id: str
    client_secret_env: str
    cookie_secret_env: str
    redirect_uri: str
    role_claim: str = "roles"
    analyst_roles: tuple[str, ...] = ("analyst",)
    session_hours: float = 10.0


@dataclass(frozen=True, slots=True)
class Access:
    """What visitors without an account see, and the login if there is one.

    `without_login`: this_machine (nobody else is served), screens (everybody, all but Analyse) or everything.
    """

    without_login: str = WITHOUT_LOGIN[0]
    login: Login | None = field(default=None)

    @property
    def is_for_this_machine(self) -> bool:
        """Whether nobody but this machine is served."""
        return self.login is None and self.without_login == WITHOUT_LOGIN[0]
