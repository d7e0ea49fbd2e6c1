-- What changed between two days, each as it was known then: measures whose word, count of what is done, or next due date is not the
-- same. total_count, the window and is_undecidable are of the later day. One row per measure that changed.
create or replace macro changes_between(from_date, to_date) as table
with earlier as (
    select
        measure_id, status, next_due_on, window_start_on,
        coalesce(on_time_count + late_count, covered_count) as done_count
    from measure_status(from_date)
),
later as (
    select
        measure_id, goal_id, position, status, next_due_on, window_start_on, window_end_on, is_undecidable,
        coalesce(on_time_count + late_count, covered_count) as done_count,
        coalesce(population_count, planned_count) as total_count
    from measure_status(to_date)
)
select
    later.measure_id, later.goal_id,
    earlier.status as from_status, later.status as to_status,
    earlier.done_count as from_done_count, later.done_count as to_done_count,
    earlier.next_due_on as from_next_due_on, later.next_due_on as to_next_due_on,
    later.total_count, earlier.window_start_on as from_window_start_on, later.window_start_on, later.window_end_on, later.is_undecidable
from later
join earlier using (measure_id)
where earlier.status is distinct from later.status
    or earlier.done_count is distinct from later.done_count
    or earlier.next_due_on is distinct from later.next_due_on
order by later.goal_id nulls last, later.position, later.measure_id;
