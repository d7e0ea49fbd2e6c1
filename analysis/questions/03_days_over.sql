-- What must somebody act on, and for how many days has it been over its deadline? One row per measure that needs somebody.
select
    measure_id,
    need,
    since_on,
    days_over,
    covered_count,
    population_count
from action($as_of)
order by days_over desc nulls last, measure_id
