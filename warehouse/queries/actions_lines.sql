-- One row per measure that needs somebody, as known on a date, in the order of the rule `action`: what is missing by name, the one role
-- that answers (null: not settled), the roles that are named, and the level that a continuous measure is behind.
with deadline_named as (
    select
        deadline.deadline_id,
        deadline.what,
        deadline.outcome,
        deadline.due_on,
        deadline.closes_on,
        case when deadline.what = 'period' then substr(deadline.part, 6) end as code,
        coalesce(deadline.name_nb, plan_period.name_nb) as name_nb,
        coalesce(deadline.name_en, plan_period.name_en) as name_en
    from deadline($as_of) as deadline
    left join plan_period
        on deadline.what = 'period' and plan_period.plan_id = deadline.plan_id and plan_period.code = substr(deadline.part, 6)
),
needed as materialized (
    from action($as_of)
),
missed as (
    select
        needed.measure_id,
        list(
            {
                'what': named.what, 'outcome': named.outcome, 'code': named.code, 'name_nb': named.name_nb, 'name_en': named.name_en,
                'due_on': named.due_on, 'closes_on': named.closes_on
            }
            order by named.due_on, named.deadline_id
        ) as missed
    from needed
    cross join unnest(needed.missed) as one(deadline_id)
    join deadline_named as named on named.deadline_id = one.deadline_id
    group by needed.measure_id
),
uncovered as (
    select
        measure_id,
        list(
            {'name_nb': name_nb, 'name_en': coalesce(name_en, name_nb)} order by occurs_on, name_nb
        ) as units
    from coverage_status($as_of)
    where covered_on is null and is_known
    group by measure_id
),
step as (
    select measure_id, name_nb, name_en
    from milestone_status($as_of)
    where completed_on is null
    qualify row_number() over (partition by measure_id order by due_on nulls last, position) = 1
),
mentioned as (
    select
        measure_role.measure_id,
        list({'name_nb': role.name_nb, 'name_en': role.name_en} order by measure_role.position) as named
    from measure_role
    join role on role.role_id = measure_role.role_id
    group by measure_role.measure_id
)
select
    needed.place,
    needed.measure_id,
    coalesce(needed.goal_id, 'X') as goal,
    measure.short_nb,
    measure.short_en,
    needed.kind,
    measure.unit_kind,
    needed.status,
    needed.basis,
    needed.need,
    needed.days_over,
    needed.since_on,
    needed.next_due_on,
    needed.data_through_on,
    needed.covered_count,
    needed.population_count,
    needed.required_count,
    coalesce(missed.missed, []) as missed,
    coalesce(uncovered.units, []) as units,
    step.name_nb as step_nb,
    step.name_en as step_en,
    answers.role_id,
    role.name_nb as role_nb,
    role.name_en as role_en,
    coalesce(answers.basis = 'proposed', false) as is_role_proposed,
    coalesce(mentioned.named, []) as named,
    metric.name_nb as metric_nb,
    metric.name_nn as metric_nn,
    metric.name_en as metric_en,
    metric.unit,
    level.value,
    level.n,
    level.target_value
from needed
join measure on measure.measure_id = needed.measure_id
left join missed on missed.measure_id = needed.measure_id
left join uncovered on uncovered.measure_id = needed.measure_id
left join step on step.measure_id = needed.measure_id
left join answering_role($as_of) as answers on answers.measure_id = needed.measure_id
left join role on role.role_id = answers.role_id
left join mentioned on mentioned.measure_id = needed.measure_id
left join metric on metric.metric_id = measure.metric_id
left join metric_status($as_of) as level on level.metric_id = measure.metric_id
order by needed.place;
