-- What came of the latest time each source was asked, as known on a day: its outcome, its counts, and the reason where it failed.
-- A source that nobody had asked by then has no row. One row per source.
create or replace macro last_reading(as_of) as table
select
    source_id, run_id, loaded_on, finished_at, outcome, read_count, accepted_count, rejected_count, error_code, error_values
from etl_run
where loaded_on <= as_of
qualify row_number() over (partition by source_id order by loaded_on desc, started_at desc) = 1;
