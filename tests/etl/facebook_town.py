"""A municipality whose Facebook pages a Graph server holds, and its runs, without the waits between tries."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb

from etl.report import QuietProgress
from etl.run import Outcome, run
from foundation.config_file import load
from foundation.configuration import Settings
from tests.graph.graph import Graph
from warehouse.read import POINTER

ROOT = Path(__file__).parent.parent.parent
VARIABLE = "TOWN_PAGE_TOKEN"
CONFIGURATION = """
[organisation]
name = "Prøve kommune"

[paths]
register = "{register}"
sample_register = "more"
raw = "raw"
warehouse = "warehouse"

[[source]]
id = "facebook"
kind = "facebook_page"
page_id = [{pages}]
base_url = "{url}"
token_env = "{variable}"
{options}
"""
MORE_METRICS = """# Måltall som bare prøvene spør om.
[[metric]]
metric_id = "reactions"
name_nb = "Reaksjoner"
name_nn = "Reaksjonar"
name_en = "Reactions"
unit = "count"
kind = "flow"
lane = "context"
wanted_trend = "none"
grace_days = 14
platform_edge = "insights"
platform_name = "page_actions_post_reactions_total"

[[metric]]
metric_id = "gone_metric"
name_nb = "Borte"
name_nn = "Borte"
name_en = "Gone"
unit = "count"
kind = "flow"
lane = "context"
wanted_trend = "none"
grace_days = 14
platform_edge = "insights"
platform_name = "page_posts_impressions"
"""
FIGURES = (
    "select page_id, metric.platform_name, observed_on, breakdown, value::bigint from metric_value "
    "join metric using (metric_id) where known_to is null and platform_edge = 'insights' order by all"
)
EVERYTHING = {
    "metric_value": "select * from metric_value order by all",
    "page_property": "select * from page_property order by all",
    "page_response": "select * from page_response order by all",
}
Rows = list[tuple[object, ...]]


class Told(QuietProgress):
    """Remembers which pages were done, how many of how many."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, int, int]] = []

    def part(self, name: str, done: int, count: int) -> None:
        self.parts.append((name, done, count))


@dataclass
class FacebookTown:
    """A folder with a configuration for a Graph's pages. `moment` is when the next run begins, UTC."""

    folder: Path
    graph: Graph
    moment: datetime = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    pauses: list[float] = field(default_factory=list)
    told: Told = field(default_factory=Told)

    def write(self, pages: Sequence[str] | None = None, options: str = "") -> "FacebookTown":
        """Write the configuration: all pages by their ids, unless others are named."""
        named = [f'"{page.id}"' for page in self.graph.town.every_page] if pages is None else pages
        more = self.folder / "more"
        more.mkdir(parents=True, exist_ok=True)
        (more / "metrics.toml").write_text(MORE_METRICS, encoding="utf-8")
        text = CONFIGURATION.format(
            register=ROOT / "data" / "strategy", pages=", ".join(named), url=self.graph.url, variable=VARIABLE,
            options=options,
        )  # fmt: skip
        (self.folder / "config.toml").write_text(text, encoding="utf-8")
        return self

    @property
    def settings(self) -> Settings:
        """What the configuration sets."""
        return load(self.folder / "config.toml")

    def run(self) -> Outcome:
        """A whole run; its waits are written down, not waited."""
        return run(self.settings, self.clock, self.told, pause=self.pauses.append)

    def clock(self) -> datetime:
        """The time, a second later each time it is asked for."""
        self.moment += timedelta(seconds=1)
        return self.moment

    def published(self, query: str) -> Rows:
        """What a query finds in the published database."""
        warehouse = self.folder / "warehouse"
        name = (warehouse / POINTER).read_text(encoding="utf-8").strip()
        with duckdb.connect(str(warehouse / name), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def everything(self) -> dict[str, Rows]:
        """Every row that came from the pages."""
        return {table: self.published(query) for table, query in EVERYTHING.items()}

    def figures(self) -> set[tuple[object, ...]]:
        """The daily figures that hold, in the shape of the town's truth."""
        return set(self.published(FIGURES))

    def landed(self) -> list[str]:
        """The names of the files that have landed."""
        return sorted(file.name for file in (self.folder / "raw").rglob("*.parquet"))

    def forget(self) -> None:
        """Remove what was landed and published."""
        for name in ("raw", "warehouse"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def on(self, day: date) -> "FacebookTown":
        """Let the next run begin on another day, and the town be of that day."""
        self.moment = datetime(day.year, day.month, day.day, 3, 0, tzinfo=UTC)
        self.graph.town = self.graph.town.on(day)
        return self
