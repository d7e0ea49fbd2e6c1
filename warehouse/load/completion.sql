-- Fills completion from landed records and their versions. One row per version of a record.
insert into completion by name
with dated as (
    select
        * exclude (registered_on),
        registered_on as stated_on,
        first_value(coalesce(registered_on, case when delivery_number = 1 then occurred_on else loaded_on end))
            over versions as first_registered_on,
        first_value(
            case
                when registered_on is not null then 'stated'
                when delivery_number = 1 then 'assumed'
                else 'first_seen'
            end
        ) over versions as first_basis
    from landed_version
    window versions as (partition by source_id, record_key order by version_number)
)
select
    record_key,
    source_id,
    measure_id,
    unit_id,
    milestone_id,
    period,
    occurred_on,
    coalesce(stated_on, first_registered_on) as registered_on,
    case when stated_on is not null then 'stated' else first_basis end as registered_basis,
    value,
    n,
    channel_id,
    evidence_url,
    note,
    role_id,
    case when version_number = 1 then coalesce(stated_on, first_registered_on) else loaded_on end as known_from,
    known_to
from dated
