-- How a one-off measure stands: completed when every milestone is, else as its next undone milestone, the one that falls due
-- first. There is no percentage that somebody guessed. One row per measure with milestones.
create or replace macro one_off_status(as_of) as table
with step as (
    select measure_id, position, due_on, days_late, status
    from milestone_status(as_of)
),
next_step as (
    select measure_id, due_on, status
    from step
    where status <> 'completed'
    qualify row_number() over (partition by measure_id order by due_on nulls last, position) = 1
),
counted as (
    select
        measure_id,
        count(*) as planned_count,
        count(*) filter (where due_on < as_of) as closed_count,
        count(*) filter (where status = 'completed' and coalesce(days_late, 0) = 0) as on_time_count,
        count(*) filter (where days_late > 0) as late_count,
        count(*) filter (where status = 'overdue') as missed_count
    from step
    group by measure_id
)
select
    counted.measure_id, counted.planned_count, counted.closed_count, counted.on_time_count, counted.late_count,
    counted.missed_count, next_step.due_on as next_due_on,
    coalesce(next_step.status, 'completed') as status
from counted
left join next_step using (measure_id);
