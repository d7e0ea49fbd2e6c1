-- Where a number stands against its target. A share is compared by its 95 % interval: wholly below is below, wholly at or above is
-- above, between is undecidable, and so is a share whose n is unknown, or a score, whose spread nobody reports. A full count is
-- compared as it is. A level to be reached by a date is compared with the part of the time that had passed when the number was
-- observed (gap), from three observed days on. Older than its interval and grace it is stale; without a decided or proposed target
-- it is not judged. Of several values for the last day the one reported last counts. One row per metric.
create or replace macro metric_status(as_of) as table
-- Held once: the points are asked for three times, and those of one municipality are few among those of all pages.
with known as materialized (
    select metric_id, source_id, observed_on, value, n, value_basis, known_from
    from known_metric_value(as_of)
),
-- Two passes over the points, first for the days and then for what they hold: one pass that carries values along is slow on millions.
observed as (
    select metric_id, min(observed_on) as first_on, max(observed_on) as last_on
    from known
    group by metric_id
),
newest as (
    select
        point.metric_id,
        -- A struct keeps a null n beside its own value; arg_max of n alone would take an older one.
        arg_max({value: point.value, n: point.n, basis: point.value_basis}, (point.known_from, point.source_id, point.value)) as held
    from known as point
    join observed on observed.metric_id = point.metric_id and observed.last_on = point.observed_on
    group by point.metric_id
),
target_now as materialized (
    select metric_id, kind, basis, value, baseline_value, baseline_on, due_on
    from target_in_force(as_of)
),
observed_thrice as (
    select distinct point.metric_id
    from known as point
    join observed on observed.metric_id = point.metric_id
        and point.observed_on > observed.first_on and point.observed_on < observed.last_on
    semi join (from target_now where kind in ('increase', 'decrease')) as moving on moving.metric_id = point.metric_id
),
measured as (
    select
        metric.metric_id, metric.position, metric.unit,
        observed.last_on as observed_on, newest.held.value as value, newest.held.n as n, newest.held.basis as value_basis,
        case when metric.unit = 'share' then wilson_low(newest.held.value, newest.held.n) end as low,
        case when metric.unit = 'share' then wilson_high(newest.held.value, newest.held.n) end as high,
        as_of - observed.last_on > metric.interval_days + metric.grace_days as is_stale,
        target_now.value as target_value, target_now.kind as target_kind, target_now.basis as target_basis,
        case when observed_thrice.metric_id is not null then
            (newest.held.value - target_now.baseline_value) / nullif(target_now.value - target_now.baseline_value, 0)
            - least((observed.last_on - target_now.baseline_on) / nullif(target_now.due_on - target_now.baseline_on, 0), 1)
        end as gap
    from metric
    left join observed using (metric_id)
    left join newest using (metric_id)
    left join observed_thrice using (metric_id)
    left join target_now using (metric_id)
),
bounded as (
    select
        *,
        case when unit in ('share', 'score') then low else value end as at_least,
        case when unit in ('share', 'score') then high else value end as at_most
    from measured
)
select
    metric_id, value, observed_on, n, low, high, target_value, target_kind, target_basis,
    case
        when value is null then 'no_data'
        when is_stale then 'stale'
        when target_kind is null then 'no_target'
        when target_kind = 'increase' and gap is not null then case when gap >= -0.05 then 'above' else 'below' end
        when target_kind = 'decrease' and gap is not null then case when gap >= -0.05 then 'below' else 'above' end
        when target_kind = 'at_or_above' and at_least >= target_value then 'above'
        when target_kind = 'at_or_above' and at_most < target_value then 'below'
        when target_kind = 'at_or_below' and at_most <= target_value then 'below'
        when target_kind = 'at_or_below' and at_least > target_value then 'above'
        else 'undecidable'
    end as verdict,
    gap,
    value_basis
from bounded
order by position;
