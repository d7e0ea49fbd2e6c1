"""What the Graph API's errors mean: told apart by the code in the body, never by the HTTP status.

Sources: Meta's «Handle errors» and «Rate limits» pages for the codes; that the status tells nothing has been seen by
many: throttling arrives as 400, 403 and 429, a passing fault as 500, and «reduce the amount of data» as 500 too.
"""

import re
from collections.abc import Mapping
from typing import Literal

Kind = Literal[
    "transient",  # may pass: ask again
    "limited",  # too many calls: wait
    "too_much",  # «reduce the amount of data»: the same question never helps, a smaller one does
    "page_token",  # a page's own token was wanted; seen now and then where it was given
    "too_old",  # days that are not kept any more: the days after them may be
    "bad_metric",  # a name that does not exist, or not any more: it alone is lost
    "permission",  # not granted, or withdrawn
    "gone",  # the page is not there, or not for this token
    "token_expired",
    "token_invalid",
    "blocked",  # Meta has stopped the app or the page
    "strange",  # anything else
]
LIMITED = frozenset({4, 17, 32, 341, 613, *range(80000, 80015)})
PERMISSION = frozenset({3, 10, *range(200, 300)})
TOKEN = frozenset({102, 190})
EXPIRED = 463
GONE = 33
NO_SUCH_NAME = 803
TOO_LONG_A_WINDOW = 1504016
UNSUPPORTED_PERIOD = 99
PERMISSION_NAME = re.compile(r"\b(?:pages|read|business|instagram|ads)_[a-z_]{3,40}\b")
TRACE = re.compile(r"[A-Za-z0-9_-]{1,40}")


class GraphError(Exception):
    """A question that the Graph API did not answer.

    `detail` is a number or a name of Meta's that says more, `trace` what Meta's support asks for; neither ever holds
    any other part of the answer. `wait_seconds` is how long the API asks to be left alone, where it says so.
    """

    def __init__(
        self, kind: Kind, detail: str = "", trace: str = "", wait_seconds: float | None = None
    ) -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail
        self.trace = trace
        self.wait_seconds = wait_seconds


def trouble_of(error: Mapping[str, object], wait_seconds: float | None = None) -> GraphError:
    """The trouble that the `error` of a body tells of."""
    code, subcode = number_of(error.get("code")), number_of(error.get("error_subcode"))
    message = str(error.get("message", ""))
    kind = kind_of(code, subcode, message)
    if kind == "strange" and error.get("is_transient") is True:
        kind = "transient"
    permission = PERMISSION_NAME.search(message)
    detail = (
        permission[0]
        if kind == "permission" and permission
        else "/".join(map(str, filter(None, (code, subcode))))
    )
    trace = TRACE.fullmatch(str(error.get("fbtrace_id", "")))
    return GraphError(kind, detail, trace[0] if trace else "", wait_seconds)


def kind_of(code: int, subcode: int, message: str) -> Kind:
    """The kind of an error by its code, its subcode and, where these do not tell, its words."""
    if code in LIMITED:
        return "limited"
    if code in PERMISSION:
        return "permission"
    if code in TOKEN:
        return kind_of_token(subcode, message)
    if code == 100:
        return kind_of_parameter(subcode, message)
    if code in (1, 2):
        return kind_of_fault(subcode, message)
    return "blocked" if code == 368 else "gone" if code == NO_SUCH_NAME else "strange"


def kind_of_token(subcode: int, message: str) -> Kind:
    """The kinds of 102 and 190."""
    if subcode == EXPIRED:
        return "token_expired"
    return "page_token" if not subcode and "page access token" in message.lower() else "token_invalid"


def kind_of_parameter(subcode: int, message: str) -> Kind:
    """The kinds of 100: a name that is not known is one thing, a page that is not there another."""
    if subcode == TOO_LONG_A_WINDOW:
        return "strange"
    if "requires the" in message or "missing permission" in message:
        return "permission"
    if "since param" in message or "until param" in message:
        return "too_old"
    return "gone" if subcode == GONE or "does not exist" in message else "bad_metric"


def kind_of_fault(subcode: int, message: str) -> Kind:
    """The kinds of 1 and 2."""
    if "reduce the amount of data" in message.lower():
        return "too_much"
    return "bad_metric" if subcode == UNSUPPORTED_PERIOD else "transient"


def number_of(value: object) -> int:
    """A code as a number; 0 where there is none."""
    return value if type(value) is int else int(value) if isinstance(value, str) and value.isdecimal() else 0
