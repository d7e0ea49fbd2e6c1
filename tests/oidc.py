"""A provider of accounts on loopback: OpenID Connect as Streamlit asks for it, with an account that a test chooses."""

import base64
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "dashboard"
CLIENT_SECRET = "the-client-secret-of-the-test"  # noqa: S105 - of a provider that lives in this test
NAME = "Kari Nordmann"
EMAIL = "kari.nordmann@example.org"


@dataclass
class Provider:
    """The provider's address, the account that the next login gives, and what it has been asked for."""

    address: str
    claims: dict[str, Any] = field(default_factory=dict)
    audience: str = CLIENT
    lives_seconds: int = 3600
    started: int = 0  # seconds from now to the login, as the token tells
    remembered_seconds: int = 0  # since the password was given here; 0: the token does not tell
    access_token: str = "access"  # noqa: S105 - opens nothing
    refuses: bool = False  # whether the next login ends in a refusal that names the person
    asked: list[str] = field(default_factory=list)
    nonces: dict[str, str] = field(default_factory=dict)
    key: RSAKey = field(
        default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})
    )

    def metadata(self) -> dict[str, object]:
        """What the provider says of itself."""
        paths = {
            "authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks",
            "end_session_endpoint": "logout",
        }  # fmt: skip
        return {
            "issuer": self.address,
            **{name: f"{self.address}/{path}" for name, path in paths.items()},
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorized(self, given: dict[str, str]) -> dict[str, str]:
        """What a browser brings back; whoever is remembered for longer than `max_age` gives the password again."""
        if self.refuses:
            said = f"User account {EMAIL} ({NAME}) does not exist in the tenant"
            return {"error": "access_denied", "error_description": said, "state": given["state"]}
        if self.remembered_seconds > int(given.get("max_age", self.remembered_seconds)):
            self.remembered_seconds = 1
        code = f"code-{len(self.nonces)}"
        self.nonces[code] = given.get("nonce", "")
        return {"code": code, "state": given["state"]}

    def token(self, code: str) -> dict[str, object]:
        """What a code is exchanged for: the token that tells who it is."""
        now = int(time.time()) + self.started
        claims = {
            "iss": self.address, "aud": self.audience, "sub": "account-1", "iat": now, "exp": now + self.lives_seconds,
            "nonce": self.nonces[code], "name": NAME, "email": EMAIL, **self.claims,
        }  # fmt: skip
        if self.remembered_seconds:
            claims["auth_time"] = now - self.remembered_seconds
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key)
        return {
            "access_token": self.access_token,
            "token_type": "Bearer",
            "expires_in": 3600,
            "id_token": signed,
        }


class Answer(BaseHTTPRequestHandler):
    """One request to the provider."""

    provider: Provider

    def do_GET(self) -> None:
        """Metadata, keys, the page that logs in (which asks nothing here), and the one that logs out."""
        asked = urlsplit(self.path)
        given = {name: values[0] for name, values in parse_qs(asked.query).items()}
        self.provider.asked.append(asked.path)
        if asked.path == "/authorize":
            self.redirect(f"{given['redirect_uri']}?{urlencode(self.provider.authorized(given))}")
        elif asked.path == "/logout":
            self.redirect(given["post_logout_redirect_uri"])
        elif asked.path == "/jwks":
            self.say({"keys": [self.provider.key.as_dict(private=False)]})
        else:
            self.say(self.provider.metadata())

    def do_POST(self) -> None:
        """The exchange of a code; only for the client with its secret."""
        self.provider.asked.append(self.path)
        body = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        basic = base64.b64encode(f"{CLIENT}:{CLIENT_SECRET}".encode()).decode()
        is_client = self.headers.get("authorization") == f"Basic {basic}"
        if not is_client and body.get("client_secret") != [CLIENT_SECRET]:
            self.send_error(401)
            return
        self.say(self.provider.token(body["code"][0]))

    def say(self, content: dict[str, object]) -> None:
        """Answer with JSON."""
        written = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)

    def redirect(self, address: str) -> None:
        """Send the browser on."""
        self.send_response(302)
        self.send_header("location", address)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider on a free port, ended with the test."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    found = Provider(f"http://127.0.0.1:{server.server_address[1]}")
    Answer.provider = found
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
