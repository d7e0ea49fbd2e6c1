"""Reading conversations with faults and over HTTP: all threads or none, and nothing of a person in what comes out."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from etl.sources.facebook.conversations import Message, Thread, read_threads
from etl.sources.facebook.graph import GraphClient
from etl.sources.facebook.response import last_days, response_days, threads_since
from etl.sources.facebook.trouble import GraphError, Kind
from tests.etl.sources.facebook.mailbox import PAGE, SECRETS, SINCE, Mailbox, entry
from tests.graph.faults import NO_FAULTS, Faults
from tests.graph.faults import Kind as FaultKind
from tests.graph.graph import Graph
from tests.graph.server import serving_graph
from tests.graph.town import SILENT, Town

OSLO = ZoneInfo("Europe/Oslo")
TOWN = Town(3, 7, date(2026, 11, 23))
MANY = TOWN.every_page[0]
DAYS = last_days(TOWN.today)
NEEDED = threads_since(DAYS, OSLO)


def everything_in(error: BaseException | None) -> Iterator[str]:
    """All that an error keeps hold of: its words, what our functions were working on, and the errors before it."""
    while error is not None:
        yield from (str(error), repr(error), repr(getattr(error, "__dict__", None)))
        trace = error.__traceback__
        while trace is not None:
            if "/tests/" not in trace.tb_frame.f_code.co_filename:
                yield repr(trace.tb_frame.f_locals)
            trace = trace.tb_next
        error = error.__cause__ or error.__context__


BROKEN: list[Mapping[str, object]] = [
    {"data": "t_hemmelig"},
    {"data": ["t_hemmelig"]},
    {},
    {"data": [{**entry(1), "id": None}]},
    {"data": [{**entry(1), "id": ["t_hemmelig"]}]},
    {"data": [{**entry(1), "messages": {"data": ["Kari Nordmann"]}}]},
    {"data": [entry(1)], "paging": {"next": "EAAG-hemmelig", "cursors": {}}},
    {"data": [entry(1)], "paging": {"next": "EAAG-hemmelig", "cursors": {"after": {"t_hemmelig": 1}}}},
    {"data": [entry(1)], "paging": {"next": "EAAG-hemmelig", "cursors": "t_hemmelig"}},
    {"data": [entry(1)], "paging": {"next": "EAAG-hemmelig"}},
]


@dataclass
class Once:
    """A first page that is good, and a second that is broken."""

    broken: Mapping[str, object] = field(repr=False)
    good: Mapping[str, object] = field(
        repr=False, default_factory=lambda: Mailbox([entry(7)] * 30).answer(0, 25)
    )

    def ask(self, path: str, **parameters: str) -> Mapping[str, object]:
        assert path
        return self.broken if "after" in parameters else self.good


@pytest.mark.parametrize("broken", BROKEN)
def test_an_answer_of_another_shape_ends_the_reading_and_the_error_holds_nothing_of_it(
    broken: Mapping[str, object],
) -> None:
    with pytest.raises(GraphError) as raised:
        read_threads(Once(broken), PAGE, SINCE)
    assert raised.value.kind == "strange"
    assert [secret for secret in SECRETS for text in everything_in(raised.value) if secret in text] == []


def test_a_trouble_on_the_way_is_handed_on_with_what_may_be_known_and_nothing_else() -> None:
    try:
        raise ValueError("Kari Nordmann")
    except ValueError as first:
        found = GraphError("limited", "80001", "Atrace", 240.0)
        found.__context__ = first
    mailbox = Mailbox([entry(number) for number in range(60)], trouble=found, trouble_at=2)
    with pytest.raises(GraphError) as caught:
        read_threads(mailbox, PAGE, SINCE)
    raised = caught.value
    assert (raised.kind, raised.detail, raised.trace, raised.wait_seconds) == (
        "limited",
        "80001",
        "Atrace",
        240.0,
    )
    assert raised is not found
    assert (raised.__cause__, raised.__context__) == (None, None)


def reading(graph: Graph, patience: float = 9000.0) -> list[Thread]:
    with GraphClient(f"{graph.url}/v25.0", MANY.token, 5.0, patience, lambda _: None) as client:
        return read_threads(client, MANY.id, NEEDED)


def truth() -> list[Thread]:
    """The town's threads with a message that is needed, as far as the platform tells of them."""
    return [
        Thread(
            tuple(Message(message.at, message.is_from_page) for message in thread.messages[-20:]),
            len(thread.messages) >= 20,
        )
        for thread in TOWN.threads(MANY)
        if thread.messages[-1].at >= NEEDED
    ]


@pytest.mark.parametrize(
    "faults",
    [
        NO_FAULTS,
        Faults(1.0, {FaultKind.REPEATED_THREADS}),
        Faults(1.0, {FaultKind.TOO_MUCH}),
        Faults(1.0, {FaultKind.TOO_MUCH}, largest_limit=1),
        Faults(0.3, seed=4),
    ],
    ids=["no fault", "threads twice", "too much", "one at a time", "everything"],
)
def test_over_http_every_thread_is_read_whatever_goes_wrong_and_nobody_is_asked_for(faults: Faults) -> None:
    with serving_graph(TOWN, faults) as graph:
        assert sorted(reading(graph)) == sorted(truth())
        assert graph.violations == []


def test_a_page_nobody_writes_to_has_no_threads_over_http() -> None:
    silent = TOWN.every_page[SILENT]
    with (
        serving_graph(TOWN) as graph,
        GraphClient(f"{graph.url}/v25.0", silent.token, 5.0, 0.0, lambda _: None) as client,
    ):
        assert read_threads(client, silent.id, NEEDED) == []


PERSONAL = tuple(TOWN.personal_texts())


def personal(text: str) -> list[str]:
    return [one for one in PERSONAL if one in text]


def test_nothing_of_a_person_is_returned_or_logged(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with serving_graph(TOWN, Faults(0.3, seed=4)) as graph:
        threads = reading(graph)
    rows = response_days(threads, DAYS, TOWN.now, OSLO)
    assert [row.observed_on for row in rows] == DAYS
    assert not any(row.is_withheld for row in rows)
    said = capfd.readouterr()
    assert personal(f"{threads!r} {rows!r} {caplog.text} {said.out} {said.err}") == []
    assert MANY.token not in caplog.text


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (FaultKind.TRUNCATED, "transient"),
        (FaultKind.RESET_MIDWAY, "transient"),
        (FaultKind.HTML_200, "transient"),
        (FaultKind.THROTTLED, "limited"),
        (FaultKind.PAGE_TOKEN, "page_token"),
    ],
)
def test_nothing_of_a_person_is_in_the_error_of_a_reading_that_failed(
    kind: FaultKind, expected: Kind, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    faults = Faults(0.7, {kind}, seed=5, most_in_a_row=10**6)
    with serving_graph(TOWN, faults) as graph, pytest.raises(GraphError) as raised:
        reading(graph, patience=300.0)
    assert [asked for asked in graph.asked if not asked.fault] != []
    assert raised.value.kind == expected
    assert personal(" ".join([*everything_in(raised.value), caplog.text])) == []
