"""Reads one page: what it is today, its daily figures, and, where that is decided, how fast it answers."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from etl.sources.facebook.graph import GraphClient
from etl.sources.facebook.insights import Insights, Point
from etl.sources.facebook.node import Node, read_node
from etl.sources.facebook.trouble import GraphTrouble
from etl.sources.facebook.windows import Metric, Reached, Window, windows
from foundation.configuration import PageSetting

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of every page: the metrics of its node and of its insights, and the day of the reading."""

    node_metrics: Sequence[Metric]
    insight_metrics: Sequence[Metric]
    today: date


@dataclass(frozen=True, slots=True)
class Sink:
    """Where rows go as they are read; each is called from several threads at once."""

    node: Callable[[str, Node], None]
    points: Callable[[str, Sequence[Point]], None]


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
    lost: dict[str, GraphTrouble] = field(default_factory=dict)
    asked_on: dict[str, date] = field(default_factory=dict)
    trouble: GraphTrouble | None = None
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
        except GraphTrouble as trouble:
            self.trouble = trouble

    def begin(self) -> None:
        """Read the node, and take the page's own token for what comes."""
        node = read_node(
            self.client, self.page.id, self.wanted.node_metrics, is_wanted=not self.has_node_today
        )
        self.sink.node(self.page.id, node)
        self.lost.update(node.lost)
        self.client.token = node.token or self.client.token
        if node.token or self.page.municipality_number is None:
            self.todo.extend(windows(self.wanted.insight_metrics, self.reached, self.wanted.today))
        self.node = node

    def read_windows(self) -> None:
        """Read window after window; one that fails stays first in the line."""
        try:
            while self.todo:
                for part, points in self.insights.read(self.todo[0]):
                    self.sink.points(self.page.id, points)
                    self.asked_on |= {metric.id: part.until - ONE_DAY for metric in part.metrics}
                self.todo.popleft()
        finally:
            names = {metric.id: metric.name for metric in self.wanted.insight_metrics}
            self.lost |= {names[metric_id]: trouble for metric_id, trouble in self.insights.lost.items()}

    @property
    def has_answered(self) -> bool:
        """Whether anything at all was read."""
        return self.node is not None
