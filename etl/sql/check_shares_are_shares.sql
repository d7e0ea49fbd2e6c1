-- Shares outside 0–1, also those that come of counts. One row per point.
select metric_value.source_id, metric_value.metric_id, metric_value.observed_on, metric_value.value
from metric_value
join metric using (metric_id)
where metric.unit = 'share' and not metric_value.value between 0 and 1
union all
select source_id, 'response_rate_own' as metric_id, observed_on, answered_count / received_count as value
from page_response
where answered_count > received_count or answered_count < 0
limit 100
