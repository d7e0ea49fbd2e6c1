-- Fills metric_value from landed figures and their versions. One row per version of a point.
insert into metric_value by name
select
    landed.metric_id,
    version.source_id,
    landed.observed_on,
    landed.value,
    landed.n,
    landed.value_basis,
    case when version.number = 1 then 'assumed' else 'first_seen' end as known_basis,
    case when version.number = 1 then landed.observed_on else version.loaded_on end as known_from,
    version.known_to
from version
join delivery on delivery.source_id = version.source_id and delivery.number = version.number
join landed
    on landed.filename = delivery.file
    and landed.record_key = version.record_key
    and landed.reason is null
