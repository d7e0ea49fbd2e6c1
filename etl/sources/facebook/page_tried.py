"""Asks a page what a run asks, but once and without patience: what it is today, and a few days of one figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from etl.sources.facebook.graph import GraphClient
from etl.sources.facebook.insights import Insights, Point, points
from etl.sources.facebook.node import Node, read_node
from etl.sources.facebook.trouble import GraphError
from etl.sources.facebook.windows import Metric, Window
from foundation.configuration import PageSetting

TRIED_DAYS = 4  # the newest figures are a day or two late


@dataclass(frozen=True, slots=True)
class Once:
    """Asks without a second try: whoever waits for the answer can ask again."""

    client: GraphClient

    def ask(self, path: str, **parameters: str) -> Mapping[str, object]:
        """The object that the API answers with. Raises GraphError."""
        return self.client.ask_once(path, parameters)


@dataclass(slots=True)
class PageTried:
    """One page and what it answered. Without `points` and `insights_trouble` it was not asked for figures.

    `metrics` are those of the page itself, `figure` is the one of its insights that is tried.
    """

    page: PageSetting
    client: GraphClient
    metrics: Sequence[Metric]
    figure: Metric | None
    today: date
    node: Node | None = None
    points: Sequence[Point] | None = None
    node_trouble: GraphError | None = None
    insights_trouble: GraphError | None = None

    @property
    def known_id(self) -> str | None:
        """The page's number; None where only its user name is known."""
        if self.node:
            return self.node.id
        return self.page.id if self.page.id.isdecimal() else None

    def ask(self) -> None:
        """Ask for the page, and with the page's own token for the figure. What goes wrong is left in the troubles."""
        with self.client:
            try:
                self.node = read_node(Once(self.client), self.page.id, self.metrics, is_wanted=True)
            except GraphError as trouble:
                self.node_trouble = trouble
                return
            self.client.token = self.node.token or self.client.token
            if self.figure and (self.node.token or self.page.municipality_number is None):
                self.ask_insights(self.figure)

    def ask_insights(self, figure: Metric) -> None:
        """Ask for a few days of the figure."""
        window = Window(self.today - timedelta(days=TRIED_DAYS), self.today, (figure,))
        try:
            self.points = points(Insights(Once(self.client), self.page.id).ask(window), window)
        except GraphError as trouble:
            self.insights_trouble = trouble


def living(metrics: Sequence[Mapping[str, object]], edge: str, today: date) -> list[Metric]:
    """The metrics of the register, given as rows, that a part of the API is asked for on a day."""
    found = []
    for row in metrics:
        until = row.get("valid_to")
        if row.get("platform_edge") == edge and (not isinstance(until, date) or until >= today):
            found.append(Metric(str(row["metric_id"]), str(row["platform_name"])))
    return found
