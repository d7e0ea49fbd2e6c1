-- One row per page metric asked for, or that one of them took over from, as known on a date, with the strategy's own undated value.
-- Of a number that has died the last value before it did, whatever came under its name later.
with last_before_the_end as (
    select point.metric_id, arg_max({value: point.value, n: point.n, observed_on: point.observed_on, basis: point.value_basis}, point.month_on) as held
    from month_end($as_of) as point
    join metric on metric.metric_id = point.metric_id
    where metric.valid_to < $as_of
    group by point.metric_id
)
select
    metric.metric_id,
    metric.name_nb,
    metric.name_nn,
    metric.name_en,
    metric.unit,
    metric.lane,
    metric.interval_days,
    metric.grace_days,
    metric.strength_nb,
    metric.strength_en,
    metric.valid_to,
    metric.replaced_by,
    coalesce(metric.valid_to < $as_of, false) as is_ended,
    case when metric.valid_to < $as_of then ended.held.value else status.value end as value,
    case when metric.valid_to < $as_of then ended.held.observed_on else status.observed_on end as observed_on,
    case when metric.valid_to < $as_of then ended.held.n else status.n end as n,
    case when metric.valid_to < $as_of then null else status.low end as low,
    case when metric.valid_to < $as_of then null else status.high end as high,
    status.target_value,
    status.target_kind,
    status.target_basis,
    status.verdict,
    case when metric.valid_to < $as_of then ended.held.basis else status.value_basis end as value_basis,
    reference.value as reference_value,
    reference.note_nb as reference_nb,
    reference.note_en as reference_en
from metric
join metric_status($as_of) as status on status.metric_id = metric.metric_id
left join last_before_the_end as ended on ended.metric_id = metric.metric_id
left join metric_reference as reference on reference.metric_id = metric.metric_id
where metric.metric_id in (select unnest($metrics))
    or metric.replaced_by in (select unnest($metrics))
order by metric.position;
