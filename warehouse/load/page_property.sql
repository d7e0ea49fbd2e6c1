-- Fills page_property from what pages said of themselves. One row per version of a property and day.
insert into page_property by name
select
    landed.page_id,
    version.source_id,
    landed.property,
    landed.text_value as value,
    landed.observed_on,
    version.loaded_on as known_from,
    version.known_to
from version
join delivery on delivery.source_id = version.source_id and delivery.number = version.number
join landed
    on landed.filename = delivery.file
    and landed.record_key = version.record_key
    and landed.reason is null
where landed.property is not null
