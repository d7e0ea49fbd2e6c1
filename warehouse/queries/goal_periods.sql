-- One row per recurring measure and due period of the as-of year, in order of due date.
with named as (
    select
        plan_id,
        code,
        case when code = '' then '' else '-' || code end as ending,
        name_nb,
        name_en
    from plan_period
)
select
    status.measure_id,
    status.period,
    named.code,
    named.name_nb,
    named.name_en,
    status.start_on,
    status.due_on,
    status.closes_on,
    status.completed_on,
    status.registered_on,
    case when status.outcome in ('missed', 'in_grace') and not status.is_known then 'unknown' else status.outcome end as outcome
from due_period_status($as_of) as status
left join named
    on named.plan_id = status.plan_id
    and status.period = year(status.due_on) || named.ending
where year(status.due_on) = year($as_of)
order by status.measure_id, status.due_on;
