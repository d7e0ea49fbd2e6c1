-- Every version with the landed row that it began with. One row per version of a record, point, property, answer or count.
create or replace temp view landed_version as
select
    landed.*,
    version.source_id,
    version.number as delivery_number,
    version.version_number,
    version.loaded_on,
    version.known_to
from version
join delivery on delivery.source_id = version.source_id and delivery.number = version.number
join landed
    on landed.filename = delivery.file
    and landed.record_key = version.record_key
    and landed.reason is null
