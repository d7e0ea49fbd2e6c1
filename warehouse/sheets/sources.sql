-- The workbook's sheet of sources: how fresh each is on a day. One row per source.
select
    fresh.source_id as source,
    'frame.kind.' || source.feeds as feeds_word,
    if(fresh.is_sample, 'exports.yes', 'exports.no') as is_sample_word,
    fresh.newest_on,
    fresh.last_loaded_on,
    fresh.refresh_days,
    if(fresh.is_stale, 'exports.yes', 'exports.no') as is_stale_word
from freshness($as_of) as fresh
inner join source on fresh.source_id = source.source_id
order by fresh.source_id
