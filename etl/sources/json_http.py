"""Reads a JSON list over HTTP(S), page by page, into the table `staged`."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from etl.sources.delivery import Pulling
from etl.sources.environment import secret
from etl.sources.headings import Columns, recognise, require
from etl.sources.http_answer import Answer, Limits, UnreachableError, fetch, shown
from etl.sources.staging import Row, stage
from etl.sources.table_file import MEGABYTE, MEGABYTES, Table
from foundation.configuration import Source
from foundation.errors import SourceError

TIMEOUT_SECONDS = 30.0  # for one page, from the first word to the last
TRIES = 4
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
MOST_PAGES = 10_000
MOST_EQUAL_PAGES = 10  # the same items so often in a row: a server that does not heed its own links
LIST_NAMES = ("items", "data", "results", "value", "records", "gjennomforinger")
NEXT_NAMES = ("next", "@odata.nextLink", "neste")
WORTH_ANOTHER_TRY = (408, 425, 429, 500, 502, 503, 504)
PORTS = {"http": 80, "https": 443}

Pause = Callable[[float], object]
Items = list[Mapping[str, object]]


def stage_json(
    pulling: Pulling, aliases: Mapping[str, Sequence[str]], wanted: Sequence[str], pause: Pause = time.sleep
) -> Table:
    """Stage the known fields of every item. `pause` waits so many seconds between tries.

    Raises SourceError when the server cannot be reached, refuses, or answers with anything but a list of objects.
    """
    name = shown(pulling.source.text("url"))
    items = [named(item) for page in read_pages(pulling.source, pause) for item in page]
    if not items:
        raise SourceError("source.no_rows", file=name)
    headings = list(dict.fromkeys(field for item in items for field in item))
    columns = recognise(headings, aliases)
    require(columns, wanted, headings, name)
    # Known fields alone: an item may carry thousands of others.
    fields = [headings[place] for place in columns.places.values()]
    known = Columns({field: place for place, field in enumerate(columns.places)}, columns.notices)
    rows: Iterator[Row] = (
        (number, [item.get(field, "") for field in fields], "") for number, item in enumerate(items, 1)
    )
    return Table(name, fields, known, stage(pulling, rows, known, len(fields)))


def check_http(source: Source) -> None:
    """SourceError unless the first page answers with a list."""
    address = source.text("url")
    page_items(
        parse(read_page(source, address, megabytes(source) * MEGABYTE, lambda _: None), address), address
    )


def read_pages(source: Source, pause: Pause) -> Iterator[Items]:
    """The items of every page. Pages that go round, or never end, end in SourceError."""
    address: str | None = source.text("url")
    left = megabytes(source) * MEGABYTE
    seen: set[str] = set()
    last: Items = []
    equal_count = 0
    while address:
        if address in seen or len(seen) >= MOST_PAGES or equal_count >= MOST_EQUAL_PAGES - 1:
            raise SourceError("source.endless_pages", url=shown(address), count=len(seen))
        seen.add(address)
        answer = read_page(source, address, left, pause)
        left -= len(answer.body)
        page = parse(answer, address)
        items = page_items(page, address)
        yield items
        equal_count = equal_count + 1 if items == last else 0
        last, address = items, next_address(page, address)


def megabytes(source: Source) -> float:
    """The largest size of all pages together, when inflated."""
    return source.number("max_megabytes", MEGABYTES)


def read_page(source: Source, address: str, size: float, pause: Pause) -> Answer:
    """One page, tried again with growing pauses when the server is busy or out of reach."""
    return welcome(read_answer(source, address, size, pause), source, address)


def read_answer(
    source: Source, address: str, size: float, pause: Pause, *, reads_all: bool = False
) -> Answer:
    """The answer, whatever its status, tried again as above. Other than 200, its body is read if `reads_all`."""
    limits = Limits(source.number("timeout_seconds", TIMEOUT_SECONDS), size, megabytes(source))
    headers = {"Accept": "application/json", "Accept-Encoding": "gzip", **authorisation(source)}
    for attempt in range(1, TRIES):
        try:
            answer = fetch(address, headers, limits, reads_all=reads_all)
        except UnreachableError:
            pause(pause_seconds(attempt))
            continue
        if answer.status not in WORTH_ANOTHER_TRY:
            return answer
        pause(pause_seconds(attempt, answer.headers.get("Retry-After"), answer.headers.get("Date")))
    try:
        return fetch(address, headers, limits, reads_all=reads_all)
    except UnreachableError as error:
        raise SourceError("source.unreachable", url=shown(address), found=str(error)) from None


def authorisation(source: Source) -> dict[str, str]:
    """The bearer token from the environment. SourceError when the configuration names a variable that is empty."""
    variable = source.text("token_env")
    if not variable:
        return {}
    return {"Authorization": f"Bearer {secret(variable)}"}


def pause_seconds(attempt: int, retry_after: str | None = None, date: str | None = None) -> float:
    """How long to wait before the next try: as the server asks, else doubled each time; at most half a minute.

    The server asks in seconds or with a moment, which is held against its own `date`.
    """
    asked: float = FIRST_PAUSE_SECONDS * (1 << (attempt - 1))
    if retry_after and retry_after.isascii() and retry_after.isdigit():
        asked = float(retry_after[:9])
    elif retry_after and date:
        with suppress(ValueError, TypeError):  # no moment, or only one of them with a zone
            asked = (parsedate_to_datetime(retry_after) - parsedate_to_datetime(date)).total_seconds()
    return max(0.0, min(asked, LONGEST_PAUSE_SECONDS))


def welcome(answer: Answer, source: Source, address: str) -> Answer:
    """The answer. SourceError when its status is any but 200."""
    status = answer.status
    if status in (401, 403):
        variable = source.text("token_env") or "token_env"
        raise SourceError("source.refused", url=shown(address), status=str(status), variable=variable)
    if 300 <= status < 400:
        found = shown(answer.headers.get("Location", ""))
        raise SourceError("source.redirected", url=shown(address), found=found)
    if status != 200:
        raise SourceError("source.bad_status", url=shown(address), status=str(status))
    return answer


def parse(answer: Answer, address: str) -> object:
    """The body as JSON. SourceError when it is a web page, or not whole."""
    if answer.body.lstrip()[:1] == b"<" or "html" in answer.headers.get("Content-Type", ""):
        raise SourceError("source.html_for_json", url=shown(address))
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        raise SourceError("source.broken_json", url=shown(address)) from None


def page_items(page: object, address: str) -> Items:
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
    try:
        following = urljoin(address, str(link))
        is_here = isinstance(link, str) and origin(following) == origin(address)
    except ValueError:
        following, is_here = str(link), False
    if not is_here:
        raise SourceError("source.elsewhere", url=shown(address), found=shown(following))
    return following


def origin(address: str) -> tuple[str, str | None, int | None]:
    """Scheme, host and port of an address. ValueError when the port is none."""
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port or PORTS.get(parts.scheme)


def named(item: Mapping[str, object]) -> dict[str, str]:
    """An item's fields as text."""
    return {whole(field): text_of(value) for field, value in item.items()}


def text_of(value: object) -> str:
    """A field as text; an object or a list is none that a record may hold, and is told as it stands."""
    if value is None:
        return ""
    return whole(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def whole(text: str) -> str:
    """A text without halves of letters, which JSON can hold and no file can."""
    return text.encode("utf-8", "replace").decode("utf-8")
