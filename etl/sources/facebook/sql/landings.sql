-- The rows of every file that the source has landed; what a file of an earlier kind lacks is null.
create or replace temp view landed_before as
select
    null::text as page_id, null::text as property, null::text as metric_id
where false
union all by name
from read_parquet(getvariable('landed_files'), filename = true, union_by_name = true)
