"""The job of bench/facebook_floor.py as dlt does it: deferred requests, its own state, merged into DuckDB.

python facebook_dlt.py ADDRESS FOLDER TODAY METRIC,… PAGE,…; the first time it reads two years, then the last days.
"""

import os
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

os.environ |= {"RUNTIME__DLTHUB_TELEMETRY": "false", "RUNTIME__LOG_LEVEL": "ERROR", "EXTRACT__WORKERS": "4"}

import dlt
from dlt.sources.helpers import requests

ZONE = ZoneInfo("America/Los_Angeles")
NODE = "id,access_token,name,fan_count,followers_count,is_published"
DAYS = 89
HISTORY = timedelta(days=730)
LOOK_BACK = timedelta(days=4)
Row = dict[str, object]


@dlt.resource(
    name="figure",
    write_disposition="merge",
    primary_key=("page", "metric", "day"),
    columns={"day": {"data_type": "date"}, "value": {"data_type": "double"}},
)
def figures(url: str, today: date, metrics: str, pages: list[str]) -> Iterator[object]:
    """A deferred reading of each page."""
    state = dlt.current.resource_state()
    since = date.fromisoformat(state["through"]) - LOOK_BACK if "through" in state else today - HISTORY
    for page in pages:
        yield read(url, page, since, today, metrics)
    state["through"] = today.isoformat()


@dlt.defer
def read(url: str, page: str, since: date, today: date, metrics: str) -> list[Row]:
    """A page's counts of today and its daily figures."""
    user = {"Authorization": f"Bearer {os.environ['BENCH_TOKEN']}"}
    node = requests.get(f"{url}/v25.0/{page}", params={"fields": NODE}, headers=user, timeout=30).json()
    own = {"Authorization": f"Bearer {node['access_token']}"}
    rows = [row(page, name, today, node[name]) for name in ("fan_count", "followers_count")]
    while since < today:
        until = min(since + timedelta(days=DAYS), today)
        asked = {"metric": metrics, "period": "day", "since": str(since), "until": str(until)}
        answer = requests.get(f"{url}/v25.0/{page}/insights", params=asked, headers=own, timeout=30).json()
        for block in answer["data"]:
            rows += [row(page, block["name"], day(one["end_time"]), one["value"]) for one in block["values"]]
        since = until
    return rows


def row(page: str, metric: str, of_day: date, value: object) -> Row:
    """One figure; as a number, for some come as text."""
    return {"page": page, "metric": metric, "day": of_day, "value": float(str(value))}


def day(end_time: str) -> date:
    """The day that a value describes."""
    moment = (
        datetime.fromtimestamp(int(end_time), ZONE)
        if end_time.isdigit()
        else datetime.fromisoformat(end_time)
    )
    return moment.astimezone(ZONE).date() - timedelta(days=1)


def main(url: str, folder: Path, today: date, metrics: str, pages: list[str]) -> None:
    """Extract, normalise and load."""
    pipeline = dlt.pipeline(
        pipeline_name="pages",
        pipelines_dir=str(folder / "dlt"),
        destination=dlt.destinations.duckdb(str(folder / "dlt.duckdb")),
        dataset_name="pages",
    )
    pipeline.run(figures(url, today, metrics, pages), loader_file_format="parquet")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), date.fromisoformat(sys.argv[3]), sys.argv[4], sys.argv[5].split(","))
