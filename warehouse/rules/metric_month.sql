-- A number series month by month, as known on a day: how many days had a value, the last of them, and for a flow what they add up
-- to. A unique count is never added up, since the same person is counted anew each day; nor is a level, a rate or a duration.
-- One row per metric, page and calendar month with a value.
create or replace macro metric_month(as_of) as table
with day_value as (
    select metric_id, page_id, observed_on, arg_max(value, (known_from, source_id, value)) as value
    from known_page_value(as_of)
    group by metric_id, page_id, observed_on
)
select
    metric.metric_id,
    day_value.page_id,
    date_trunc('month', day_value.observed_on)::date as month_on,
    metric.kind,
    min(day_value.observed_on) as first_on,
    max(day_value.observed_on) as last_on,
    count(*) as day_count,
    day(last_day(min(day_value.observed_on))) as month_day_count,
    arg_max(day_value.value, day_value.observed_on) as last_value,
    case when metric.kind = 'flow' then sum(day_value.value) end as total
from day_value
join metric on metric.metric_id = day_value.metric_id
group by metric.metric_id, metric.kind, day_value.page_id, date_trunc('month', day_value.observed_on);
