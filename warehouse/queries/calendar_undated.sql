-- One row per measure that lacks a date somebody must set: it has no plan, or a milestone to come has no date. What the strategy only
-- suggests, and what is measured all the time, needs none. With the ids of the role that
-- answers and of its channels, in the strategy's order.
with undated as (
    select distinct measure_id
    from milestone_status($as_of)
    where due_on is null and completed_on is null
)
select
    measure.measure_id,
    coalesce(measure.goal_id, 'X') as goal,
    measure.short_nb,
    measure.short_en,
    coalesce(list(distinct {'id': settled.role_id}) filter (settled.role_id is not null), []) as roles,
    list({'id': measure_channel.channel_id} order by measure_channel.position) as channels
from measure
left join goal on goal.goal_id = measure.goal_id
left join plan_in_force($as_of) as in_force on in_force.measure_id = measure.measure_id
left join undated on undated.measure_id = measure.measure_id
left join answering_role($as_of) as settled on settled.measure_id = measure.measure_id
left join measure_channel on measure_channel.measure_id = measure.measure_id
where not measure.is_optional
    and measure.kind <> 'continuous'
    and (undated.measure_id is not null or coalesce(in_force.basis, 'not_set') = 'not_set')
group by measure.measure_id, measure.goal_id, measure.short_nb, measure.short_en, goal.position, measure.position
order by goal.position nulls last, measure.position, measure.measure_id;
