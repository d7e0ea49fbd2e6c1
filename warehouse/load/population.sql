-- Fills population from landed inhabitants and their versions. One row per version of a municipality's year.
insert into population by name
select
    landed.municipality_number,
    landed.year,
    landed.inhabitants,
    version.source_id,
    case when version.number = 1 then landed.observed_on else version.loaded_on end as known_from,
    version.known_to
from version
join delivery on delivery.source_id = version.source_id and delivery.number = version.number
join landed
    on landed.filename = delivery.file
    and landed.record_key = version.record_key
    and landed.reason is null
