"""Asks Meta what a token is good for: valid or not, which pages and permissions, and how long.

`debug_token` takes the token as a parameter, and in an address it would end in logs. So it is asked through the batch
call, `POST /{version}/` with the form field `batch` (Meta, «Batch requests»): the token travels in the body, and that
of whoever asks in a header. Answer: `[{"code", "headers", "body": "…"}]`, the body being JSON in a string.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urlencode

import requests

from etl.sources.facebook.trouble import GraphError, number_of, trouble_of
from etl.sources.facebook.usage import regain_seconds
from etl.sources.http_answer import Limits, body_of
from foundation.errors import SourceError

TIMEOUTS = (5.0, 30.0)
MEGABYTES = 1.0
KINDS = ("USER", "PAGE", "SYSTEM_USER", "APP")


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """What Meta tells of a token. Null: it does not say.

    `targets` holds, for each permission that was granted, the ids it covers; None for all. Times are in UNIX seconds,
    0 for never. `fault` is why it is not valid.
    """

    is_valid: bool | None
    kind: str
    page_id: str
    expires_at: int | None
    data_access_expires_at: int | None
    targets: Mapping[str, frozenset[str] | None] | None
    fault: GraphError | None = field(default=None)

    def covers(self, permission: str, page_id: str) -> bool | None:
        """Whether a permission is granted for a page; None where that is not told."""
        if self.kind == "PAGE" and self.page_id and self.page_id != page_id:
            return False
        if self.targets is None:
            return None
        covered = self.targets.get(permission, frozenset())
        return covered is None or page_id in covered


def token_facts(address: str, token: str, asker: str) -> TokenFacts:
    """What Meta tells of a token to `asker`: another token, or an app's id and secret with | between.

    Raises GraphError, which holds nothing of either.
    """
    wanted = [{"method": "GET", "relative_url": f"debug_token?{urlencode({'input_token': token})}"}]
    answer = answered(first_answer(post(f"{address}/", {"batch": json.dumps(wanted)}, asker)))
    facts = answer.get("data")
    if not isinstance(facts, dict):
        raise GraphError("strange")
    return facts_of(facts)


def post(address: str, form: Mapping[str, str], bearer: str) -> object:
    """The JSON that a form is answered with. Raises GraphError, also when the answer is an error."""
    limits = Limits(TIMEOUTS[1], MEGABYTES * 1e6, MEGABYTES)
    headers = {"Accept": "application/json", "Authorization": f"Bearer {bearer}"}
    try:
        with requests.Session() as session:
            session.trust_env = False  # no .netrc: a password there would take the token's place
            with session.post(
                address, data=form, headers=headers, timeout=TIMEOUTS, stream=True, allow_redirects=False
            ) as answer:
                body = body_of(answer.raw, address, limits, time.monotonic() + limits.seconds)
                status, answer_headers = answer.status_code, answer.headers
    except (requests.RequestException, SourceError) as error:
        raise GraphError("transient", type(error).__name__) from None
    return read(body, status, regain_seconds(answer_headers))


def read(body: bytes | str, status: int, wait_seconds: float | None = None) -> object:
    """A body as JSON. GraphError when it tells of an error, or is none, whatever the status."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise GraphError("transient", f"HTTP {status}") from None
    if isinstance(found, dict) and isinstance(found.get("error"), dict):
        raise trouble_of(found["error"], wait_seconds)
    if status != 200:
        raise GraphError("transient", f"HTTP {status}")
    return cast("object", found)


def first_answer(batch: object) -> Mapping[str, object]:
    """The first answer of a batch. GraphError when there is none: Meta leaves out what it had no time for."""
    if isinstance(batch, list) and batch and isinstance(batch[0], dict):
        return batch[0]
    raise GraphError("transient" if batch == [None] else "strange")


def answered(part: Mapping[str, object]) -> Mapping[str, object]:
    """The object that a part of a batch holds. GraphError when it tells of an error, or holds none."""
    body = part.get("body")
    found = read(body if isinstance(body, str) else "", number_of(part.get("code")))
    if not isinstance(found, dict):
        raise GraphError("strange")
    return found


def facts_of(facts: Mapping[str, object]) -> TokenFacts:
    """The facts in the `data` of an answer; what has another shape than Meta documents is not told."""
    is_valid, kind = facts.get("is_valid"), str(facts.get("type", "")).upper()
    error = facts.get("error")
    return TokenFacts(
        is_valid=is_valid if isinstance(is_valid, bool) else None,
        kind=kind if kind in KINDS else "",
        page_id=str(facts.get("profile_id", "")),
        expires_at=moment(facts.get("expires_at")),
        data_access_expires_at=moment(facts.get("data_access_expires_at")),
        targets=targets_of(facts.get("scopes"), facts.get("granular_scopes")),
        # Here, unlike elsewhere, Meta calls it `subcode`.
        fault=trouble_of({"error_subcode": error.get("subcode"), **error})
        if isinstance(error, dict)
        else None,
    )


def moment(value: object) -> int | None:
    """UNIX seconds; None for what is no such number."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def targets_of(scopes: object, granular: object) -> Mapping[str, frozenset[str] | None] | None:
    """The ids that each granted permission covers, None for all; None where no permission is told of at all."""
    if not isinstance(scopes, list) and not isinstance(granular, list):
        return None
    found: dict[str, frozenset[str] | None] = dict.fromkeys(
        map(str, scopes if isinstance(scopes, list) else [])
    )
    for one in granular if isinstance(granular, list) else []:
        if isinstance(one, dict) and isinstance(one.get("scope"), str):
            ids = one.get("target_ids")
            found[one["scope"]] = frozenset(map(str, ids)) if isinstance(ids, list) else None
    return found
