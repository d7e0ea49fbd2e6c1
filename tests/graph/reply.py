"""Answers of the server, good ones and errors, in the shapes that Meta documents."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

JSON = "application/json; charset=UTF-8"
HTML = "text/html; charset=utf-8"
VERSION = {"facebook-api-version": "v25.0"}


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `cut` is how many bytes of it arrive before the connection is reset; None: all, and no reset."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = JSON
    cut: int | None = None


class Fault(NamedTuple):
    """What the `error` of a body says. `subcode` 0 is none."""

    status: int
    code: int
    message: str
    subcode: int = 0
    title: str = ""
    kind: str = "OAuthException"


class RefusedError(Exception):
    """A question that is answered with an error."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def good(content: object, headers: Mapping[str, str] | None = None) -> Reply:
    """An object or list as an answer."""
    return Reply(json.dumps(content, ensure_ascii=True).encode(), headers={**VERSION, **(headers or {})})


def error_body(fault: Fault) -> dict[str, object]:
    """The body of an error."""
    trace = "A" + hashlib.sha256(repr(fault).encode()).hexdigest()[:22]
    error: dict[str, object] = {"message": fault.message, "type": fault.kind, "code": fault.code}
    if fault.subcode:
        error["error_subcode"] = fault.subcode
    if fault.title:
        error |= {"error_user_title": fault.title, "error_user_msg": f"{fault.title}."}
    return {"error": error | {"fbtrace_id": trace}}


def bad(fault: Fault, headers: Mapping[str, str] | None = None) -> Reply:
    """An error as an answer."""
    challenge = {"WWW-Authenticate": f'OAuth "Facebook Platform" "invalid_request" "{fault.message}"'}
    body = json.dumps(error_body(fault)).encode()
    return Reply(body, fault.status, {**VERSION, **challenge, **(headers or {})})


UNKNOWN_METRIC = Fault(400, 100, "(#100) The value must be a valid insights metric")
NO_METRIC = Fault(400, 3001, "(#3001) invalid query", 1504028, "No Metric Was Specified To Be Fetched")
TOO_LONG = Fault(
    400, 100, "Invalid parameter", 1504016, "There cannot be more than 90 days between since and until"
)
UNSUPPORTED_PERIOD = Fault(400, 1, "An unknown error occurred", 99)
PAGE_TOKEN_WANTED = Fault(400, 190, "(#190) This method must be called with a Page Access Token")
NO_TOKEN = Fault(400, 190, "An access token is required to request this resource.")
WRONG_TOKEN = Fault(400, 190, "Invalid OAuth access token - Cannot parse access token")
EXPIRED_TOKEN = Fault(
    400, 190, "Error validating access token: Session has expired on Tuesday, 03-Nov-26 10:00:00 PST.", 463
)
PASSWORD_CHANGED = Fault(
    400,
    190,
    "Error validating access token: The session has been invalidated: the password was changed.",
    460,
)
NOT_PERMITTED = Fault(
    403,
    10,
    "(#10) This endpoint requires the 'read_insights' permission or the 'Page Public Content Access' feature.",
)
WITHDRAWN = Fault(403, 200, "(#200) Provide valid app ID: the 'pages_messaging' permission is not granted")
BLOCKED = Fault(400, 368, "The action attempted has been deemed abusive or is otherwise disallowed")
NOT_PUBLIC = Fault(
    400,
    100,
    "(#100) Object does not exist, cannot be loaded due to missing permission or reviewable feature, or does not "
    "support this operation. This endpoint requires the 'pages_read_engagement' permission or the 'Page Public "
    "Content Access' feature or the 'Page Public Metadata Access' feature.",
)


def unknown_field(name: str, node: str) -> Fault:
    """A field that is not there takes the whole call down."""
    return Fault(400, 100, f"(#100) Tried accessing nonexisting field ({name}) on node type ({node})")


def unknown_object(name: str) -> Fault:
    """An id, a name or a path that is not there."""
    if name and not name.isdecimal():
        return Fault(404, 803, f"(#803) Some of the aliases you requested do not exist: {name}")
    message = (
        f"Unsupported get request. Object with ID '{name}' does not exist, cannot be loaded due to missing "
        "permissions, or does not support this operation"
    )
    return Fault(400, 100, message, 33, kind="GraphMethodException")


def bad_parameter(name: str, value: str) -> Fault:
    """A parameter that cannot be read."""
    return Fault(400, 100, f"(#100) Param {name} is not valid: {value}")
