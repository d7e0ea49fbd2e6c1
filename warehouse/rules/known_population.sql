-- Inhabitants on 1 January of each year, as known on a day. One row per source, municipality and year.
create or replace macro known_population(as_of) as table
select municipality_number, year, make_date(year, 1, 1) as counted_on, inhabitants, source_id, known_from
from population
where make_date(year, 1, 1) <= as_of
    and known_from <= as_of
    and (known_to is null or known_to > as_of);
