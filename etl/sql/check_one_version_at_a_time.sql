-- Two versions of one record or point that were known on the same day. One row per such version.
with version as (
    select source_id, record_key, known_from, known_to
    from completion
    union all
    select source_id, concat_ws('|', metric_id, page_id, observed_on, breakdown), known_from, known_to
    from metric_value
    union all
    select source_id, concat_ws('|', property, page_id, observed_on), known_from, known_to
    from page_property
    union all
    select source_id, concat_ws('|', 'response', page_id, observed_on), known_from, known_to
    from page_response
    union all
    select source_id, concat_ws('|', municipality_number, year), known_from, known_to
    from population
),
-- Most have only one version. Two keys may share a hash; both are then looked at.
shared_key as (
    select hash(source_id, record_key) as key_hash
    from version
    group by key_hash
    having count(*) > 1
),
followed as (
    select
        *,
        lead(known_from) over (partition by source_id, record_key order by known_from, known_to nulls last) as next_from
    from version
    where hash(source_id, record_key) in (from shared_key)
)
select source_id, record_key, known_from, known_to, next_from
from followed
where next_from < coalesce(known_to, date '9999-12-31')
limit 100
