-- One row per page metric asked for, as known on a date, with the strategy's own undated value.
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
    status.value,
    status.observed_on,
    status.n,
    status.low,
    status.high,
    status.target_value,
    status.target_kind,
    status.target_basis,
    status.verdict,
    status.value_basis,
    reference.value as reference_value,
    reference.note_nb as reference_nb,
    reference.note_en as reference_en
from metric
join metric_status($as_of) as status on status.metric_id = metric.metric_id
left join metric_reference as reference on reference.metric_id = metric.metric_id
where metric.metric_id in (select unnest($metrics))
order by metric.position;
