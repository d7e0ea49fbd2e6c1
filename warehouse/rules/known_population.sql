-- Inhabitants on 1 January of each year, as known on a day, and until which day no newer count was made. Of several sources for a
-- year the one that reported last counts. One row per municipality and year.
create or replace macro known_population(as_of) as table
with counted as (
    select municipality_number, year, make_date(year, 1, 1) as counted_on, inhabitants, source_id, known_from
    from population
    where make_date(year, 1, 1) <= as_of
        and known_from <= as_of
        and (known_to is null or known_to > as_of)
    qualify row_number() over (partition by municipality_number, year order by known_from desc, source_id desc) = 1
)
select
    municipality_number, year, counted_on,
    coalesce(lead(counted_on) over (partition by municipality_number order by year), date '9999-12-31') as next_counted_on,
    inhabitants, source_id, known_from
from counted;
