"""The same file by plain SQL: read_csv, the same two judgements, MERGE into a table; bench/completions.py runs it.

It knows one delimiter, one encoding and one way to write a day, tells nobody what was wrong, and keeps no versions.
"""

import sys
from pathlib import Path

import duckdb

TABLES = """
create table if not exists completion (
    record_id text, measure_id text, occurred_on date, registered_on date, evidence_url text, note text
);
create or replace table rejected (row_number bigint, record_id text, measure_id text, occurred_on text);
"""
JUDGED = """
create or replace temp table judged as
with understood as (
    select
        row_number() over () as row_number, * exclude (occurred_on, registered_on), occurred_on as written,
        try_strptime(occurred_on, '%d.%m.%Y')::date as occurred_on,
        try_strptime(registered_on, '%d.%m.%Y')::date as registered_on
    from written
)
select *, coalesce(occurred_on <= today(), false) and list_contains(?, measure_id) as is_well
from understood
"""
WRITTEN = """
create or replace temp view written as
from read_csv('{file}', delim = ';', header = true, all_varchar = true)
"""
REJECTED = (
    "insert into rejected select row_number, record_id, measure_id, written from judged where not is_well"
)
MERGED = """
merge into completion
using (
    select distinct on (record_id) record_id, measure_id, occurred_on, registered_on, evidence_url, note
    from judged where is_well
    order by record_id, row_number desc
) as delivered
on completion.record_id = delivered.record_id
when matched and (completion.measure_id, completion.occurred_on, completion.registered_on, completion.evidence_url, completion.note)
    is distinct from (delivered.measure_id, delivered.occurred_on, delivered.registered_on, delivered.evidence_url, delivered.note)
    then update
when not matched then insert
"""  # noqa: E501 - column by column


def main(file: Path, folder: Path, measures: list[str]) -> None:
    """Bring the file into folder/floor.duckdb."""
    with duckdb.connect(str(folder / "floor.duckdb")) as connection:
        connection.execute(TABLES)
        connection.execute(WRITTEN.format(file=file))
        connection.execute(JUDGED, [measures])
        connection.execute(f"begin; {REJECTED}; {MERGED}; commit")


if __name__ == "__main__":
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]  # DuckDB would import it with the first bound value
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3].split(","))
