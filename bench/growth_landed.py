"""What has landed at a size: records, figures of pages and inhabitants, with the configuration they belong to."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from bench.measure import ROOT
from etl.database import lay_out
from etl.raw import Reading, land
from etl.run import prepared_register
from foundation.config_file import load

AS_OF = date(2026, 11, 20)
LOADED = (date(2026, 11, 1), AS_OF)
METRICS = 10
YEARS = 10
RECORDS = """
    create or replace table accepted as
    select
        i as row_number, 'r' || i as record_key, measure.measure_id, unit.unit_id, null::text as milestone_id,
        null::text as period, $as_of - (i % 730)::integer - 20 as occurred_on, occurred_on as registered_on,
        case when measure.kind = 'continuous' then 0.9 end as value,
        10 as n, null::text as channel_id, null::text as evidence_url,
        case when $number = 1 and i % 10 = 0 then 'rettet' end as note, null::text as role_id
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
        format('{:04d}', i // $years + 1) as municipality_number, 2017 + (i % $years)::integer as year,
        (1000 + i)::integer as inhabitants, make_date(2017 + i % $years, 1, 1) as observed_on
    from range($count) as numbered(i)
"""
NO_REJECTS = """
    create or replace table rejected as
    select null::bigint as row_number, null::text as column_name, null::text as value, null::text as reason,
        null::text as allowed, null::text as record_key where false
"""
CONFIGURATION = """
[organisation]
name = "Kommunen"
municipality_number = "0001"
language = "nb"
timezone = "Europe/Oslo"
[paths]
register = "{register}"
sample_register = "{sample_register}"
raw = "raw"
warehouse = "warehouse"
[[source]]
id = "records"
kind = "completions_file"
path = "records.csv"
refresh_days = 31
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
class Size:
    """How much there is: rows of completion and metric_value before corrections, and municipalities with a page."""

    name: str
    completions: int
    figures: int
    municipalities: int


SIZES = (
    Size("1 ×", 100, 1_000, 1), Size("100 ×", 10_000, 100_000, 36), Size("10,000 ×", 1_000_000, 10_000_000, 357),
)  # fmt: skip


def put_down(size: Size, folder: Path) -> Path:
    """Land everything of a size in a new folder, as runs would have; gives the configuration file."""
    file = folder / "config.toml"
    file.write_text(configuration(size), encoding="utf-8")
    settings = load(file)
    with duckdb.connect() as connection:
        lay_out(connection, prepared_register(settings), commented=False)
        connection.execute(NO_REJECTS)
        for number, loaded_on in enumerate(LOADED):
            values: dict[str, object] = {"as_of": AS_OF, "number": number, "count": size.completions}
            connection.execute(RECORDS, values)
            put(connection, reading("records", "completion", loaded_on), settings.paths.raw)
        values = {"as_of": AS_OF, "metrics": METRICS, "pages": size.municipalities, "count": size.figures}
        connection.execute(FIGURES, values)
        put(connection, reading("pages", "metric_value", AS_OF), settings.paths.raw)
        connection.execute(INHABITANTS, {"years": YEARS, "count": YEARS * size.municipalities})
        put(connection, reading("inhabitants", "population", AS_OF), settings.paths.raw)
    return file


def configuration(size: Size) -> str:
    """config.toml for a size, with a page for each municipality; the first is ours."""
    numbers = [f"{number:04}" for number in range(1, size.municipalities + 1)]
    return CONFIGURATION.format(
        register=(ROOT / "data" / "strategy").as_posix(),
        sample_register=(ROOT / "data" / "sample" / "register").as_posix(),
        pages=", ".join(f'{{ id = "{number}", municipality_number = "{number}" }}' for number in numbers),
        municipalities=", ".join(f'"{number}"' for number in numbers),
    )


def put(connection: duckdb.DuckDBPyConnection, read: Reading, raw: Path) -> None:
    """Land the table accepted as one delivery."""
    land(connection, read, [], raw)


def reading(source_id: str, feeds: str, loaded_on: date) -> Reading:
    """A reading of a source on a day."""
    moment = datetime(loaded_on.year, loaded_on.month, loaded_on.day, 4, tzinfo=UTC)
    return Reading(
        run_id=f"{moment:%Y%m%dT%H%M%SZ}-1", source_id=source_id, feeds=feeds, is_sample=False,
        is_complete=feeds != "metric_value", started_at=moment, finished_at=moment, loaded_on=loaded_on,
        outcome="loaded",
    )  # fmt: skip
