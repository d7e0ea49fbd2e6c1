-- Where a number stands against its target. A share is compared by its 95 % interval: wholly below is below, wholly at or above is
-- above, between is undecidable, and so is one whose n is unknown. A full count is compared as it is. A level to be reached by a
-- date is compared with the share of the way that time has passed (gap), from three dated values on. Older than its interval and
-- grace it is stale; without a decided or proposed target it is not judged. One row per metric.
create or replace macro metric_status(as_of) as table
with latest as (
    select
        metric_id,
        max(observed_on) as observed_on,
        arg_max(value, (observed_on, known_from, source_id)) as value,
        -- A struct keeps a null n beside its own value; arg_max of n alone would take an older one.
        arg_max({n: n}, (observed_on, known_from, source_id)).n as n,
        count(distinct observed_on) as point_count
    from known_metric_value(as_of)
    group by metric_id
),
measured as (
    select
        metric.metric_id, metric.position, metric.unit, metric.interval_days, metric.grace_days,
        latest.observed_on, latest.value, latest.n, coalesce(latest.point_count, 0) as point_count,
        case when metric.unit = 'share' then wilson_low(latest.value, latest.n) end as low,
        case when metric.unit = 'share' then wilson_high(latest.value, latest.n) end as high,
        target.value as target_value, target.kind as target_kind, target.basis as target_basis,
        (latest.value - target.baseline_value) / nullif(target.value - target.baseline_value, 0)
        - least((latest.observed_on - target.baseline_on) / nullif(target.due_on - target.baseline_on, 0), 1) as gap
    from metric
    left join latest using (metric_id)
    left join target_in_force(as_of) as target using (metric_id)
),
bounded as (
    select
        *,
        unit in ('share', 'score') as is_estimate,
        case when unit in ('share', 'score') then low else value end as at_least,
        case when unit in ('share', 'score') then high else value end as at_most
    from measured
)
select
    metric_id, value, observed_on, n, low, high, target_value, target_kind, target_basis,
    case
        when value is null then 'no_data'
        when as_of - observed_on > interval_days + grace_days then 'stale'
        when target_kind is null then 'no_target'
        when target_kind in ('increase', 'decrease') and (point_count < 3 or gap is null) then 'undecidable'
        when target_kind = 'increase' then case when gap >= -0.05 then 'above' else 'below' end
        when target_kind = 'decrease' then case when gap >= -0.05 then 'below' else 'above' end
        when target_kind = 'at_or_above' and at_least >= target_value then 'above'
        when target_kind = 'at_or_above' and at_most < target_value then 'below'
        when target_kind = 'at_or_below' and at_most <= target_value then 'below'
        when target_kind = 'at_or_below' and at_least > target_value then 'above'
        else 'undecidable'
    end as verdict,
    gap
from bounded
order by position;
