-- The newest day with a value, in what had landed and in what was read now. One row per page and metric.
with known as (
    select page_id, metric_id, newest_on as observed_on
    from reached
    union all
    select page_id, metric_id, observed_on
    from accepted
    where metric_id is not null
)
select page_id, metric_id, max(observed_on) as newest_on
from known
group by page_id, metric_id
