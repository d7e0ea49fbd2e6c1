-- Which numbers of the page lie below or above their target, and which cannot be judged? One row per metric.
select
    metric_id,
    observed_on,
    value,
    n,
    low,
    high,
    target_value,
    verdict
from metric_status($as_of)
order by metric_id
