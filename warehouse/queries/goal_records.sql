-- One row per record as known on a date, withdrawn ones too: the 12 newest of each measure, with how many there are.
with standing as (
    select *
    from completion
    where known_from <= $as_of and (known_to is null or known_to > $as_of)
),
-- The last version of each record that no longer stood; few beside those that stand.
ended as (
    select *
    from completion
    where known_from < known_to and known_to <= $as_of
    qualify row_number() over (partition by source_id, record_key order by known_from desc) = 1
),
record as (
    select
        standing.*,
        if(ended.record_key is null, 'as_delivered', 'corrected') as state,
        if(ended.record_key is null, null, standing.known_from) as changed_on,
        ended.occurred_on as earlier_occurred_on
    from standing
    left join ended using (source_id, record_key)
    union all
    select ended.*, 'withdrawn' as state, ended.known_to as changed_on, null as earlier_occurred_on
    from ended
    anti join standing using (source_id, record_key)
),
-- Only what places a record is sorted, since there may be a million of them.
newest as (
    select
        source_id,
        record_key,
        known_from,
        count(*) over (partition by measure_id) as record_count,
        row_number() over (partition by measure_id order by occurred_on desc, record_key) as place
    from record
    where occurred_on <= $as_of
    qualify place <= 12
)
select
    record.measure_id,
    record.state,
    record.changed_on,
    record.earlier_occurred_on,
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
    newest.record_count
from newest
join record using (source_id, record_key, known_from)
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
order by record.measure_id, newest.place;
