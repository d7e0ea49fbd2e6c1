"""The Graph API itself: what is answered, with which faults, and what is remembered. HTTP is in `server`."""

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from tests.graph import reply
from tests.graph.access import edge_of, require_page_token, require_token, token_kind, violations
from tests.graph.asked import Asked, Attempts, Edge, Question, TokenKind, Traffic, question_of
from tests.graph.conversations import conversations, limit_of
from tests.graph.failing import failed
from tests.graph.faults import NO_FAULTS, Chance, Faults, Kind, Place
from tests.graph.insights import asked_for, insights
from tests.graph.node import node
from tests.graph.reply import Fault, RefusedError, Reply, bad
from tests.graph.shapes import shaped
from tests.graph.tokens import TokenFacts, addresses, debug_token, together
from tests.graph.town import Town, TownPage

Trouble = Literal["permission", "withdrawn", "password_changed", "expired", "blocked"]
TROUBLES: Mapping[Trouble, Fault] = {
    "permission": reply.NOT_PERMITTED,
    "withdrawn": reply.WITHDRAWN,
    "password_changed": reply.PASSWORD_CHANGED,
    "expired": reply.EXPIRED_TOKEN,
    "blocked": reply.BLOCKED,
}
PAGE_EDGES: tuple[Edge, ...] = ("node", "insights", "conversations")


@dataclass(slots=True)
class Graph:
    """A Graph API about a town. All of it may be read, and all but `url` set, while it serves.

    `troubles` holds pages that never answer, by (page id, edge). `is_expired` refuses every token but the app's as
    expired. `asked` is in the order in which answers were ready; `counts` how often each kind of fault was met;
    `violations` sentences about what must never be asked so.
    """

    town: Town
    faults: Faults = NO_FAULTS
    token_facts: TokenFacts = field(default_factory=TokenFacts)
    is_expired: bool = False
    troubles: dict[tuple[str, Edge], Trouble] = field(default_factory=dict)
    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    counts: Counter[Kind] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    traffic: Traffic = field(default_factory=Traffic)
    attempts: Attempts = field(default_factory=Attempts)
    lock: threading.Lock = field(default_factory=threading.Lock)
    chance: Chance = field(init=False)

    def __post_init__(self) -> None:
        self.chance = Chance(self.faults)

    @property
    def most_in_flight(self) -> int:
        """The most requests that were being answered at one moment."""
        return self.traffic.most

    @property
    def requests_by_page(self) -> Counter[str]:
        """How many requests were about each page, by its id."""
        return Counter(asked.page_id for asked in self.asked if asked.page_id)

    def windows(self, page_id: str) -> list[tuple[str, str]]:
        """The windows that were asked of a page, since and until as they were written, in the order asked."""
        return [
            (asked.parameters.get("since", ""), asked.parameters.get("until", ""))
            for asked in self.asked
            if asked.page_id == page_id and asked.edge == "insights"
        ]

    def trouble(self, page_id: str, kind: Trouble, *edges: Edge) -> None:
        """Let a page never answer again, on all its edges or on some."""
        self.troubles |= dict.fromkeys(((page_id, edge) for edge in edges or PAGE_EDGES), kind)

    def answer(self, question: Question) -> Reply:
        """The answer to a request. The request is remembered, and every fault that it met is counted."""
        page = self.town.by_name.get(question.object_name)
        kind = token_kind(self.town, question.bearer, page)
        self.violations.extend(violations(self.town, question, kind))
        place = self.place(question, page)
        shapes = self.chance.shapes(place) if place.edge in PAGE_EDGES else []
        try:
            found = self.good_answer(question, page, kind, shapes)
        except RefusedError as error:
            found, shapes = bad(error.fault), []
        return self.finished(question, place, kind, shaped(found, shapes, place), shapes)

    def finished(
        self, question: Question, place: Place, kind: TokenKind, found: Reply, shapes: list[Kind]
    ) -> Reply:
        """The answer as it is sent: the good one, or a failing fault's."""
        with self.lock:
            failing = self.chance.failing(place) if place.edge in PAGE_EDGES else None
            sent = failed(failing, place, self.faults, found) if failing else found
            self.counts.update([failing] if failing else shapes)
            self.asked.append(asked(question, place, kind, sent.status, failing or ""))
        return sent

    def place(self, question: Question, page: TownPage | None) -> Place:
        """Where a request may meet a fault, and how often the very same was asked before."""
        edge, page_id = edge_of(question), page.id if page else ""
        stated = sorted(question.parameters.items())
        key = f"{question.method}|{page_id}|{question.path.partition('/')[2]}|{stated}"
        size, start = 0, ""
        try:
            if edge == "insights":
                wanted = asked_for(question.parameters, self.town.today)
                size, start = wanted.days, str(wanted.since)
            elif edge == "conversations":
                size, start = limit_of(question.parameters), question.parameters.get("after", "")
        except RefusedError:
            size = 0  # a wrong question gets its answer whatever its size
        metric_count = len(question.parameters.get("metric", "").split(","))
        return Place(edge, page_id, key, self.attempts.next(key), metric_count, size, start)

    def good_answer(
        self, question: Question, page: TownPage | None, kind: TokenKind, shapes: list[Kind]
    ) -> Reply:
        """The answer without faults. RefusedError for a question that gets none."""
        require_token(kind, is_expired=self.is_expired)
        edge = edge_of(question)
        if edge == "batch":
            return self.batch(question)
        if edge == "debug_token":
            return self.debug_token(question)
        if page is None or edge == "other":
            raise RefusedError(reply.unknown_object(question.object_name if page is None else question.path))
        if trouble := self.troubles.get((page.id, edge)):
            raise RefusedError(TROUBLES[trouble])
        if edge == "node":
            may_have_token = page.is_own and kind in ("user", "page")
            return node(self.town, page, question.parameters.get("fields", ""), may_have_token=may_have_token)
        require_page_token(page, kind)
        if edge == "conversations":
            is_overlapping = Kind.REPEATED_THREADS in shapes
            return conversations(self.town, page, question.parameters, is_overlapping=is_overlapping)
        address = f"https://graph.facebook.com/{question.version or 'v25.0'}"
        return insights(self.town, page, asked_for(question.parameters, self.town.today), address)

    def debug_token(self, question: Question) -> Reply:
        """What is true of the token that is asked about."""
        token = question.parameters.get("input_token", "")
        facts = replace(self.token_facts, is_valid=self.token_facts.is_valid and not self.is_expired)
        return debug_token(facts, token_kind(self.town, token, None), self.town.by_token.get(token))

    def batch(self, question: Question) -> Reply:
        """The answers to several questions that came in the body of one."""
        found = addresses(question.parameters.get("batch", ""))
        inner = [question_of("BATCH", f"/{address.lstrip('/')}", question.bearer) for address in found]
        has_headers = question.parameters.get("include_headers", "true") != "false"
        return together([self.answer(one) for one in inner], has_headers=has_headers)


def asked(question: Question, place: Place, kind: TokenKind, status: int, fault: str) -> Asked:
    """A request as it is remembered."""
    path, parameters = question.path, question.parameters
    return Asked(
        question.method, path, parameters, place.edge, place.page_id, kind, place.attempt, status, fault
    )
