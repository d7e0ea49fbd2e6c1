-- Months with and without a story beside the page's own numbers (story_number), as known on a day. A story is a completion of a
-- measure that the register marks is_story; a month counts from the first story on, when it is over, and story_count is null where the
-- source of such a measure has not been read since (nothing is known, so it is no month without). value is null where the month has
-- no number, and why_not says why (story_number; no_value: nothing is registered). One row per metric and month.
create or replace macro story_month(as_of) as table
with story as (
    select date_trunc('month', record.occurred_on)::date as month_on, count(*) as story_count
    from known_completion(as_of) as record
    join measure on measure.measure_id = record.measure_id and measure.is_story
    group by date_trunc('month', record.occurred_on)
),
told as (
    select min(through.data_through_on) as through_on
    from data_through(as_of) as through
    join measure on measure.measure_id = through.measure_id and measure.is_story
),
begun as (
    select min(month_on) as first_on
    from story
),
month as (
    select unnest(generate_series(first_on, date_trunc('month', as_of::date) - interval 1 month, interval 1 month))::date as month_on
    from begun
),
counted as (
    select
        month.month_on,
        case
            when story.story_count is not null then story.story_count
            when last_day(month.month_on) <= told.through_on then 0
        end as story_count
    from month
    cross join told
    left join story on story.month_on = month.month_on
),
number as (
    select metric_id, month_on, value, why_not
    from story_number(as_of)
)
select
    candidate.metric_id, counted.month_on, counted.story_count, number.value,
    case when number.value is null then coalesce(number.why_not, 'no_value') end as why_not
from (select distinct metric_id from number where value is not null) as candidate
cross join counted
left join number on number.metric_id = candidate.metric_id and number.month_on = counted.month_on
order by candidate.metric_id, counted.month_on;
