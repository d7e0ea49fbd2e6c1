-- Fills metric_value from landed figures and their versions. One row per version of a point.
insert into metric_value by name
with figure as (
    select
        *,
        -- A backfill may take several nights, and a first delivery has no night before it.
        version_number = 1 and (delivery_number = 1 or coalesce(is_history, false)) as is_assumed
    from landed_version
    where metric_id is not null
)
select
    metric_id,
    source_id,
    page_id,
    breakdown,
    observed_on,
    value,
    n,
    value_basis,
    case when is_assumed then 'assumed' else 'first_seen' end as known_basis,
    case when is_assumed then observed_on else loaded_on end as known_from,
    known_to
from figure
