-- The page's own numbers that stories and events are held against, month by month, as known on a day: those that the platform gives
-- and that have not ended. Of a level of accounts the month's net change (monthly_change), of a flow what the month adds up to, if it
-- is told whole: one number for the month typed by hand, or the platform's for every day (one day of it is no month). Where it is not,
-- value is null and why_not says so: `part` (days of the month are missing), or what monthly_change says. The month that runs is left
-- out. One row per metric and month since its first value.
create or replace macro story_number(as_of) as table
with day_value as (
    select
        point.metric_id, point.observed_on,
        arg_max(point.value, (point.known_from, point.source_id, point.value)) as value,
        arg_max(point.value_basis, (point.known_from, point.source_id, point.value)) as value_basis
    from known_metric_value(as_of) as point
    join metric on metric.metric_id = point.metric_id
    where metric.kind = 'flow'
    group by point.metric_id, point.observed_on
),
flow as (
    select
        metric_id, date_trunc('month', observed_on)::date as month_on, sum(value) as total,
        (count(*) = 1 and any_value(value_basis) <> 'platform') or count(*) = day(last_day(min(observed_on))) as is_whole
    from day_value
    group by metric_id, date_trunc('month', observed_on)
),
number as (
    select metric_id, month_on, change as value, why_not
    from monthly_change(as_of)
    union all
    select metric_id, month_on, case when is_whole then total end as value, case when not is_whole then 'part' end as why_not
    from flow
)
select number.metric_id, number.month_on, number.value, number.why_not
from number
join metric on metric.metric_id = number.metric_id
where metric.platform_edge is not null
    and metric.valid_to is null
    and number.month_on < date_trunc('month', as_of::date)
order by number.metric_id, number.month_on;
