"""Answers about a page's conversations: `GET /{page}/conversations?fields=…&limit=…&after=…`."""

import base64
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

from tests.graph.fields import Field, wanted
from tests.graph.reply import Fault, RefusedError, Reply, bad_parameter, good, unknown_field
from tests.graph.threads import Message, Thread
from tests.graph.town import Town, TownPage

DEFAULT_LIMIT = 25
DETAILED = 20  # how many of a thread's newest messages the platform tells more of than the id
OVERLAP = 2
PERSONAL = frozenset({"message", "participants", "senders", "snippet", "attachments", "link", "to"})
BAD_CURSOR = Fault(400, 100, "(#100) Invalid cursors values; after cursor specified is invalid", 33)
Maker = Callable[[Field], object]


def limit_of(parameters: Mapping[str, str]) -> int:
    """How many threads are asked for. RefusedError when that is no number."""
    text = parameters.get("limit", str(DEFAULT_LIMIT))
    if not text.isdecimal() or int(text) < 1:
        raise RefusedError(bad_parameter("limit", text))
    return int(text)


def personal_fields(fields: str) -> set[str]:
    """The asked fields that tell of persons, at any depth."""
    return {field.name for field in every(wanted(fields or "id"))} & PERSONAL


def every(fields: tuple[Field, ...]) -> Iterator[Field]:
    """Fields and their own fields."""
    for field in fields:
        yield field
        yield from every(field.inner)


def conversations(
    town: Town, page: TownPage, parameters: Mapping[str, str], *, is_overlapping: bool
) -> Reply:
    """A page of threads; an overlapping one begins with the last of the one before. RefusedError if asked wrongly."""
    threads = [] if parameters.get("platform", "messenger") != "messenger" else town.threads(page)
    start, limit = place_of(parameters.get("after")), limit_of(parameters)
    fields = wanted(parameters.get("fields", "") or "id,link,updated_time")
    first = max(0, start - OVERLAP) if is_overlapping and start < len(threads) else start
    shown = threads[first : start + limit]
    body: dict[str, object] = {"data": [told(thread, page, fields) for thread in shown]}
    if shown:
        body["paging"] = paging(page, parameters, start, min(start + limit, len(threads)), len(threads))
    return good(body)


def paging(
    page: TownPage, parameters: Mapping[str, str], start: int, end: int, count: int
) -> dict[str, object]:
    """Cursors, and a link with the token in clear as long as there is more."""
    found: dict[str, object] = {"cursors": {"before": cursor(start), "after": cursor(end)}}
    if end < count:
        query = f"access_token={page.token}&fields={parameters.get('fields', '')}&after={cursor(end)}"
        found["next"] = f"https://graph.facebook.com/v25.0/{page.id}/conversations?{query}"
    return found


def cursor(place: int) -> str:
    """A place in a list as the platform hides it."""
    return base64.urlsafe_b64encode(f"place:{place}".encode()).decode()


def place_of(after: str | None) -> int:
    """The place that a cursor hides. RefusedError when it hides none."""
    if after is None:
        return 0
    try:
        word, _, place = base64.urlsafe_b64decode(after).decode().partition(":")
    except ValueError:
        raise RefusedError(BAD_CURSOR) from None
    if word != "place" or not place.isdecimal():
        raise RefusedError(BAD_CURSOR)
    return int(place)


def told(thread: Thread, page: TownPage, fields: tuple[Field, ...]) -> dict[str, object]:
    """A thread by the wanted fields, and always its id."""
    everybody = {"data": [person(thread), organisation(page)]}
    makers: dict[str, Maker] = {
        "id": lambda _: thread.id,
        "updated_time": lambda _: stamp(thread.messages[-1].at),
        "message_count": lambda _: len(thread.messages),
        "unread_count": lambda _: 0,
        "can_reply": lambda _: True,
        "is_owner": lambda _: True,
        "link": lambda _: f"/{page.id}/inbox/{thread.person_id}/",
        "snippet": lambda _: thread.messages[-1].text,
        "participants": lambda _: everybody,
        "senders": lambda _: everybody,
        "messages": lambda field: messages(thread, page, field),
    }
    return {"id": thread.id} | made(makers, fields, "UnifiedThread")


def messages(thread: Thread, page: TownPage, field: Field) -> dict[str, object]:
    """A thread's messages, newest first: so many in full, and of the older ones no more than the id."""
    newest = thread.messages[::-1][: field.limit or DEFAULT_LIMIT]
    inner = field.inner or (Field("id"), Field("created_time"))
    data = [
        message_told(message, thread, page, inner) if number < DETAILED else {"id": message.id}
        for number, message in enumerate(newest)
    ]
    paging: dict[str, object] = {"cursors": {"before": cursor(0), "after": cursor(len(data))}}
    if len(newest) < len(thread.messages):
        paging["next"] = (
            f"https://graph.facebook.com/v25.0/{thread.id}/messages?access_token={page.token}&after=x"
        )
    return {"data": data, "paging": paging}


def message_told(
    message: Message, thread: Thread, page: TownPage, fields: tuple[Field, ...]
) -> dict[str, object]:
    """A message by the wanted fields, and always its id."""
    people = (organisation(page), person(thread))
    writer, reader = people if message.is_from_page else people[::-1]
    makers: dict[str, Maker] = {
        "id": lambda _: message.id,
        "created_time": lambda _: stamp(message.at),
        "from": lambda field: somebody(writer, field),
        "to": lambda field: {"data": [somebody(reader, field)]},
        "message": lambda _: message.text,
        "tags": lambda _: {"data": [{"name": "inbox"}, {"name": "source:chat"}]},
        "attachments": lambda _: {"data": []},
    }
    return {"id": message.id} | made(makers, fields, "Message")


def made(makers: Mapping[str, Maker], fields: tuple[Field, ...], node: str) -> dict[str, object]:
    """The wanted fields of an object. RefusedError for one that does not exist."""
    for field in fields:
        if field.name not in makers:
            raise RefusedError(unknown_field(field.name, node))
    return {field.name: makers[field.name](field) for field in fields}


def somebody(whole: Mapping[str, str], field: Field) -> dict[str, str]:
    """A person or page by the wanted fields."""
    names = {inner.name for inner in field.inner} | {"id"}
    return {name: text for name, text in whole.items() if not field.inner or name in names}


def person(thread: Thread) -> dict[str, str]:
    """The person of a thread."""
    return {"name": thread.person_name, "email": thread.person_email, "id": thread.person_id}


def organisation(page: TownPage) -> dict[str, str]:
    """The page as one who writes."""
    return {"name": page.name, "email": f"{page.id}@facebook.com", "id": page.id}


def stamp(moment: datetime) -> str:
    """A time as the platform writes it."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}+0000"
