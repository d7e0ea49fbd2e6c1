-- The pages beside each other, as known on a day: followers, and followers per 1,000 inhabitants of the page's municipality by
-- the newest count of inhabitants not later than the followers. A page without a municipality of its own is ours. No rank among
-- them. One row per page.
create or replace macro page_comparison(as_of) as table
with followed as (
    select page_id, max(observed_on) as observed_on, arg_max(value, (observed_on, known_from, source_id, value)) as followers
    from known_page_value(as_of)
    where metric_id = 'followers' and page_id is not null
    group by page_id
),
named as (
    select page_id, arg_max(value, (observed_on, known_from, source_id)) as name
    from page_property
    where property = 'name'
        and observed_on <= as_of
        and known_from <= as_of
        and (known_to is null or known_to > as_of)
    group by page_id
),
placed as (
    select
        page.page_id, page.position, page.is_main, named.name, followed.followers, followed.observed_on,
        coalesce(page.municipality_number, organisation.municipality_number) as municipality_number
    from page
    left join organisation on true
    left join named on named.page_id = page.page_id
    left join followed on followed.page_id = page.page_id
)
select
    placed.page_id,
    placed.name,
    placed.is_main,
    placed.municipality_number,
    placed.followers,
    placed.observed_on,
    inhabitant.inhabitants,
    inhabitant.year as population_year,
    1000 * placed.followers / nullif(inhabitant.inhabitants, 0) as per_1000
from placed
left join known_population(as_of) as inhabitant
    on inhabitant.municipality_number = placed.municipality_number
    and placed.observed_on >= inhabitant.counted_on
    and placed.observed_on < inhabitant.next_counted_on
order by placed.position;
