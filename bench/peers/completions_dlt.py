"""The job of bench/completions_floor.py as dlt does it best: Arrow batches, Parquet, upserted into DuckDB.

python completions_dlt.py FILE FOLDER MEASURE,…
"""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

os.environ |= {"RUNTIME__DLTHUB_TELEMETRY": "false", "RUNTIME__LOG_LEVEL": "ERROR"}

import dlt
import pyarrow as pa
from pyarrow import compute, csv


@dlt.resource(
    name="completion",
    write_disposition={"disposition": "merge", "strategy": "upsert"},
    primary_key="record_id",
)
def completions(file: str, measures: list[str]) -> Iterator[pa.Table]:
    """The good rows of the file, batch by batch; the others are dropped."""
    names = ("record_id", "measure_id", "occurred_on", "registered_on", "evidence_url", "note")
    text = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
    with csv.open_csv(file, parse_options=csv.ParseOptions(delimiter=";"), convert_options=text) as batches:
        for batch in batches:
            yield judged(pa.Table.from_batches([batch]), pa.array(measures))


def judged(rows: pa.Table, measures: pa.Array) -> pa.Table:
    """The rows with a measure that is known and a day that exists and is past."""
    for name in ("occurred_on", "registered_on"):
        rows = rows.set_column(rows.column_names.index(name), name, days(rows[name]))
    is_known = compute.is_in(rows["measure_id"], value_set=measures)
    is_past = compute.fill_null(
        compute.less_equal(rows["occurred_on"], pa.scalar(datetime.now(UTC).date())), False
    )
    return rows.filter(compute.and_(is_known, is_past))


def days(written: pa.ChunkedArray) -> pa.ChunkedArray:
    """Days that are written 31.12.2026; null where there is no such day."""
    read = compute.strptime(written, format="%d.%m.%Y", unit="s", error_is_null=True)
    # 31 February is read as 3 March, so what is read must be what was written.
    is_same = compute.equal(compute.strftime(read, format="%d.%m.%Y"), written)
    return compute.if_else(is_same, read.cast(pa.date32()), None)


def main(file: str, folder: Path, measures: list[str]) -> None:
    """Extract, normalise and load."""
    pipeline = dlt.pipeline(
        pipeline_name="records",
        pipelines_dir=str(folder / "dlt"),
        destination=dlt.destinations.duckdb(str(folder / "dlt.duckdb")),
        dataset_name="records",
    )
    pipeline.run(completions(file, measures), loader_file_format="parquet")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3].split(","))
