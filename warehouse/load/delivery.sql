-- The deliveries to load, numbered within their source, with how many complete ones came before, and the day of the next complete
-- one, which withdraws what it leaves out. One row per landed file.
create or replace temp table delivery as
select
    *,
    row_number() over (partition by source_id order by position) as number,
    count(*) filter (where is_complete) over (partition by source_id order by position) as complete_count,
    complete_count - is_complete::integer as complete_before_count,
    first_value(case when is_complete then loaded_on end ignore nulls) over (
        partition by source_id order by position
        rows between 1 following and unbounded following
    ) as next_complete_on
from landed_delivery
