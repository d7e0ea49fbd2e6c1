-- Whether the page's numbers are another in months with a story than in months without, as known on a day: the two groups of
-- story_month, their medians, and the difference with its interval (pair_difference, rank_place) where both groups are large enough
-- (difference_word). Months whose stories or number are not known are left out. One row per metric.
create or replace macro story_difference(as_of) as table
with grouped as (
    select
        metric_id,
        coalesce(list(value order by month_on) filter (where story_count > 0), []) as with_values,
        coalesce(list(value order by month_on) filter (where story_count = 0), []) as without_values
    from story_month(as_of)
    where value is not null and story_count is not null
    group by metric_id
),
compared as (
    select
        metric_id, len(with_values) as with_count, len(without_values) as without_count,
        list_aggregate(with_values, 'median') as with_median,
        list_aggregate(without_values, 'median') as without_median,
        case when least(len(with_values), len(without_values)) >= 8 then pair_difference(with_values, without_values) end as pairs,
        rank_place(len(with_values), len(without_values)) as place
    from grouped
),
bounded as (
    select
        *, list_aggregate(pairs, 'median') as difference, pairs[place] as low, pairs[len(pairs) + 1 - place] as high
    from compared
)
select
    metric_id, with_count, without_count, 8 as required_count, with_median, without_median,
    difference, low, high,
    difference_word(with_count, without_count, low, high) as verdict
from bounded
order by metric_id;
