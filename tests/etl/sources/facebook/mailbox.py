"""A mailbox of invented conversations, asked as the Graph API is, with more in its answers than was asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from etl.sources.facebook.trouble import GraphError

PAGE = "104211"
PERSON = "5550001112223"
SINCE = datetime(2026, 10, 20, 22, tzinfo=UTC)
NEW, OLD = SINCE + timedelta(days=3), SINCE - timedelta(seconds=1)
SECRETS = (
    "t_hemmelig",
    "m_hemmelig",
    PERSON,
    "Kari Nordmann",
    "kari@facebook.com",
    "Fortrolig",
    "EAAG-hemmelig",
)

Entry = Mapping[str, object]


def stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}+0000"


def word(at: object, sender: str | None = PERSON, number: int = 0) -> dict[str, object]:
    """A message with more in it than was asked for."""
    told = {"name": "Kari Nordmann", "email": "kari@facebook.com", "id": sender}
    return {
        "id": f"m_hemmelig{number}", "message": "Fortrolig", "created_time": at,
        **({} if sender is None else {"from": told}),
    }  # fmt: skip


def entry(number: int, *messages: Entry, updated_at: datetime = NEW) -> dict[str, object]:
    """A thread with more in it than was asked for; with one message of a person when none is given."""
    return {
        "id": f"t_hemmelig{number}",
        "updated_time": stamp(updated_at),
        "snippet": "Fortrolig",
        "messages": {"data": list(messages) or [word(stamp(updated_at + timedelta(seconds=number)))]},
    }


@dataclass
class Mailbox:
    """Threads behind cursors; more than `most` at a time are too much. A trouble comes at the ask of this number."""

    entries: list[Entry]
    most: int = 100
    trouble: GraphError | None = None
    trouble_at: int = 1
    asked: list[tuple[str, int]] = field(default_factory=list)  # cursor and limit

    def ask(self, path: str, **parameters: str) -> Mapping[str, object]:
        after, limit = parameters.pop("after", ""), int(parameters.pop("limit"))
        assert path == f"{PAGE}/conversations"
        assert parameters == {
            "platform": "messenger", "fields": "id,updated_time,messages.limit(20){created_time,from}",
        }  # fmt: skip
        self.asked.append((after, limit))
        if self.trouble and len(self.asked) == self.trouble_at:
            raise self.trouble
        if limit > self.most:
            raise GraphError("too_much", "1")
        return self.answer(int(after.removeprefix("c") or 0), limit)

    def answer(self, start: int, limit: int) -> Mapping[str, object]:
        """The threads from a place on."""
        end = start + limit
        paging: dict[str, object] = {"cursors": {"before": f"c{start}", "after": f"c{end}"}}
        if end < len(self.entries):
            paging["next"] = f"https://graph.facebook.com/v25.0/x?access_token=EAAG-hemmelig&after=c{end}"
        return {"data": self.entries[start:end], "paging": paging}
