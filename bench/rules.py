"""Times every rule on a warehouse of a million completions and ten million figures: python -m bench.rules."""

import time
from datetime import date

import duckdb

from etl.register import read_register
from etl.run import lay_out
from foundation.config_file import load
from warehouse.build import create_rules

AS_OF = date(2026, 11, 20)
RULES = (
    "due_period_status", "milestone_status", "coverage_status", "metric_status", "measure_status", "goal_status",
    "freshness",
)  # fmt: skip
COMPLETIONS = """
    insert into completion by name
    select
        'r' || i as record_key, 's' as source_id, measure.measure_id, unit.unit_id,
        date '2024-11-20' + (i % 730)::integer as occurred_on, occurred_on as registered_on,
        'stated' as registered_basis,
        case when measure.kind = 'continuous' then 0.9 end as value, 10 as n, occurred_on as known_from,
        case when i % 10 = 0 then occurred_on + 30 end as known_to
    from range(1000000) as numbered(i)
    join (select *, row_number() over () - 1 as place from measure) as measure on measure.place = i % 20
    left join (select unit_id, row_number() over () - 1 as place from unit) as unit on unit.place = i % 19
"""
FIGURES = """
    insert into metric_value by name
    select
        metric.metric_id, 's' as source_id, date '2020-01-01' + (i // 10 % 2500)::integer as observed_on, 0.5 as value,
        10 as n, 'typed' as value_basis, 'first_seen' as known_basis, observed_on as known_from, null::date as known_to
    from range(10000000) as numbered(i)
    join (select *, row_number() over () - 1 as place from metric) as metric on metric.place = i % 10
"""
READINGS = """
    insert into etl_run by name
    select
        loaded_on::varchar as run_id, 's' as source_id, loaded_on::timestamp as started_at, started_at as finished_at,
        loaded_on, 'loaded' as outcome, 1 as read_count, 1 as accepted_count, 0 as rejected_count
    from (values (date '2024-11-20'), (date '2026-11-20')) as read(loaded_on)
"""


def main() -> None:
    """Print the seconds of each rule, the second of two calls."""
    settings = load()
    with duckdb.connect() as connection:
        lay_out(connection, read_register(settings.paths.registers, settings.role_names), commented=False)
        connection.execute("insert into source_measure select 's', measure_id from measure")
        for statement in (READINGS, COMPLETIONS, FIGURES):
            connection.execute(statement)
        create_rules(connection)
        for rule in RULES:
            seconds = [timed(connection, rule) for _ in range(2)]
            print(f"{rule:<20} {seconds[1]:.2f} s")


def timed(connection: duckdb.DuckDBPyConnection, rule: str) -> float:
    """How long one call of a rule takes, in seconds."""
    started = time.perf_counter()
    connection.execute(f"from {rule}($as_of)", {"as_of": AS_OF}).fetchall()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
