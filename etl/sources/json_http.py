"""Reads a JSON list over HTTP(S), page by page, into the table `staged`."""

import json
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import urljoin, urlsplit

import requests

from etl.sources.delivery import Pulling
from etl.sources.headings import recognise, require
from etl.sources.staging import Row, stage
from etl.sources.table_file import MEGABYTE, MEGABYTES, Table
from foundation.configuration import Source
from foundation.errors import SourceError

TIMEOUT_SECONDS = 30.0  # for one page, from the first word to the last
TRIES = 4
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
MOST_PAGES = 10_000
CHUNK = 1 << 16
LIST_NAMES = ("items", "data", "results", "value", "records", "gjennomforinger")
NEXT_NAMES = ("next", "@odata.nextLink", "neste")
WORTH_ANOTHER_TRY = (408, 425, 429, 500, 502, 503, 504)

Pause = Callable[[float], object]


def stage_json(
    pulling: Pulling, aliases: Mapping[str, Sequence[str]], wanted: Sequence[str], pause: Pause = time.sleep
) -> Table:
    """Stage the known fields of every item. `pause` waits so many seconds between tries.

    Raises SourceError when the server cannot be reached, refuses, or answers with anything but a list of objects.
    """
    source = pulling.source
    name = shown(source.text("url"))
    items = list(read_items(source, pause))
    if not items:
        raise SourceError("source.no_rows", file=name)
    headings = list(dict.fromkeys(field for item in items for field in item))
    columns = recognise(headings, aliases)
    require(columns, wanted, headings, name)
    rows: Iterator[Row] = (
        (number, [text_of(item.get(field)) for field in headings], "") for number, item in enumerate(items, 1)
    )
    return Table(name, headings, columns, stage(pulling, rows, columns, len(headings)))


def check_http(source: Source) -> None:
    """SourceError unless the first page answers with a list."""
    left = [source.number("max_megabytes", MEGABYTES) * MEGABYTE]
    page_items(read_page(source, source.text("url"), left, lambda _: None), source.text("url"))


def read_items(source: Source, pause: Pause) -> Iterator[Mapping[str, object]]:
    """Every item of every page. A page that was read before ends in SourceError, not in a circle."""
    address: str | None = source.text("url")
    left = [source.number("max_megabytes", MEGABYTES) * MEGABYTE]
    seen: set[str] = set()
    while address:
        if address in seen or len(seen) >= MOST_PAGES:
            raise SourceError("source.endless_pages", url=shown(address), count=len(seen))
        seen.add(address)
        page = read_page(source, address, left, pause)
        yield from page_items(page, address)
        address = next_address(page, address)


def read_page(source: Source, address: str, left: list[float], pause: Pause) -> object:
    """One page as JSON, tried again with growing pauses when the server is busy or out of reach."""
    for attempt in range(1, TRIES + 1):
        is_last = attempt == TRIES
        try:
            answer = ask(source, address)
        except requests.RequestException as error:
            if is_last or isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.SSLError):
                raise SourceError(
                    "source.unreachable", url=shown(address), found=type(error).__name__
                ) from None
            pause(pause_seconds(attempt, None))
            continue
        with answer:
            if answer.status_code in WORTH_ANOTHER_TRY and not is_last:
                pause(pause_seconds(attempt, answer.headers.get("Retry-After")))
                continue
            refuse_status(answer, source, address)
            return parse(body_of(answer, source, address, left), answer, address)
    raise SourceError("source.unreachable", url=shown(address), found="")


def ask(source: Source, address: str) -> requests.Response:
    """Ask for one page. The token is sent to the configured host only, and no redirect is followed."""
    seconds = source.number("timeout_seconds", TIMEOUT_SECONDS)
    headers = {"Accept": "application/json", **authorisation(source)}
    session = requests.Session()
    session.trust_env = False  # no .netrc: a password there would take the token's place
    return session.get(
        address, headers=headers, timeout=(min(seconds, 10), seconds), stream=True, allow_redirects=False
    )


