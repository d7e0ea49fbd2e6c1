-- What we work out ourselves and that counts on a day, never in one series with the platform's own figures: the share of
-- enquiries to the main page that were answered within 24 hours and the median time it took, over the 30 days up to a day,
-- unless they are too few to be shown; and the municipality's followers per 1,000 inhabitants, by the newest count of
-- inhabitants not later than the day. One row per metric, source and day.
create or replace macro known_own_calculation(as_of) as table
with answered as (
    select page_response.*
    from page_response
    join page on page.page_id = page_response.page_id and page.is_main
    where page_response.observed_on <= as_of
        and page_response.known_from <= as_of
        and (page_response.known_to is null or page_response.known_to > as_of)
        and not page_response.is_withheld
        and page_response.received_count > 0
),
followed as (
    select point.source_id, point.observed_on, point.value, point.known_from, organisation.municipality_number
    from known_page_value(as_of) as point
    left join page on page.page_id = point.page_id
    cross join organisation
    where point.metric_id = 'followers' and (point.page_id is null or page.is_main)
)
select
    'response_rate_own' as metric_id, source_id, observed_on, answered_count / received_count as value,
    received_count as n, known_from
from answered
union all
select
    'response_time_own' as metric_id, source_id, observed_on, median_minutes as value, answered_count as n, known_from
from answered
where median_minutes is not null
union all
select
    'followers_per_1000' as metric_id, followed.source_id, followed.observed_on,
    1000 * followed.value / inhabitant.inhabitants as value, null as n,
    greatest(followed.known_from, inhabitant.known_from) as known_from
from followed
join known_population(as_of) as inhabitant
    on inhabitant.municipality_number = followed.municipality_number
    and followed.observed_on >= inhabitant.counted_on
    and followed.observed_on < inhabitant.next_counted_on
where inhabitant.inhabitants > 0;
