"""Asks the Graph API one question at a time: patient where that helps, and with the token in a header only."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

import requests

from etl.sources.delivery import Pause
from etl.sources.facebook.trouble import GraphError, trouble_of
from etl.sources.facebook.usage import MINUTE, regain_seconds
from etl.sources.http_answer import Answer, Limits, UnreachableError, fetch
from etl.sources.json_http import pause_seconds
from foundation.errors import SourceError

TRIES = 5
MEGABYTES = 32.0
UNSTATED_WAIT_SECONDS = MINUTE
WORTH_ANOTHER_TRY = ("transient", "page_token")

Parameters = Mapping[str, str]


@dataclass(slots=True)
class GraphClient:
    """Asks about one page. `address` ends in the API's version; `patience` is how long it may wait in all, in seconds.

    It keeps one connection open and belongs to one thread. Paths it is given hold ids and names only: never a token,
    and never a `paging` address from an answer, which would hold one.
    """

    address: str
    token: str = field(repr=False)
    timeout_seconds: float
    patience: float
    pause: Pause
    session: requests.Session = field(default_factory=requests.Session)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.close()

    def ask(self, path: str, **parameters: str) -> Mapping[str, object]:
        """The object that the API answers with.

        A fault that may pass is tried again with growing pauses, and a limit is waited out while patience lasts.
        Raises GraphError for everything else.
        """
        failed_count = 0
        while True:
            try:
                return self.ask_once(path, parameters)
            except GraphError as trouble:
                if trouble.kind == "limited":
                    self.wait(trouble)
                elif trouble.kind in WORTH_ANOTHER_TRY and failed_count < TRIES - 1:
                    failed_count += 1
                    self.pause(pause_seconds(failed_count))
                else:
                    raise

    def wait(self, trouble: GraphError) -> None:
        """Wait as long as the API asks; GraphError when that is longer than patience lasts."""
        seconds = trouble.wait_seconds or UNSTATED_WAIT_SECONDS
        if seconds > self.patience:
            raise trouble
        self.patience -= seconds
        self.pause(seconds)

    def ask_once(self, path: str, parameters: Parameters) -> Mapping[str, object]:
        """Ask without a second try. Raises GraphError."""
        limits = Limits(self.timeout_seconds, MEGABYTES * 1e6, MEGABYTES)
        headers = {"Accept": "application/json", "Authorization": f"Bearer {self.token}"}
        query = f"?{urlencode(parameters, safe=',')}" if parameters else ""
        try:
            answer = fetch(f"{self.address}/{path}{query}", headers, limits, self.session, reads_all=True)
        except (UnreachableError, SourceError) as error:
            # A connection that was left in the middle of an answer is not used again.
            self.session = requests.Session()
            raise GraphError("transient", type(error).__name__) from None
        return object_of(answer)


def object_of(answer: Answer) -> Mapping[str, object]:
    """The body as an object. GraphError when it tells of an error, or is none, whatever the status."""
    body = parsed(answer.body)
    error = body.get("error") if body is not None else None
    if isinstance(error, dict):
        raise trouble_of(error, regain_seconds(answer.headers))
    if body is None or answer.status != 200:
        raise GraphError("transient", f"HTTP {answer.status}")
    return body


def parsed(body: bytes) -> Mapping[str, object] | None:
    """A body as an object; None when it is none. An error about JSON holds the whole body, so none leaves here."""
    try:
        found: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
