-- The sources as they stood on a date, and how old they are. One row per source.
select
    fresh.source_id,
    fresh.kind,
    source.feeds,
    fresh.is_sample,
    fresh.last_loaded_at,
    fresh.last_loaded_on,
    fresh.newest_on,
    fresh.refresh_days,
    fresh.is_stale,
    fresh.last_outcome
from freshness($as_of) as fresh
inner join source on fresh.source_id = source.source_id
order by source.feeds, fresh.source_id
