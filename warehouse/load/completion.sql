-- Fills completion from landed records and their versions. One row per version of a record.
insert into completion by name
with dated as (
    select
        landed.* exclude (registered_on),
        version.source_id,
        version.version_number,
        version.loaded_on,
        version.known_to,
        landed.registered_on as stated_on,
        first_value(coalesce(landed.registered_on, case when version.number = 1 then landed.occurred_on else version.loaded_on end))
            over versions as first_registered_on,
        first_value(
            case
                when landed.registered_on is not null then 'stated'
                when version.number = 1 then 'assumed'
                else 'first_seen'
            end
        ) over versions as first_basis
    from version
    join delivery on delivery.source_id = version.source_id and delivery.number = version.number
    join landed
        on landed.filename = delivery.file
        and landed.record_key = version.record_key
        and landed.reason is null
    window versions as (partition by version.source_id, version.record_key order by version.version_number)
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
