-- The monthly changes of one number series of those asked for, the one with most changes as known on a date, in the months shown. One row per month that is over.
with changed as materialized (
    from monthly_change($as_of)
    where list_contains($metrics, metric_id)
),
longest as (
    select metric_id
    from changed
    group by metric_id
    order by max(change_count) desc, list_position($metrics, metric_id)
    limit 1
)
select
    metric_id,
    month_on,
    observed_on,
    value,
    value_basis,
    change,
    why_not,
    change_count,
    required_count,
    is_judged,
    mean,
    low,
    high,
    is_outside,
    run_of_eight,
    run_count,
    run_first_on
from changed
where metric_id = (from longest)
    and month_on >= date_trunc('month', $as_of::date) - to_months($months - 1)
order by month_on;
