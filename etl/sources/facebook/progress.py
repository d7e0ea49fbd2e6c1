"""Remembers how far metrics without values have been asked about, so that nobody asks for their two years every night.

Metrics with values need no memory: their newest landed day tells. It is kept in the reading, beside what landed; where
it is lost, the days are asked for once more.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import duckdb

from etl.sources.facebook.page_reading import PageReading
from etl.sources.facebook.staging import State, text_of
from etl.sources.facebook.windows import LOOK_BACK_DAYS


def asked_before(readings: Sequence[Mapping[str, object]]) -> State:
    """The last day asked about for metrics without values, as the readings before this one left it."""
    state: State = {}
    for reading in readings:
        progress = reading.get("progress")
        pages = progress.get("asked_on") if isinstance(progress, dict) else None
        for page_id, days in (pages or {}).items():
            known = state.setdefault(page_id, {})
            known |= {metric_id: date.fromisoformat(day) for metric_id, day in days.items()}
    return state


def silent(
    connection: duckdb.DuckDBPyConnection, readings: Sequence[PageReading], asked: State
) -> dict[str, dict[str, str]]:
    """For each page the metrics that have had no value for a while, with the last day asked about."""
    newest = {(page, metric): day for page, metric, day in connection.execute(text_of("newest")).fetchall()}
    found: dict[str, dict[str, str]] = {}
    heard_of = {page for page, _ in newest}
    for reading in readings:
        if reading.page.id not in heard_of:
            continue  # a page that has answered nothing but silence is asked for its two years again
        for metric_id, day in {**asked.get(reading.page.id, {}), **reading.asked_on}.items():
            last = newest.get((reading.page.id, metric_id))
            if last is None or (day - last).days > LOOK_BACK_DAYS:
                found.setdefault(reading.page.id, {})[metric_id] = day.isoformat()
    return found
