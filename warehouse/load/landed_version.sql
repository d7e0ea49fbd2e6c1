-- Every version with the landed row that it began with. What landed once is its only version, known until a complete delivery comes
-- without it. One row per version of a record, point, property, answer or count.
create or replace temp view landed_version as
select
    landed.*,
    delivery.source_id,
    delivery.number as delivery_number,
    1 as version_number,
    delivery.loaded_on,
    delivery.next_complete_on as known_to
from landed
join delivery on delivery.file = landed.filename
anti join repeated on repeated.key_hash = hash(landed.record_key)
where landed.record_key is not null and landed.reason is null
union all
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
