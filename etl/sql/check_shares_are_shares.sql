-- Shares outside 0–1. One row per point.
select metric_value.source_id, metric_value.metric_id, metric_value.observed_on, metric_value.value
from metric_value
join metric using (metric_id)
where metric.unit = 'share' and not metric_value.value between 0 and 1
limit 100
