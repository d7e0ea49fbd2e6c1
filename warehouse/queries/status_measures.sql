-- What is judged, as known on a date, with who must do what next: what is behind first, in the order of the rule `action`, then by due
-- date. missed, and the value of a continuous measure, are the reason why a measure is behind. One row per measure.
with behind as materialized (
    select measure_id, days_over, since_on, missed, place
    from action($as_of)
    where need = 'behind'
),

period as materialized (
    select
        judged.measure_id,
        judged.due_on,
        judged.closes_on,
        judged.outcome,
        concat_ws('/', judged.measure_id, 'period', judged.period) as deadline_id,
        substr(judged.period, 6) as code,
        plan_period.name_nb,
        plan_period.name_en
    from due_period_status($as_of) as judged
    left join plan_period on judged.plan_id = plan_period.plan_id and substr(judged.period, 6) = plan_period.code
),

waiting as (
    select *, row_number() over (partition by measure_id order by due_on) as place
    from period
    where outcome in ('in_grace', 'open')
),

missed as (
    select
        behind.measure_id,
        list(
            {
                'code': period.code, 'name_nb': period.name_nb, 'name_en': period.name_en, 'due_on': period.due_on,
                'closes_on': period.closes_on, 'outcome': period.outcome
            }
            order by period.due_on
        ) as missed
    from behind
    cross join unnest(behind.missed) as one (deadline_id)
    inner join period on one.deadline_id = period.deadline_id
    group by behind.measure_id
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
    select answering.measure_id, role.name_nb, role.name_en
    from answering_role($as_of) as answering
    inner join role on answering.role_id = role.role_id
),

due as (
    select
        status.measure_id,
        coalesce(measure.goal_id, 'X') as goal,
        measure.text_nb,
        measure.text_en,
        measure.short_nb,
        measure.short_en,
        measure.position,
        measure.kind,
        measure.unit_kind,
        status.status,
        status.is_undecidable,
        status.basis,
        coalesce(waiting.due_on, step.due_on, status.next_due_on) as due_on,
        waiting.closes_on,
        waiting.code,
        waiting.name_nb,
        waiting.name_en,
        missed.missed,
        step.name_nb as step_nb,
        step.name_en as step_en,
        status.planned_count,
        status.population_count,
        status.covered_count,
        status.required_count,
        status.next_due_on,
        answers.name_nb as role_nb,
        answers.name_en as role_en,
        behind.days_over,
        behind.since_on,
        behind.place as behind_place,
        metric.unit,
        level.value,
        level.n,
        level.target_value
    from measure_status($as_of) as status
    inner join measure on status.measure_id = measure.measure_id
    left join waiting on status.measure_id = waiting.measure_id and waiting.place = 1
    left join missed on status.measure_id = missed.measure_id
    left join step on status.measure_id = step.measure_id and step.place = 1
    left join answers on status.measure_id = answers.measure_id
    left join behind on status.measure_id = behind.measure_id
    left join metric on measure.metric_id = metric.metric_id
    left join metric_status($as_of) as level on measure.metric_id = level.metric_id
    where status.lane = 'activity' and not status.is_optional
)

select
    measure_id,
    goal,
    text_nb,
    text_en,
    short_nb,
    short_en,
    kind,
    unit_kind,
    status,
    is_undecidable,
    basis,
    behind_place is not null or (due_on is not null and status not in ('completed', 'not_set')) as is_due,
    days_over,
    since_on,
    behind_place,
    due_on,
    case when due_on < $as_of then closes_on end as closes_on,
    code,
    name_nb,
    name_en,
    coalesce(missed, []) as missed,
    unit,
    value,
    n,
    target_value,
    step_nb,
    step_en,
    covered_count,
    population_count,
    population_count - covered_count as missing_count,
    required_count,
    coalesce(population_count, planned_count) as total_count,
    next_due_on,
    role_nb,
    role_en
from due
order by
    behind_place nulls last,
    case when due_on < $as_of then 0 else 1 end,
    due_on nulls last,
    goal,
    position
