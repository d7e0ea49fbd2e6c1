-- The rejected rows that stand on a day: those of each source's newest delivery by then. What an earlier delivery had wrong is mended
-- by now, or is wrong in the newest one too; rejected_row holds it all. A reading that brought nothing new takes nothing away.
-- One row per rejected row.
create or replace macro standing_reject(as_of) as table
with delivery as (
    select source_id, arg_max(run_id, (loaded_on, started_at)) as run_id
    from etl_run
    where loaded_on <= as_of
        and (outcome = 'loaded' or (source_id, run_id) in (select (source_id, run_id) from rejected_row))
    group by source_id
)
select
    rejected_row.source_id, rejected_row.run_id, rejected_row.file_name, rejected_row.row_number, rejected_row.column_name,
    rejected_row.value, rejected_row.reason, rejected_row.allowed
from rejected_row
inner join delivery on rejected_row.source_id = delivery.source_id and rejected_row.run_id = delivery.run_id;
