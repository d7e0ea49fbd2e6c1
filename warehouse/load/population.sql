-- Fills population from landed inhabitants and their versions. One row per version of a municipality's year.
insert into population by name
with counted as (
    select
        *,
        -- A municipality that is added later brings its history as the first ones did.
        delivery_number = min(delivery_number) over (partition by source_id, municipality_number) as is_history
    from landed_version
)
select
    municipality_number,
    year,
    inhabitants,
    source_id,
    case when is_history then observed_on else loaded_on end as known_from,
    known_to
from counted
