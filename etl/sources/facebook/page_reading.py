"""Reads one page: what it is today, its daily figures, and, where that is decided, how fast it answers."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from etl.sources.facebook.conversations import read_threads
from etl.sources.facebook.graph import GraphClient
from etl.sources.facebook.insights import ALONE_AT_FAULT, Insights, Point
from etl.sources.facebook.node import Node, read_node
from etl.sources.facebook.response import ResponseDay, response_days, threads_since
from etl.sources.facebook.trouble import GraphError
from etl.sources.facebook.windows import Metric, Reached, Window, windows
from foundation.configuration import PageSetting

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Answering:
    """Which days to work out how messages were answered for, as seen at a moment (UTC), by the days of a zone."""

    days: Sequence[date]
    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of every page: the metrics of its node and of its insights, and the day of the reading.

    `answering` is None where nobody has decided that conversations may be read.
    """

    node_metrics: Sequence[Metric]
    insight_metrics: Sequence[Metric]
    today: date
    answering: Answering | None = None


@dataclass(frozen=True, slots=True)
class Sink:
    """Where rows go as they are read; each is called from several threads at once."""

    node: Callable[[str, Node], None]
    points: Callable[[str, Sequence[Point]], None]
    responses: Callable[[str, Sequence[ResponseDay]], None]


@dataclass(slots=True)
class PageReading:
    """One page's reading, which can be taken up again where it stopped.

    `reached` is by metric id. `trouble` is what stopped it, if anything; `lost` are the names that the API would not
    give. `asked_on` holds the last day answered for each metric that was asked about.
    """

    page: PageSetting
    wanted: Wanted
    client: GraphClient
    sink: Sink
    reached: Mapping[str, Reached]
    has_node_today: bool
    node: Node | None = None
    todo: deque[Window] = field(default_factory=deque)
    lost: dict[str, GraphError] = field(default_factory=dict)
    asked_on: dict[str, date] = field(default_factory=dict)
    trouble: GraphError | None = None
    has_answers: bool = False
    insights: Insights = field(init=False)

    def __post_init__(self) -> None:
        self.insights = Insights(self.client, self.page.id)

    def read(self) -> None:
        """Read what has not been read yet, as far as it goes. What goes wrong is left in `trouble`."""
        self.trouble = None
        try:
            with self.client:
                if self.node is None:
                    self.begin()
                self.read_windows()
                self.read_answers()
        except GraphError as trouble:
            self.trouble = trouble
        except Exception as error:  # noqa: BLE001 - whatever one page's answers hold, the other pages go on
            self.trouble = GraphError("strange", type(error).__name__)

    def begin(self) -> None:
        """Read the node, and take the page's own token for what comes."""
        node = read_node(
            self.client, self.page.id, self.wanted.node_metrics, is_wanted=not self.has_node_today
        )
        self.sink.node(self.page.id, node)
        self.lost.update(node.lost)
        self.client.token = node.token or self.client.token
        self.node = node
        if self.is_own:
            self.todo.extend(windows(self.wanted.insight_metrics, self.reached, self.wanted.today))

    def read_windows(self) -> None:
        """Read window after window; one that fails stays first in the line."""
        try:
            while self.todo:
                for part, points in self.insights.read(self.todo[0]):
                    self.sink.points(self.page.id, points)
                    self.asked_on |= {metric.id: part.until - ONE_DAY for metric in part.metrics}
                self.todo.popleft()
            self.require_a_metric()
        finally:
            names = {metric.id: metric.name for metric in self.wanted.insight_metrics}
            self.lost |= {names[metric_id]: trouble for metric_id, trouble in self.insights.lost.items()}

    def require_a_metric(self) -> None:
        """GraphError when not one daily metric was given: then it is not the metrics that are at fault."""
        if self.insights.lost and not self.asked_on:
            raise next(iter(self.insights.lost.values()))

    def read_answers(self) -> None:
        """Work out how messages were answered, once, where that is decided; without the permission it alone is lost."""
        answering = self.wanted.answering
        if answering is None or self.node is None or not self.is_own or self.has_answers:
            return
        since = threads_since(answering.days, answering.zone)
        try:
            threads = read_threads(self.client, self.node.id, since, (self.page.id,))
        except GraphError as trouble:
            if trouble.kind not in ALONE_AT_FAULT:
                raise
            self.lost["conversations"] = trouble
        else:
            self.sink.responses(
                self.page.id, response_days(threads, answering.days, answering.now, answering.zone)
            )
        self.has_answers = True

    @property
    def is_own(self) -> bool:
        """Whether the page is the municipality's: one it has a token for, or one that no other municipality has."""
        return bool(self.node and self.node.token) or self.page.municipality_number is None

    @property
    def has_answered(self) -> bool:
        """Whether anything at all was read."""
        return self.node is not None
