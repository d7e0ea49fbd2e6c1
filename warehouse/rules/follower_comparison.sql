-- Followers per 1,000 inhabitants, ours and those of the pages that are read for comparison, as known on a day. Ours are those of
-- our main page, or, where no page of ours has been read, those typed by hand. A count of followers older than the interval and
-- grace of the metric is stale, and is then not drawn beside newer ones. No rank among them. One row per page; ours is there from
-- its first count of followers, or from when a page of ours is set up.
create or replace macro follower_comparison(as_of) as table
with typed as (
    select max(observed_on) as observed_on, arg_max(value, (observed_on, known_from, source_id, value)) as followers
    from known_page_value(as_of)
    where metric_id = 'followers' and page_id is null
),
ours_typed as (
    select
        null::text as page_id, null::text as name, true as is_main, organisation.municipality_number,
        typed.followers, typed.observed_on, inhabitant.inhabitants, inhabitant.year as population_year,
        1000 * typed.followers / nullif(inhabitant.inhabitants, 0) as per_1000
    from typed
    left join organisation on true
    left join known_population(as_of) as inhabitant
        on inhabitant.municipality_number = organisation.municipality_number
        and typed.observed_on >= inhabitant.counted_on
        and typed.observed_on < inhabitant.next_counted_on
    where typed.followers is not null
        and not exists (from page_comparison(as_of) where is_main and followers is not null)
),
beside as (
    select
        page_id, name, is_main, municipality_number, followers, observed_on, inhabitants, population_year, per_1000
    from page_comparison(as_of)
    where not is_main or followers is not null or not exists (from ours_typed)
    union all
    from ours_typed
)
select
    beside.page_id,
    beside.name,
    beside.is_main,
    beside.municipality_number,
    beside.followers,
    beside.observed_on,
    beside.inhabitants,
    beside.population_year,
    beside.per_1000,
    coalesce(as_of - beside.observed_on > metric.interval_days + metric.grace_days, false) as is_stale
from beside
left join metric on metric.metric_id = 'followers'
order by beside.is_main desc, lower(coalesce(beside.name, beside.page_id)), beside.page_id;
