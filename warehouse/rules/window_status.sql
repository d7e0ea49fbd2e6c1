-- How a coverage measure over service areas stands. The window is cut into equal stretches; at the last checkpoint before the day,
-- required is the same share of the members, rounded up. Reached is on track, at least eight tenths of it delayed, below
-- that overdue, all members completed. A window that had begun before its plan is not judged, and a checkpoint that the source
-- has not been read since gives no data.
-- One row per measure with members.
create or replace macro window_status(as_of) as table
with counted as (
    select
        measure_id, window_start_on, window_end_on,
        datediff('month', window_start_on, window_end_on) + 1 as month_count,
        count(*) as population_count,
        count(covered_on) as covered_count
    from coverage_status(as_of)
    where occurs_on is null
    group by measure_id, window_start_on, window_end_on
),
checkpoint as (
    select
        counted.measure_id,
        place,
        last_day(
            counted.window_start_on
            + to_months((counted.month_count * place // in_force.checkpoint_count)::integer - 1)
        ) as checkpoint_on,
        ceil(counted.population_count * place / in_force.checkpoint_count)::integer as required_count
    from counted
    join plan_in_force(as_of) as in_force using (measure_id)
    cross join unnest(generate_series(1, in_force.checkpoint_count)) as numbered(place)
),
passed as (
    select
        measure_id,
        max(checkpoint_on) filter (where checkpoint_on < as_of) as passed_on,
        max(required_count) filter (where checkpoint_on < as_of) as required_count,
        min(checkpoint_on) filter (where checkpoint_on >= as_of) as next_due_on
    from checkpoint
    group by measure_id
)
select
    counted.measure_id, counted.window_start_on, counted.window_end_on, counted.population_count, counted.covered_count,
    passed.required_count, passed.next_due_on,
    case
        when counted.covered_count = counted.population_count then 'completed'
        when counted.window_start_on < in_force.governs_from and counted.covered_count > 0 then 'on_track'
        when counted.window_start_on < in_force.governs_from then 'not_started'
        when passed.required_count is null and counted.covered_count = 0 then 'not_started'
        when passed.required_count is null or counted.covered_count >= passed.required_count then 'on_track'
        when coalesce(passed.passed_on > through.data_through_on, true) then 'no_data'
        when counted.covered_count >= 0.8 * passed.required_count then 'delayed'
        else 'overdue'
    end as status
from counted
join plan_in_force(as_of) as in_force using (measure_id)
left join passed using (measure_id)
left join data_through(as_of) as through using (measure_id);
