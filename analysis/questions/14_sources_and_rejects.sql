-- How old is each source, and how many of its rows were rejected? One row per source.
with rejects as (
    select source_id, count(*) as rejected_count
    from standing_reject($as_of)
    group by all
)
select
    source.source_id,
    source.last_loaded_on,
    source.newest_on,
    source.is_stale,
    coalesce(rejects.rejected_count, 0) as rejected_count
from freshness($as_of) as source
left join rejects using (source_id)
order by source.source_id
