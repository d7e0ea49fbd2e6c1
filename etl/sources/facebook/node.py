"""Asks for what a page is today: its counts, its name and its state. One answer a day, dated with the local day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from etl.sources.facebook.insights import ALONE_AT_FAULT, Asking, count_of
from etl.sources.facebook.plain import plain
from etl.sources.facebook.trouble import GraphError
from etl.sources.facebook.windows import Metric

PROPERTIES = (
    "name",
    "is_published",
    "has_transitioned_to_new_page_experience",
    "displayed_message_response_time",  # a label such as AUTOMATIC; the API has no number for it
)
IDENTITY = ("id", "access_token")
LONGEST_PROPERTY = 200


@dataclass(frozen=True, slots=True)
class Count:
    """A count on the page today; `fault` tells why it cannot be used."""

    metric_id: str
    value: int | None
    fault: str | None = None
    cell: str | None = None


@dataclass(slots=True)
class Node:
    """A page as the API tells of it. `token` is the page's own, if it was given; it never leaves the memory."""

    id: str
    token: str = field(repr=False)
    counts: list[Count] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    lost: dict[str, GraphError] = field(default_factory=dict)


def read_node(client: Asking, page_id: str, metrics: Sequence[Metric], *, is_wanted: bool) -> Node:
    """The page with its own id and token; with counts and properties where they are wanted.

    A field that is not there takes no other down: then each is asked for alone. Raises GraphError.
    """
    fields = [*IDENTITY, *(metric.name for metric in metrics), *PROPERTIES] if is_wanted else list(IDENTITY)
    answer, lost = read_fields(client, page_id, fields)
    node = Node(str(answer.get("id", page_id)), str(answer.get("access_token", "")), lost=lost)
    node.counts.extend(counted(answer, metrics))
    node.properties.update(told(answer))
    return node


def read_fields(
    client: Asking, page_id: str, fields: Sequence[str]
) -> tuple[Mapping[str, object], dict[str, GraphError]]:
    """The fields that the API gives, and what it said to the others."""
    try:
        return client.ask(page_id, fields=",".join(fields)), {}
    except GraphError as trouble:
        if trouble.kind not in ALONE_AT_FAULT:
            raise
        return read_apart(client, page_id, fields)


def read_apart(
    client: Asking, page_id: str, fields: Sequence[str]
) -> tuple[Mapping[str, object], dict[str, GraphError]]:
    """Each field asked for alone. GraphError when not even the page's id is given."""
    answer: dict[str, object] = dict(client.ask(page_id, fields=fields[0]))
    lost: dict[str, GraphError] = {}
    for name in fields[1:]:
        try:
            answer |= client.ask(page_id, fields=name)
        except GraphError as trouble:
            if trouble.kind not in ALONE_AT_FAULT:
                raise
            lost[name] = trouble
    return answer, lost


def counted(answer: Mapping[str, object], metrics: Sequence[Metric]) -> Iterator[Count]:
    """The counts in an answer. What is not in it is no count, and never 0."""
    for metric in metrics:
        value = answer.get(metric.name)
        if value is not None:
            count = count_of(value)
            if count is None:
                yield Count(metric.id, None, f"reject.not_a_count:{metric.name}", plain(str(value))[:80])
            else:
                yield Count(metric.id, count)


def told(answer: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The properties in an answer, as text."""
    for name in PROPERTIES:
        value = answer.get(name)
        if isinstance(value, bool):
            yield name, "true" if value else "false"
        elif isinstance(value, str) and value.strip():
            yield name, plain(value)[:LONGEST_PROPERTY]
