-- The sources as they stood on a date: how old they are, and what came of the last time each was asked. One row per source.
select
    fresh.source_id,
    fresh.kind,
    source.feeds,
    fresh.is_sample,
    fresh.last_loaded_at,
    fresh.last_loaded_on,
    cast($as_of as date) - fresh.last_loaded_on as age_days,
    fresh.newest_on,
    fresh.refresh_days,
    case
        when fresh.last_outcome in ('failed', 'partial') then fresh.last_outcome
        when fresh.last_loaded_on is null and fresh.is_stale then 'never'
        when fresh.last_loaded_on is null then 'later'
        when fresh.is_stale then 'stale'
        else 'fresh'
    end as state,
    reading.outcome,
    reading.finished_at as asked_at,
    reading.loaded_on as asked_on,
    reading.read_count,
    reading.accepted_count,
    reading.rejected_count,
    reading.error_code,
    reading.error_values
from freshness($as_of) as fresh
inner join source on fresh.source_id = source.source_id
left join last_reading($as_of) as reading on fresh.source_id = reading.source_id
order by source.feeds, fresh.source_id
