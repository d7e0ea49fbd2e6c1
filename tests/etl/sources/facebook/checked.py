"""A Facebook source of an invented town, and the rows that trying it gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from etl.check_table import Row
from etl.sources.facebook.preflight import try_pages
from etl.sources.facebook.trying import Trying
from foundation.configuration import PageSetting, Source
from foundation.words import words
from tests.graph.access import APP_TOKEN
from tests.graph.town import Town

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)
TOWN = Town(4, 7, NOW.date(), others=1)
FIRST, SECOND, SILENT, OTHER = TOWN.every_page
NAME = FIRST.user_name
NODE, COVERED, INSIGHTS = f"siden {NAME}", f"siden {NAME}: dekket av tokenet", f"siden {NAME}: tall per dag"
METRICS: Sequence[Mapping[str, object]] = (
    {
        "metric_id": "followers", "name_nb": "Følgere", "name_nn": "Følgjarar", "name_en": "Followers",
        "platform_edge": "node", "platform_name": "followers_count", "valid_to": None,
    },
    {
        "metric_id": "fans", "name_nb": "Likere", "platform_edge": "insights", "platform_name": "page_fans",
        "valid_to": NOW.date().replace(year=2025),
    },
    {
        "metric_id": "followers_daily", "name_nb": "Følgere per dag", "platform_edge": "insights",
        "platform_name": "page_follows", "valid_to": None,
    },
    {"metric_id": "response_rate", "name_nb": "Svarprosent", "platform_edge": None, "platform_name": None},
)  # fmt: skip
WITH_APP = {"app_id_env": "TRIED_APP_ID", "app_secret_env": "TRIED_APP_SECRET"}


@dataclass
class Checked:
    """A source at an address, with the token in its environment variable."""

    url: str
    environment: pytest.MonkeyPatch
    token: str = field(repr=False)
    pages: tuple[PageSetting, ...] = (PageSetting("4211"),)
    options: dict[str, object] = field(default_factory=dict)
    metrics: Sequence[Mapping[str, object]] = METRICS
    language: str = "nb"
    now: datetime = NOW

    def __post_init__(self) -> None:
        identity, _, secret = APP_TOKEN.partition("|")
        self.environment.setenv("TRIED_TOKEN", self.token)
        self.environment.setenv("TRIED_APP_ID", identity)
        self.environment.setenv("TRIED_APP_SECRET", secret)

    def rows(self, **more: object) -> list[Row]:
        """Every row, with these options added."""
        options = {"base_url": self.url, "token_env": "TRIED_TOKEN", **self.options, **more}
        source = Source("facebook", "facebook_page", pages=self.pages, options=options)
        moment = self.now.astimezone(ZoneInfo("Europe/Oslo"))
        rows = list(try_pages(Trying(source, words(self.language), moment, "3427", self.metrics)))
        assert {row.source for row in rows} == {"facebook"}
        assert self.token not in repr(rows)
        assert APP_TOKEN.partition("|")[2] not in repr(rows)
        return rows

    def row(self, what: str, **more: object) -> tuple[str, str, str]:
        """The row about this: how it ended, what was found, what to do."""
        (found,) = [row for row in self.rows(**more) if row.what == what]
        return found.mark, found.found, found.advice

    def marks(self, **more: object) -> dict[str, str]:
        """How each row ended, by what it is about."""
        return {row.what: row.mark for row in self.rows(**more)}
