-- The last value of each month of a number series, as known for the municipality on a day: what is drawn month by month. A value
-- after the last day that the metric's definition held is left out, since it counts something else. A new segment begins where the
-- month before has no value, and where the origin is another than the month before it had: the two are never joined by a line.
-- Of several values for the last day the one reported last counts. One row per metric and month with a value.
create or replace macro month_end(as_of) as table
with held as (
    select
        point.metric_id,
        date_trunc('month', point.observed_on)::date as month_on,
        -- A struct keeps a null n beside its own value; arg_max of n alone would take an older one.
        arg_max(
            {observed_on: point.observed_on, value: point.value, n: point.n, basis: point.value_basis},
            (point.observed_on, point.known_from, point.source_id, point.value)
        ) as newest
    from known_metric_value(as_of) as point
    join metric on metric.metric_id = point.metric_id
    where metric.valid_to is null or point.observed_on <= metric.valid_to
    group by point.metric_id, date_trunc('month', point.observed_on)
),
beside_the_month_before as (
    select
        *,
        lag(month_on) over (partition by metric_id order by month_on) as earlier_month_on,
        lag(newest.basis) over (partition by metric_id order by month_on) as earlier_basis
    from held
)
select
    metric_id,
    month_on,
    newest.observed_on as observed_on,
    newest.value as value,
    newest.n as n,
    newest.basis as value_basis,
    coalesce(earlier_month_on < month_on - interval 1 month or earlier_basis <> newest.basis, true) as is_new_segment,
    coalesce(earlier_basis <> newest.basis, false) as is_new_origin
from beside_the_month_before;