def authorisation(source: Source) -> dict[str, str]:
    """The bearer token from the environment. SourceError when the configuration names a variable that is empty."""
    variable = source.text("token_env")
    if not variable:
        return {}
    token = os.environ.get(variable, "").strip()
    if not token or not token.isascii() or not token.isprintable():
        raise SourceError("source.no_token", variable=variable)
    return {"Authorization": f"Bearer {token}"}


def pause_seconds(attempt: int, retry_after: str | None) -> float:
    """How long to wait before the next try: as the server asks, else doubled each time; at most half a minute."""
    asked = (
        float(retry_after)
        if retry_after and retry_after.isdigit()
        else FIRST_PAUSE_SECONDS * 2 ** (attempt - 1)
    )
    return min(asked, LONGEST_PAUSE_SECONDS)


def refuse_status(answer: requests.Response, source: Source, address: str) -> None:
    """SourceError for any answer but 200."""
    status = answer.status_code
    if status in (401, 403):
        variable = source.text("token_env") or "token_env"
        raise SourceError("source.refused", url=shown(address), status=str(status), variable=variable)
    if 300 <= status < 400:
        raise SourceError(
            "source.redirected", url=shown(address), found=shown(answer.headers.get("Location", ""))
        )
    if status != 200:
        raise SourceError("source.bad_status", url=shown(address), status=str(status))


def body_of(answer: requests.Response, source: Source, address: str, left: list[float]) -> bytes:
    """The answer's body, inflated. SourceError when it takes too long or is larger than what is left of the limit."""
    seconds = source.number("timeout_seconds", TIMEOUT_SECONDS)
    # A server that drips a byte at a time keeps every single read in time; only the whole can be too late.
    watch = threading.Timer(seconds, lambda: answer.raw.close())
    watch.daemon = True
    started = time.monotonic()
    watch.start()
    parts = []
    try:
        for chunk in answer.iter_content(CHUNK):
            left[0] -= len(chunk)
            if left[0] < 0:
                limit = source.number("max_megabytes", MEGABYTES)
                raise SourceError("source.too_large_answer", url=shown(address), limit=limit)
            parts.append(chunk)
            if time.monotonic() - started > seconds:
                raise SourceError("source.too_slow", url=shown(address), seconds=seconds)
    except (requests.RequestException, OSError, ValueError, AttributeError):
        is_late = time.monotonic() - started >= seconds
        code = "source.too_slow" if is_late else "source.cut_off"
        raise SourceError(code, url=shown(address), seconds=seconds) from None
    finally:
        watch.cancel()
    return b"".join(parts)


def parse(body: bytes, answer: requests.Response, address: str) -> object:
    """The body as JSON. SourceError when it is a web page, or not whole."""
    if body.lstrip()[:1] == b"<" or "html" in answer.headers.get("Content-Type", ""):
        raise SourceError("source.html_for_json", url=shown(address))
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise SourceError("source.broken_json", url=shown(address)) from None


def page_items(page: object, address: str) -> list[Mapping[str, object]]:
    """The list of objects that a page is, or holds. SourceError when there is none."""
    found = page
    if isinstance(page, Mapping):
        found = next((page[name] for name in LIST_NAMES if isinstance(page.get(name), list)), None)
    if not isinstance(found, list) or not all(isinstance(item, Mapping) for item in found):
        raise SourceError("source.not_a_list", url=shown(address))
    return found


def next_address(page: object, address: str) -> str | None:
    """The address of the page after this one, if any. SourceError when it leads to another server."""
    if not isinstance(page, Mapping):
        return None
    link = next((page[name] for name in NEXT_NAMES if page.get(name)), None)
    if link is None:
        return None
    following = urljoin(address, str(link))
    if urlsplit(following)[:2] != urlsplit(address)[:2]:
        raise SourceError("source.elsewhere", url=shown(address), found=shown(following))
    return following


def text_of(value: object) -> str:
    """A field as text; an object or a list is none that a record may hold, and is told as it stands."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def shown(address: str) -> str:
    """An address without what could be secret in it: no name, no password, no query."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{host}{port}{parts.path}"
