-- One row per page metric asked for and month up to the as-of date: the month's newest point as known then; value is null where the month has none.
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
    select
        metric_id,
        date_trunc('month', observed_on)::date as month_on,
        arg_max({value: value, n: n, basis: value_basis, observed_on: observed_on}, observed_on) as point
    from known_metric_value($as_of)
    where metric_id in (select unnest($metrics))
        and observed_on >= date_trunc('month', $as_of::date) - to_months($months - 1)
    group by all
)
select
    metric.metric_id,
    month.month_on,
    newest.point.observed_on as observed_on,
    newest.point.value as value,
    newest.point.n as n,
    case when metric.unit = 'share' then wilson_low(newest.point.value, newest.point.n) end as low,
    case when metric.unit = 'share' then wilson_high(newest.point.value, newest.point.n) end as high,
    newest.point.basis as value_basis
from metric
cross join month
left join newest on newest.metric_id = metric.metric_id and newest.month_on = month.month_on
where metric.metric_id in (select unnest($metrics))
order by metric.position, month.month_on;
