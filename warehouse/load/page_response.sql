-- Fills page_response from our own calculation, known from the day it was made. One row per version of a page's day.
insert into page_response by name
select
    page_id,
    source_id,
    observed_on,
    window_days,
    received_count,
    answered_count,
    median_minutes,
    fastest_mean_minutes,
    truncated_count,
    method_version,
    is_withheld,
    loaded_on as known_from,
    known_to
from landed_version
where method_version is not null
