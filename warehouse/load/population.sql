-- Fills population from landed inhabitants and their versions. One row per version of a municipality's year.
insert into population by name
with counted as (
    select
        landed.*,
        version.source_id,
        version.loaded_on,
        version.known_to,
        -- A municipality that is added later brings its history as the first ones did.
        version.number = min(version.number) over (
            partition by version.source_id, landed.municipality_number
        ) as is_history
    from version
    join delivery on delivery.source_id = version.source_id and delivery.number = version.number
    join landed
        on landed.filename = delivery.file
        and landed.record_key = version.record_key
        and landed.reason is null
)
select
    municipality_number,
    year,
    inhabitants,
    source_id,
    case when is_history then observed_on else loaded_on end as known_from,
    known_to
from counted
