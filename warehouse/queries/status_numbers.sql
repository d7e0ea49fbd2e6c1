-- The page's numbers on a date, and what each was on an earlier date. One row per metric.
select
    metric.metric_id,
    metric.name_nb,
    metric.name_nn,
    metric.name_en,
    metric.unit,
    metric.lane,
    now.value,
    now.observed_on,
    now.n,
    now.low,
    now.high,
    now.target_value,
    now.target_kind,
    now.target_basis,
    now.verdict,
    earlier.value as earlier_value,
    earlier.observed_on as earlier_on,
    now.value_basis <> earlier.value_basis as is_other_origin
from metric
inner join metric_status($as_of) as now on metric.metric_id = now.metric_id
inner join metric_status($since) as earlier on metric.metric_id = earlier.metric_id
where list_contains($metrics, metric.metric_id)
order by list_position($metrics, metric.metric_id)
