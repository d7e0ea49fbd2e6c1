"""What `debug_token` tells of a token, alone or inside a batch."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.graph.reply import RefusedError, Reply, bad_parameter, good
from tests.graph.town import TownPage

SCOPES = (
    "pages_show_list",
    "pages_read_engagement",
    "read_insights",
    "pages_messaging",
    "pages_manage_metadata",
)
LONGEST_BATCH = 50


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """What is true of the user's token. None: it never expires.

    `covers` holds the pages that a permission is granted for, by its name; one that is absent is for all pages.
    """

    is_valid: bool = True
    expires_at: datetime | None = None
    data_access_expires_at: datetime | None = datetime(2027, 2, 20, tzinfo=UTC)
    scopes: tuple[str, ...] = SCOPES
    covers: Mapping[str, Iterable[str]] = field(default_factory=dict)


def debug_token(
    facts: TokenFacts, kind: str, page: TownPage | None, user_id: str = "100000000000001"
) -> Reply:
    """What is true of a token: of the user's, of a page's, or of one that nobody knows."""
    if kind not in ("user", "page"):
        return good({"data": {"is_valid": False, "scopes": [], "error": UNREADABLE}})
    data: dict[str, object] = {
        "app_id": "1234567890",
        "type": "PAGE" if page else "USER",
        "application": "Oppdiktet app",
        "is_valid": facts.is_valid,
        "expires_at": seconds(facts.expires_at),
        "data_access_expires_at": seconds(facts.data_access_expires_at),
        "issued_at": 1764000000,
        "scopes": list(facts.scopes),
        "granular_scopes": [granted(scope, facts.covers) for scope in facts.scopes],
        "user_id": user_id,
    }
    return good({"data": data | ({"profile_id": page.id} if page else {})})


UNREADABLE = {"code": 190, "message": "Invalid OAuth access token."}


def granted(scope: str, covers: Mapping[str, Iterable[str]]) -> dict[str, object]:
    """A permission, and the pages it is granted for where it is not for all."""
    return {"scope": scope} | ({"target_ids": list(covers[scope])} if scope in covers else {})


def seconds(moment: datetime | None) -> int:
    """A moment in UNIX seconds; 0 where there is none."""
    return int(moment.timestamp()) if moment else 0


def addresses(batch: str) -> list[str]:
    """The relative addresses of a batch. RefusedError when it is none that can be read."""
    try:
        entries = json.loads(batch)
        found = [str(entry["relative_url"]) for entry in entries if entry["method"] == "GET"]
    except (ValueError, TypeError, KeyError):
        raise RefusedError(bad_parameter("batch", batch[:80])) from None
    if len(found) != len(entries) or not 0 < len(found) <= LONGEST_BATCH:
        raise RefusedError(bad_parameter("batch", f"{len(entries)} entries"))
    return found


def together(replies: Iterable[Reply], *, has_headers: bool) -> Reply:
    """The answers of a batch: each with its status, its headers and its body as text."""
    return good(
        [
            {"code": reply.status, "body": reply.body.decode()}
            | (
                {"headers": [{"name": name, "value": text} for name, text in reply.headers.items()]}
                if has_headers
                else {}
            )
            for reply in replies
        ]
    )
