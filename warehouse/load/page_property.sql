-- Fills page_property from what pages said of themselves. One row per version of a property and day.
insert into page_property by name
select page_id, source_id, property, text_value as value, observed_on, loaded_on as known_from, known_to
from landed_version
where property is not null
