-- What has changed between two days, as it was known on each of them? One row per measure that changed.
select
    measure_id,
    from_status,
    to_status,
    from_done_count,
    to_done_count,
    to_next_due_on
from changes_between($since, $as_of)
order by measure_id
