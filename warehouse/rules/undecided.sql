-- What the owner of the strategy has not decided on a day. `plan`: nobody has set when a measure is to be done, or it is only proposed
-- (basis says which). `target`: a level that is only proposed. `role`: the strategy names nobody who answers for a measure. `units`: who
-- belongs to a population is to be confirmed. `reading`: the strategy is unclear, and how it is read is ours. goal_id is the one goal
-- that a point concerns; null: several, what runs across, or the strategy as a whole. proposal_id is the plan, target or role that is
-- proposed. One row per point.
create or replace macro undecided(as_of) as table
with plan_point as (
    select measure.goal_id, measure.measure_id, coalesce(in_force.basis, 'not_set') as basis, in_force.plan_id
    from measure
    left join plan_in_force(as_of) as in_force on measure.measure_id = in_force.measure_id
),
metric_area as (
    select metric_id, case when count(*) = 1 then min(goal_id) end as goal_id
    from metric_goal
    group by metric_id
),
reading_area as (
    select
        touched.ambiguity_id,
        case when count(*) = count(measure.goal_id) and count(distinct measure.goal_id) = 1 then min(measure.goal_id) end as goal_id
    from measure_ambiguity as touched
    inner join measure on touched.measure_id = measure.measure_id
    group by touched.ambiguity_id
)
select 'plan' as kind, measure_id as subject_id, goal_id, basis, plan_id as proposal_id
from plan_point
where basis in ('not_set', 'proposed')
union all
select 'target', target.metric_id, metric_area.goal_id, target.basis, target.target_id
from target_in_force(as_of) as target
left join metric_area on target.metric_id = metric_area.metric_id
where target.basis = 'proposed'
union all
select 'role', answers.measure_id, measure.goal_id, 'proposed', answers.role_id
from measure_role as answers
inner join measure on answers.measure_id = measure.measure_id
where answers.is_accountable and answers.confidence = 'proposed'
union all
select 'units', unit_kind, null, 'proposed', null
from unit
where basis = 'candidate' and (valid_from is null or valid_from <= as_of) and (valid_to is null or valid_to >= as_of)
group by unit_kind
union all
select 'reading', ambiguity.ambiguity_id, reading_area.goal_id, 'proposed', null
from ambiguity
left join reading_area on ambiguity.ambiguity_id = reading_area.ambiguity_id;
