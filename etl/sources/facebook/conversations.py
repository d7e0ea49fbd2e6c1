"""Asks when a page's conversations were written, and forgets who wrote: all that leaves is times, and «page or not».

Shape: `{"data": [{"id", "updated_time", "messages": {"data": [{"id", "created_time", "from": {"id", …}}]}}], "paging":
{"cursors": {"after"}, "next"}}` (Meta, «Conversations API»). The API tells of the 20 newest messages of a thread, has
cursors and no windows of time, and promises no order. Whatever else it sends, names and addresses among it, is never
looked at; ids live while a reading lasts.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import NamedTuple

from etl.sources.facebook.insights import Asking, listed
from etl.sources.facebook.trouble import GraphError

MOST_MESSAGES = 20  # the API tells of no more in a thread
FIELDS = f"id,updated_time,messages.limit({MOST_MESSAGES}){{created_time,from}}"
THREADS_AT_A_TIME = 25
# So many that a whole page of them is among them, wherever the pages begin and however small they became.
OLD_IN_A_ROW = 2 * THREADS_AT_A_TIME
MOST_PAGES = 1000


class Message(NamedTuple):
    """When something was written (UTC), and whether the page wrote it."""

    at: datetime
    is_from_page: bool


class Thread(NamedTuple):
    """What can be read of a conversation, oldest first. Truncated: there may be more before, and nobody knows when."""

    messages: tuple[Message, ...]
    is_truncated: bool


def read_threads(
    client: Asking, page_id: str, since: datetime, own_ids: Collection[str] = ()
) -> list[Thread]:
    """Every conversation with a message since a moment, each once, in no order: all of them or none.

    `page_id` is the page's number, as its node tells it, since that is how the page is named as a sender; `own_ids`
    are further ones. Raises GraphError, with nothing of the conversations in it.
    """
    found, trouble = tried(Inbox(client, page_id, since, frozenset((page_id, *own_ids))))
    if trouble is not None:
        raise trouble
    return found


@dataclass(slots=True)
class Inbox:
    """One reading of a page's conversations. `limit` is how many threads are asked for at a time."""

    client: Asking
    page_id: str
    since: datetime
    own_ids: frozenset[str]
    limit: int = THREADS_AT_A_TIME

    def threads(self) -> Iterator[Thread]:
        """See read_threads. It ends where nothing but older conversations has come for a while."""
        seen: set[str] = set()
        old_count = 0
        for entry in chain.from_iterable(self.pages()):
            thread_id = text_of(entry.get("id"))
            if thread_id in seen:
                continue
            seen.add(thread_id)
            updated_at = moment_of(entry.get("updated_time"))
            if updated_at is None or updated_at >= self.since:
                old_count = 0
                yield thread_of(entry.get("messages"), self.own_ids)
            else:
                old_count += 1
                if old_count == OLD_IN_A_ROW:
                    return

    def pages(self) -> Iterator[list[Mapping[str, object]]]:
        """The list, page by page. GraphError when it comes to no end."""
        after = ""
        asked = {after}
        for _ in range(MOST_PAGES):
            body = self.ask({"after": after} if after else {})
            yield [*listed(body.get("data"))]
            paging = body.get("paging")
            if not isinstance(paging, dict) or "next" not in paging:
                return
            after = cursor_of(paging)
            if after in asked:
                break
            asked.add(after)
        raise GraphError("strange", "paging")

    def ask(self, place: Mapping[str, str]) -> Mapping[str, object]:
        """One page of the list, as large as the API will give it."""
        while True:
            limit = str(self.limit)
            try:
                return self.client.ask(
                    f"{self.page_id}/conversations",
                    platform="messenger",
                    fields=FIELDS,
                    limit=limit,
                    **place,
                )
            except GraphError as trouble:
                if trouble.kind != "too_much" or self.limit == 1:
                    raise
                self.limit //= 2


def tried(inbox: Inbox) -> tuple[list[Thread], GraphError | None]:
    """The conversations, or what went wrong.

    The trouble is a new one: an error keeps hold of what was being worked on, here persons' names and ids, and of the
    errors before it, such as one about JSON with the whole answer in it.
    """
    try:
        return list(inbox.threads()), None
    except GraphError as trouble:
        return [], GraphError(trouble.kind, trouble.detail, trouble.trace, trouble.wait_seconds)


def cursor_of(paging: Mapping[str, object]) -> str:
    """Where the next page begins. The address beside it holds the token and is left alone."""
    cursors = paging.get("cursors")
    return text_of(cursors.get("after") if isinstance(cursors, dict) else None)


def text_of(value: object) -> str:
    """An id or a cursor. GraphError when it is none: the answer is not of a shape that can be read."""
    if not isinstance(value, str) or not value:
        raise GraphError("strange")
    return value


def thread_of(messages: object, own_ids: Collection[str]) -> Thread:
    """A conversation from its messages.

    A message without a time or a sender cannot be used, and puts in doubt all that was written until then: the thread
    begins behind it, truncated. Without a time it may be the newest, and nothing is left.
    """
    entries = listed(messages.get("data")) if isinstance(messages, dict) else []
    told = [(moment_of(entry.get("created_time")), sender_of(entry)) for entry in entries]
    is_whole = bool(told) and len(told) < MOST_MESSAGES
    if any(at is None for at, _ in told):
        return Thread((), True)
    unusable = [at for at, sender in told if at is not None and sender is None]
    usable = [Message(at, sender in own_ids) for at, sender in told if at is not None and sender is not None]
    return Thread(behind(unusable, usable), bool(unusable) or not is_whole)


def behind(unusable: Sequence[datetime], usable: Sequence[Message]) -> tuple[Message, ...]:
    """The messages after the last unusable one, oldest first."""
    return tuple(sorted(message for message in usable if all(message.at > at for at in unusable)))


def sender_of(entry: Mapping[str, object]) -> str | None:
    """The id of who wrote a message."""
    sender = entry.get("from")
    sender_id = sender.get("id") if isinstance(sender, dict) else None
    return sender_id if isinstance(sender_id, str) and sender_id else None


def moment_of(value: object) -> datetime | None:
    """A moment in UTC, from text with a zone or from UNIX seconds, also as text; None when it is none."""
    try:
        if isinstance(value, str) and not value.isdecimal():
            moment = datetime.fromisoformat(value)
            return moment.astimezone(UTC) if moment.tzinfo else None
        if isinstance(value, str) or type(value) is int:
            return datetime.fromtimestamp(int(value), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None
