-- How does each measure stand on a day? One row per measure.
select
    status.measure_id,
    measure.short_nb,
    status.goal_id,
    status.status,
    status.next_due_on
from measure_status($as_of) as status
join measure using (measure_id)
order by status.measure_id
