"""What each of the compared programs ended up with: how many daily figures, and their sum. Equal, or no comparison."""

from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb

from bench.measure import FailedError
from warehouse.read import POINTER

Total = tuple[int, int]
SHARED = (
    "select count(*), sum(value)::bigint from {table} where metric not in ('fan_count', 'followers_count')"
)
LANDED = """
with newest as (
    select arg_max(value, filename) as value
    from read_parquet('{folder}/raw/facebook/*.parquet', filename = true, union_by_name = true)
    where reason is null and property is null and metric_id not in ('likes', 'followers')
    group by record_key
)
select count(*), sum(value)::bigint from newest
"""
PUBLISHED = (
    "select count(*), sum(value)::bigint from metric_value join metric using (metric_id) "
    "where known_to is null and platform_edge = 'insights'"
)


def of_floor(folder: Path) -> Total:
    """What the loop has in its table."""
    return asked(folder / "floor.duckdb", SHARED.format(table="figure"))


def of_dlt(folder: Path) -> Total:
    """What dlt has in its table."""
    return asked(folder / "dlt.duckdb", SHARED.format(table="pages.figure"))


def of_pull(folder: Path) -> Total:
    """What has landed, of each figure the newest."""
    return asked(None, LANDED.format(folder=folder / "pull"))


def of_run(folder: Path) -> Total:
    """What is published."""
    warehouse = folder / "run" / "warehouse"
    return asked(warehouse / (warehouse / POINTER).read_text(encoding="utf-8").strip(), PUBLISHED)


TOTALS: Mapping[str, Callable[[Path], Total]] = {
    "loop": of_floor,
    "dlt": of_dlt,
    "ours, read and landed": of_pull,
    "ours, the whole run": of_run,
}


def asked(file: Path | None, query: str) -> Total:
    """The one row of a query."""
    with duckdb.connect(str(file) if file else ":memory:", read_only=file is not None) as connection:
        count, total = connection.execute(query).fetchall()[0]
        return count, total


def require_same(names: list[str], folder: Path) -> Total:
    """The total that all of these came to. FailedError when they differ."""
    found = {name: TOTALS[name](folder) for name in names}
    if len(set(found.values())) != 1:
        raise FailedError(f"not the same job: {found}")
    return found[names[0]]
