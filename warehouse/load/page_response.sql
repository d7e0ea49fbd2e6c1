-- Fills page_response from our own calculation, known from the day it was made. One row per version of a page's day.
insert into page_response by name
select
    landed.page_id,
    version.source_id,
    landed.observed_on,
    landed.window_days,
    landed.received_count,
    landed.answered_count,
    landed.median_minutes,
    landed.fastest_mean_minutes,
    landed.truncated_count,
    landed.method_version,
    landed.is_withheld,
    version.loaded_on as known_from,
    version.known_to
from version
join delivery on delivery.source_id = version.source_id and delivery.number = version.number
join landed
    on landed.filename = delivery.file
    and landed.record_key = version.record_key
    and landed.reason is null
where landed.method_version is not null
