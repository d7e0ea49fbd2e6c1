-- One row per coverage measure, as known on a date, in the strategy's order: how many are covered, what is required now and by the next checkpoint.
with ahead as (
    select measure_id, due_on, required_count
    from checkpoint_status($as_of)
    where due_on >= $as_of
    qualify row_number() over (partition by measure_id order by due_on) = 1
)
select
    status.measure_id,
    coalesce(status.goal_id, 'X') as goal,
    measure.short_nb,
    measure.short_en,
    measure.unit_kind,
    status.status,
    status.basis,
    status.covered_count,
    status.population_count,
    status.required_count,
    status.window_start_on,
    status.window_end_on,
    status.next_due_on,
    ahead.due_on as checkpoint_on,
    ahead.required_count as checkpoint_count,
    status.data_through_on
from measure_status($as_of) as status
join measure on measure.measure_id = status.measure_id
left join ahead on ahead.measure_id = status.measure_id
where status.kind = 'coverage'
order by status.goal_id nulls last, status.position, status.measure_id;
