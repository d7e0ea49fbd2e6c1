-- The deliveries to load, numbered within their source, with how many complete ones came before. One row per landed file.
create or replace temp table delivery as
select
    *,
    row_number() over (partition by source_id order by position) as number,
    count(*) filter (where is_complete) over (partition by source_id order by position) as complete_count,
    complete_count - is_complete::integer as complete_before_count
from landed_delivery
