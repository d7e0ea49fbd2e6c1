-- One row per goal and metric that says something about it, as known on a date: value, interval, target and verdict.
with said_of as (
    select metric_id, goal_id from metric_goal
    union
    select metric_id, goal_id from measure where metric_id is not null
)
select
    said_of.goal_id,
    metric.metric_id,
    metric.name_nb,
    metric.name_nn,
    metric.name_en,
    metric.unit,
    metric.lane,
    metric.interval_days,
    metric.strength_nb,
    metric.strength_en,
    status.value,
    status.observed_on,
    status.n,
    status.low,
    status.high,
    status.target_value,
    status.target_kind,
    status.target_basis,
    status.verdict
from said_of
join metric on metric.metric_id = said_of.metric_id
join metric_status($as_of) as status on status.metric_id = metric.metric_id
order by said_of.goal_id, metric.lane = 'context', metric.position;
