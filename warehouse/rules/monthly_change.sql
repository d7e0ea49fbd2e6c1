-- How much a level of accounts changed in each month that is over, as known on a day, and which changes are more than the ordinary
-- ups and downs (an XmR chart; source: Wheeler, Understanding Variation). A change is the month's last value less the last value
-- of the month before. why_not says why there is none: no_value (the month has none), first (nothing before it), after_gap (the
-- month before has none), origin (the two were not counted the same way), uneven (they do not lie a month apart, give or take ten
-- days). Judged from 12 changes on: the limits are the mean of all changes ± 2.66 × the mean moving range, which is the mean
-- difference between the changes of two months that follow each other. Outside is beyond a limit. Eight or more months in a row on
-- one side of the mean are a run; a month without a change, or right on the mean, ends it. One row per metric and month since its
-- first value.
create or replace macro monthly_change(as_of) as table
with month_value as (
    select level.metric_id, level.month_on, level.observed_on, level.value, level.value_basis
    from month_end(as_of) as level
    join metric on metric.metric_id = level.metric_id
    where metric.kind = 'stock'
        and metric.unit = 'accounts'
        and level.month_on < date_trunc('month', as_of::date)
),
counted as (
    select month_value.metric_id, min(month_value.month_on) as first_on, date_trunc('month', max(metric.valid_to)) as end_on
    from month_value
    join metric on metric.metric_id = month_value.metric_id
    group by month_value.metric_id
),
month as (
    select
        metric_id,
        unnest(
            generate_series(
                first_on, least(date_trunc('month', as_of::date) - interval 1 month, end_on), interval 1 month
            )
        )::date as month_on
    from counted
),
compared as (
    select
        month.metric_id, month.month_on, month_value.observed_on, month_value.value, month_value.value_basis,
        row_number() over by_month = 1 as is_first,
        lag(month_value.value) over by_month as earlier_value,
        lag(month_value.value_basis) over by_month as earlier_basis,
        lag(month_value.observed_on) over by_month as earlier_observed_on
    from month
    left join month_value on month_value.metric_id = month.metric_id and month_value.month_on = month.month_on
    window by_month as (partition by month.metric_id order by month.month_on)
),
explained as (
    select
        *,
        case
            when value is null then 'no_value'
            when is_first then 'first'
            when earlier_value is null then 'after_gap'
            when earlier_basis <> value_basis then 'origin'
            when observed_on - earlier_observed_on not between 20 and 41 then 'uneven'
        end as why_not
    from compared
),
changed as (
    select *, case when why_not is null then value - earlier_value end as change
    from explained
),
ranged as (
    select *, abs(change - lag(change) over (partition by metric_id order by month_on)) as moving_range
    from changed
),
summed as (
    select
        metric_id, count(change) as change_count, avg(change) as mean, avg(moving_range) as mean_moving_range,
        count(change) >= 12 and count(moving_range) > 0 as is_judged
    from ranged
    group by metric_id
),
sided as (
    select
        ranged.*, summed.change_count, summed.is_judged,
        case when summed.is_judged then summed.mean end as mean,
        case when summed.is_judged then summed.mean_moving_range end as mean_moving_range,
        case when summed.is_judged then sign(ranged.change - summed.mean) end as side
    from ranged
    join summed on summed.metric_id = ranged.metric_id
),
turned as (
    select *, side is distinct from lag(side) over (partition by metric_id order by month_on) as is_turn
    from sided
),
stretched as (
    select *, count(*) filter (is_turn) over (partition by metric_id order by month_on) as stretch
    from turned
),
in_a_row as (
    select
        *,
        case when side <> 0 then count(*) over (partition by metric_id, stretch) end as run_count,
        case when side <> 0 then min(month_on) over (partition by metric_id, stretch) end as run_first_on
    from stretched
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
    12 as required_count,
    is_judged,
    mean,
    mean_moving_range,
    mean - 2.66 * mean_moving_range as low,
    mean + 2.66 * mean_moving_range as high,
    coalesce(abs(change - mean) > 2.66 * mean_moving_range, false) as is_outside,
    case when run_count >= 8 then case when side > 0 then 'above' else 'below' end end as run_of_eight,
    case when run_count >= 8 then run_count end as run_count,
    case when run_count >= 8 then run_first_on end as run_first_on
from in_a_row
order by metric_id, month_on;
