-- One row per page metric asked for, or that one of them took over from, and month up to the as-of date: the month's newest point as known then; value is null where the month has none.
with month as (
    select unnest(
        generate_series(
            date_trunc('month', $as_of::date) - to_months($months - 1),
            date_trunc('month', $as_of::date),
            to_months(1)
        )
    )::date as month_on
),
newest as (
    from month_end($as_of)
    where month_on >= date_trunc('month', $as_of::date) - to_months($months - 1)
)
select
    metric.metric_id,
    month.month_on,
    newest.observed_on,
    newest.value,
    newest.n,
    case when metric.unit = 'share' then wilson_low(newest.value, newest.n) end as low,
    case when metric.unit = 'share' then wilson_high(newest.value, newest.n) end as high,
    newest.value_basis,
    coalesce(newest.is_new_segment, false) as is_new_segment,
    coalesce(newest.is_new_origin, false) as is_new_origin
from metric
cross join month
left join newest on newest.metric_id = metric.metric_id and newest.month_on = month.month_on
where metric.metric_id in (select unnest($metrics))
    or metric.replaced_by in (select unnest($metrics))
order by metric.position, month.month_on;
