-- What is to be done next, as known on a date: what is behind first, then by due date. One row per measure that has something due.
with waiting as (
    select
        period.measure_id,
        period.due_on,
        period.closes_on,
        substr(period.period, 6) as code,
        plan_period.name_nb,
        plan_period.name_en,
        row_number() over (partition by period.measure_id order by period.due_on) as place
    from due_period_status($as_of) as period
    left join plan_period on period.plan_id = plan_period.plan_id and substr(period.period, 6) = plan_period.code
    where period.outcome in ('in_grace', 'open')
),

step as (
    select
        measure_id,
        due_on,
        name_nb,
        name_en,
        row_number() over (partition by measure_id order by due_on, position) as place
    from milestone_status($as_of)
    where completed_on is null and due_on is not null
),

answers as (
    select
        measure_role.measure_id,
        role.name_nb,
        role.name_en,
        row_number() over (
            partition by measure_role.measure_id order by measure_role.is_accountable desc, measure_role.position
        ) as place
    from measure_role
    inner join role on measure_role.role_id = role.role_id
),

due as (
    select
        status.measure_id,
        coalesce(measure.goal_id, 'X') as goal,
        measure.short_nb,
        measure.short_en,
        measure.position,
        measure.kind,
        measure.unit_kind,
        status.status,
        status.basis,
        coalesce(waiting.due_on, step.due_on, status.next_due_on) as due_on,
        waiting.closes_on,
        waiting.code,
        waiting.name_nb,
        waiting.name_en,
        step.name_nb as step_nb,
        step.name_en as step_en,
        status.population_count,
        status.population_count - status.covered_count as missing_count,
        answers.name_nb as role_nb,
        answers.name_en as role_en
    from measure_status($as_of) as status
    inner join measure on status.measure_id = measure.measure_id
    left join waiting on status.measure_id = waiting.measure_id and waiting.place = 1
    left join step on status.measure_id = step.measure_id and step.place = 1
    left join answers on status.measure_id = answers.measure_id and answers.place = 1
    where status.lane = 'activity' and not status.is_optional and status.status not in ('completed', 'not_set')
)

select
    measure_id,
    goal,
    short_nb,
    short_en,
    kind,
    unit_kind,
    status,
    basis,
    due_on,
    case when due_on < $as_of then closes_on end as closes_on,
    code,
    name_nb,
    name_en,
    step_nb,
    step_en,
    population_count,
    missing_count,
    role_nb,
    role_en
from due
where due_on is not null
order by
    case when status in ('overdue', 'delayed') or due_on < $as_of then 0 else 1 end,
    list_position(['overdue', 'delayed'], status) nulls last,
    due_on,
    goal,
    position
