-- One row per record as known on a date, withdrawn ones too: the 12 newest of each measure, with how many there are.
with known_then as (
    select
        completion.*,
        lag(completion.occurred_on) over versions as earlier_occurred_on,
        row_number() over versions as version_number,
        row_number() over (
            partition by completion.source_id, completion.record_key order by completion.known_from desc
        ) as age_rank
    from completion
    where completion.known_from <= $as_of
        and (completion.known_to is null or completion.known_to > completion.known_from)
    window versions as (
        partition by completion.source_id, completion.record_key order by completion.known_from
    )
),
newest_version as (
    select
        *,
        case
            when known_to <= $as_of then 'withdrawn'
            when version_number > 1 then 'corrected'
            else 'as_delivered'
        end as state,
        case when known_to <= $as_of then known_to when version_number > 1 then known_from end as changed_on
    from known_then
    where age_rank = 1 and occurred_on <= $as_of
)
select
    record.measure_id,
    record.state,
    record.changed_on,
    case when record.state = 'corrected' then record.earlier_occurred_on end as earlier_occurred_on,
    record.occurred_on,
    record.registered_on,
    record.registered_basis,
    record.period,
    unit.name_nb as unit_nb,
    coalesce(unit.name_en, unit.name_nb) as unit_en,
    milestone.name_nb as milestone_nb,
    milestone.name_en as milestone_en,
    record.value,
    record.n,
    metric.unit as value_unit,
    channel.name_nb as channel_nb,
    channel.name_en as channel_en,
    role.name_nb as role_nb,
    role.name_en as role_en,
    record.evidence_url,
    record.note,
    count(*) over (partition by record.measure_id) as record_count
from newest_version as record
join measure on measure.measure_id = record.measure_id
left join metric on metric.metric_id = measure.metric_id
left join unit on unit.unit_id = record.unit_id
left join (
    select milestone_id, any_value(name_nb) as name_nb, any_value(name_en) as name_en
    from milestone
    group by milestone_id
) as milestone on milestone.milestone_id = record.milestone_id
left join channel on channel.channel_id = record.channel_id
left join role on role.role_id = record.role_id
qualify row_number() over (
    partition by record.measure_id order by record.occurred_on desc, record.record_key
) <= 12
order by record.measure_id, record.occurred_on desc, record.record_key;
