"""Lands invented deliveries of any size as a run would have: completions, daily figures of pages, inhabitants."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import duckdb

from etl.database import lay_out
from etl.raw import Reading, land
from etl.run import prepared_register
from foundation.configuration import Settings

AS_OF = date(2026, 11, 20)
METRICS = 10
YEARS = 10  # of inhabitants
# Spread over every measure and unit; a day apart is `stride` days, within so many days back from the newest.
COMPLETIONS = """
    create or replace table accepted as
    select
        i as row_number, 'r' || i as record_key, measure.measure_id, unit.unit_id, null::text as milestone_id,
        null::text as period, $as_of - (i * $stride % $days)::integer - $newest as occurred_on,
        occurred_on as registered_on, case when measure.kind = 'continuous' then 0.9 end as value,
        10 as n, null::text as channel_id, null::text as evidence_url,
        case when $is_corrected and i % 10 = 0 then 'rettet' end as note, null::text as role_id
    from range($count) as numbered(i)
    join (select *, row_number() over (order by measure_id) - 1 as place from measure) as measure
        on measure.place = i % (select count(*) from measure)
    join (select *, row_number() over (order by unit_id) - 1 as place from unit) as unit
        on unit.place = i // 7 % (select count(*) from unit)
"""
FIGURES = """
    create or replace table accepted as
    with numbered as (
        select
            i, format('{:04d}', i // $metrics % $pages + 1) as page_id,
            $as_of - (i // $metrics // $pages)::integer as observed_on
        from range($count) as counted(i)
    ),
    placed as (
        select metric_id, unit, row_number() over (order by position) - 1 as place
        from metric
        where metric_id not in ('followers_per_1000', 'response_rate_own', 'response_time_own')
    )
    select
        i as row_number, concat_ws('|', metric_id, page_id, observed_on) as record_key, metric_id, page_id,
        null::text as breakdown, observed_on,
        case when unit = 'share' then 0.5 else 1000 + i % 997 end::double as value, 10 as n,
        'platform' as value_basis, true as is_history
    from numbered
    join placed on placed.place = i % $metrics
"""
INHABITANTS = """
    create or replace table accepted as
    select
        i as row_number, i::text as record_key,
        case when i < $years then $own else format('{:04d}', i // $years + 1) end as municipality_number,
        2017 + (i % $years)::integer as year, (1000 + i)::integer as inhabitants,
        make_date(year, 1, 1) as observed_on
    from range($count) as numbered(i)
"""
NO_REJECTS = """
    create or replace table rejected as
    select null::bigint as row_number, null::text as column_name, null::text as value, null::text as reason,
        null::text as allowed, null::text as record_key where false
"""
# Switched off, so that nobody is asked; what has landed counts all the same.
SOURCES = """
[[source]]
id = "pages"
kind = "facebook_page"
enabled = false
page_id = [{pages}]
api_version = "v25.0"
token_env = "NOT_ASKED"
refresh_days = 3
[[source]]
id = "inhabitants"
kind = "ssb_population"
enabled = false
municipality_numbers = [{municipalities}]
refresh_days = 400
"""


@dataclass(frozen=True, slots=True)
class Spread:
    """How completions lie in time: the newest so many days ago, the others `stride` days apart, within so many days."""

    newest: int
    stride: int
    days: int


@dataclass(frozen=True, slots=True)
class Landing:
    """Where deliveries land, judged against the register of the settings."""

    settings: Settings
    connection: duckdb.DuckDBPyConnection

    def begin(self) -> None:
        """Lay out what the deliveries refer to."""
        lay_out(self.connection, prepared_register(self.settings), commented=False)
        self.connection.execute(NO_REJECTS)

    def completions(
        self, source_id: str, loaded_on: date, count: int, spread: Spread, *, is_corrected: bool = False
    ) -> None:
        """So many completions, read on a day; when corrected, every tenth says so."""
        values: dict[str, object] = {
            "as_of": AS_OF, "count": count, "newest": spread.newest, "stride": spread.stride, "days": spread.days,
            "is_corrected": is_corrected,
        }  # fmt: skip
        self.connection.execute(COMPLETIONS, values)
        self.put(source_id, "completion", loaded_on)

    def figures(self, count: int, page_count: int) -> None:
        """So many daily figures of so many pages."""
        values = {"as_of": AS_OF, "metrics": METRICS, "pages": page_count, "count": count}
        self.connection.execute(FIGURES, values)
        self.put("pages", "metric_value", AS_OF)

    def inhabitants(self, municipality_count: int, own: str | None) -> None:
        """Ten years of inhabitants for so many municipalities, the first with our own number."""
        values = {"years": YEARS, "count": YEARS * municipality_count, "own": own}
        self.connection.execute(INHABITANTS, values)
        self.put("inhabitants", "population", AS_OF)

    def put(self, source_id: str, feeds: str, loaded_on: date) -> None:
        """Land the table accepted as one delivery."""
        land(self.connection, reading(source_id, feeds, loaded_on), [], self.settings.paths.raw)


def reading(source_id: str, feeds: str, loaded_on: date) -> Reading:
    """A reading of a source on a day."""
    moment = datetime(loaded_on.year, loaded_on.month, loaded_on.day, 4, tzinfo=UTC)
    return Reading(
        run_id=f"{moment:%Y%m%dT%H%M%SZ}-1", source_id=source_id, feeds=feeds, is_sample=False,
        is_complete=feeds != "metric_value", started_at=moment, finished_at=moment, loaded_on=loaded_on,
        outcome="loaded",
    )  # fmt: skip


def numbers_of(municipality_count: int) -> list[str]:
    """The numbers of so many municipalities, which their pages bear, too."""
    return [f"{number:04}" for number in range(1, municipality_count + 1)]


def page_of(number: str) -> str:
    """A municipality's page as config.toml has it."""
    return f'{{ id = "{number}", municipality_number = "{number}" }}'


def sources(pages: list[str], numbers: list[str]) -> str:
    """The sources of pages and inhabitants as config.toml has them."""
    return SOURCES.format(
        pages=", ".join(pages), municipalities=", ".join(f'"{number}"' for number in numbers)
    )
