-- How fresh each source is, how many rows it has, and what went wrong the last time it was asked. One row per source.
with latest as (
    select
        source_id,
        arg_max(outcome, started_at) as last_outcome,
        arg_max(error_code, started_at) as error_code,
        arg_max(error_values, started_at) as error_values,
        arg_max(accepted_count, started_at) filter (where outcome <> 'failed') as delivered_count
    from etl_run
    group by source_id
),
current_row as (
    select source_id from completion where known_to is null
    union all
    select source_id from metric_value where known_to is null
    union all
    select source_id from page_property where known_to is null
    union all
    select source_id from page_response where known_to is null
    union all
    select source_id from population where known_to is null
),
counted as (
    select source_id, count(*) as row_count
    from current_row
    group by source_id
)
select
    fresh.source_id,
    fresh.newest_on,
    fresh.last_loaded_on,
    fresh.refresh_days,
    fresh.is_stale,
    coalesce(counted.row_count, 0) as row_count,
    coalesce(latest.delivered_count, 0) as delivered_count,
    latest.last_outcome,
    case when latest.last_outcome = 'failed' then latest.error_code end as error_code,
    case when latest.last_outcome = 'failed' then latest.error_values end as error_values
from freshness($as_of) as fresh
left join latest using (source_id)
left join counted using (source_id)
order by fresh.source_id
