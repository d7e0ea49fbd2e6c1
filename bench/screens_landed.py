"""The sample beside daily figures of 357 municipalities over ten years: what the screens are measured on when large."""

import re
from datetime import date
from pathlib import Path

import duckdb

from bench.growth_landed import FIGURES, METRICS, NO_REJECTS, put, reading
from etl.database import lay_out
from etl.run import prepared_register
from foundation.config_file import load
from tests.browser.serving import published_sample

AS_OF = date(2026, 11, 20)
MUNICIPALITIES = 357
YEARS = 10
DAYS = 3_652
COMPLETIONS = 10_000
OURS = "0001"
# Ten years of completions of every measure that is counted, beside the sample's own.
RECORDS = """
    create or replace table accepted as
    select
        i as row_number, 'r' || i as record_key, measure.measure_id, unit.unit_id, null::text as milestone_id,
        null::text as period, $as_of - (i * 7 % $days)::integer as occurred_on, occurred_on as registered_on,
        case when measure.kind = 'continuous' then 0.9 end as value, 10 as n, null::text as channel_id,
        null::text as evidence_url, null::text as note, null::text as role_id
    from range($count) as numbered(i)
    join (select *, row_number() over (order by measure_id) - 1 as place from measure) as measure
        on measure.place = i % (select count(*) from measure)
    join (select *, row_number() over (order by unit_id) - 1 as place from unit) as unit
        on unit.place = i // 7 % (select count(*) from unit)
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
SOURCES = """
[[source]]
id = "ten_years"
kind = "completions_file"
path = "ten_years.csv"
delivery = "new_only"
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
# The sample's own Facebook page and population, which are switched off, give way to those of all municipalities.
SWITCHED_OFF = re.compile(r'\n\[\[source\]\]\nid = "facebook".*\Z', re.DOTALL)


def put_down(folder: Path) -> Path:
    """The sample read as always, then everybody's figures landed as runs would have; gives the configuration file.

    It is to be rebuilt before it is looked at.
    """
    file = published_sample(folder)
    text, count = SWITCHED_OFF.subn(sources, file.read_text(encoding="utf-8"))
    if count != 1:
        raise ValueError("config.toml no longer ends with the sources that are switched off")
    file.write_text(text, encoding="utf-8")
    settings = load(file)
    own = settings.organisation.municipality_number
    with duckdb.connect() as connection:
        lay_out(connection, prepared_register(settings), commented=False)
        connection.execute(NO_REJECTS)
        values: dict[str, object] = {"as_of": AS_OF, "days": DAYS, "count": COMPLETIONS}
        connection.execute(RECORDS, values)
        put(connection, reading("ten_years", "completion", AS_OF), settings.paths.raw)
        figures = METRICS * MUNICIPALITIES * DAYS
        values = {"as_of": AS_OF, "metrics": METRICS, "pages": MUNICIPALITIES, "count": figures}
        connection.execute(FIGURES, values)
        put(connection, reading("pages", "metric_value", AS_OF), settings.paths.raw)
        connection.execute(INHABITANTS, {"years": YEARS, "count": YEARS * MUNICIPALITIES, "own": own})
        put(connection, reading("inhabitants", "population", AS_OF), settings.paths.raw)
    return file


def sources(_: re.Match[str]) -> str:
    """The sources as config.toml has them: a page for each municipality, the first without a number, so it is ours."""
    numbers = [f"{number:04}" for number in range(1, MUNICIPALITIES + 1)]
    others = [f'{{ id = "{number}", municipality_number = "{number}" }}' for number in numbers[1:]]
    return SOURCES.format(
        pages=", ".join([f'"{OURS}"', *others]),
        municipalities=", ".join(f'"{number}"' for number in numbers),
    )
