-- One row per measure that lacks a date somebody must set: no milestone to come has one, or some do not (undated_count; is_last: only the
-- last milestone of all). What the strategy only suggests, and what is measured all the time, needs none. With the ids of the role that
-- answers and of its channels, in the strategy's order.
with step as (
    select
        measure_id,
        due_on,
        completed_on is null and due_on is null as is_undated,
        row_number() over (partition by measure_id order by position desc) = 1 as is_last
    from milestone_status($as_of)
),
undated as (
    select
        measure_id,
        count(*) filter (where is_undated) as undated_count,
        count(due_on) as dated_count,
        bool_and(is_last) filter (where is_undated) as is_last
    from step
    group by measure_id
    having undated_count > 0
),
used as (
    select measure_id, list({'id': channel_id} order by position) as channels
    from measure_channel
    group by measure_id
),
lacking as (
    select
        measure.*,
        coalesce(in_force.basis, 'not_set') = 'not_set' or coalesce(undated.dated_count, 0) = 0 as is_all,
        undated.undated_count,
        undated.is_last
    from measure
    left join plan_in_force($as_of) as in_force on in_force.measure_id = measure.measure_id
    left join undated on undated.measure_id = measure.measure_id
    where not measure.is_optional
        and measure.kind <> 'continuous'
        and (undated.measure_id is not null or coalesce(in_force.basis, 'not_set') = 'not_set')
)
select
    lacking.measure_id,
    coalesce(lacking.goal_id, 'X') as goal,
    lacking.short_nb,
    lacking.short_en,
    lacking.is_all,
    lacking.undated_count,
    lacking.is_last,
    if(settled.role_id is null, [], [{'id': settled.role_id}]) as roles,
    coalesce(used.channels, []) as channels
from lacking
left join goal on goal.goal_id = lacking.goal_id
left join answering_role($as_of) as settled on settled.measure_id = lacking.measure_id
left join used on used.measure_id = lacking.measure_id
order by goal.position nulls last, lacking.position, lacking.measure_id;
