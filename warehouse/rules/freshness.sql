-- How old each source's data is on a day: stale when its latest reading by then is older than it may be, or when it was never read.
-- Before a source's first reading nothing can be stale: its history was delivered later. One row per source.
create or replace macro freshness(as_of) as table
with read_well as (
    select
        source_id,
        min(loaded_on) as first_loaded_on,
        max(loaded_on) filter (where loaded_on <= as_of) as last_loaded_on,
        max(finished_at) filter (where loaded_on <= as_of) as last_loaded_at
    from etl_run
    where outcome <> 'failed'
    group by source_id
),
asked as (
    select source_id, arg_max(outcome, (loaded_on, started_at)) as last_outcome
    from etl_run
    where loaded_on <= as_of
    group by source_id
),
newest as (
    select source_id, max(occurred_on) as newest_on
    from known_completion(as_of)
    group by source_id
    union all
    select source_id, max(observed_on) as newest_on
    from metric_value
    where observed_on <= as_of and known_from <= as_of and (known_to is null or known_to > as_of)
    group by source_id
    union all
    select source_id, max(counted_on) as newest_on
    from known_population(as_of)
    group by source_id
),
dated as (
    select source_id, max(newest_on) as newest_on
    from newest
    group by source_id
)
select
    source.source_id, source.kind, source.is_sample, read_well.last_loaded_at, read_well.last_loaded_on, dated.newest_on,
    source.refresh_days,
    case
        when read_well.first_loaded_on is null then true
        when read_well.last_loaded_on is null then false
        else as_of - read_well.last_loaded_on > source.refresh_days
    end as is_stale,
    asked.last_outcome
from source
left join read_well using (source_id)
left join asked using (source_id)
left join dated using (source_id)
order by source.source_id;
