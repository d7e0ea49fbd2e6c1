-- Whether the page's numbers (story_number) are another after an event than before it, as known on a day: the twelve months before the
-- event's own month and the twelve after it that are over, at least eight of each with a number, compared as story_difference does. Only
-- an event that somebody started or changed is looked around: not an incident. Any other event within those months makes the answer
-- `other_event`: what came with which cannot be told apart. One row per metric and such event that has happened.
create or replace macro event_difference(as_of) as table
with happened as (
    select event_id, occurred_on, name_nb, name_en, kind, date_trunc('month', occurred_on)::date as month_on
    from event
    where occurred_on <= as_of
),
beside as (
    select
        happened.event_id,
        list({'occurred_on': other.occurred_on, 'name_nb': other.name_nb, 'name_en': other.name_en} order by other.occurred_on) as others
    from happened
    join happened as other
        on other.event_id <> happened.event_id
        and other.month_on between happened.month_on - interval 12 months and happened.month_on + interval 12 months
    group by happened.event_id
),
numbered as (
    select metric_id, month_on, value
    from story_number(as_of)
    where value is not null
),
grouped as (
    select
        metric.metric_id, happened.event_id,
        coalesce(
            list(numbered.value order by numbered.month_on)
            filter (where numbered.month_on between happened.month_on + interval 1 month and happened.month_on + interval 12 months),
            []
        ) as after_values,
        coalesce(
            list(numbered.value order by numbered.month_on)
            filter (where numbered.month_on between happened.month_on - interval 12 months and happened.month_on - interval 1 month),
            []
        ) as before_values
    from happened
    cross join (select distinct metric_id from numbered) as metric
    join numbered on numbered.metric_id = metric.metric_id
    where happened.kind <> 'incident'
    group by metric.metric_id, happened.event_id
),
compared as (
    select
        metric_id, event_id, len(after_values) as after_count, len(before_values) as before_count,
        list_aggregate(after_values, 'median') as after_median,
        list_aggregate(before_values, 'median') as before_median,
        case when least(len(after_values), len(before_values)) >= 8 then pair_difference(after_values, before_values) end as pairs,
        rank_place(len(after_values), len(before_values)) as place
    from grouped
),
bounded as (
    select
        *, list_aggregate(pairs, 'median') as difference, pairs[place] as low, pairs[len(pairs) + 1 - place] as high
    from compared
)
select
    bounded.metric_id, bounded.event_id, happened.occurred_on, happened.name_nb, happened.name_en,
    bounded.after_count, bounded.before_count, 8 as required_count, bounded.after_median, bounded.before_median,
    bounded.difference, bounded.low, bounded.high,
    coalesce(beside.others, []) as others,
    case
        when beside.others is not null and least(after_count, before_count) >= 8 then 'other_event'
        else difference_word(after_count, before_count, low, high)
    end as verdict
from bounded
join happened on happened.event_id = bounded.event_id
left join beside on beside.event_id = bounded.event_id
order by bounded.metric_id, happened.occurred_on;
