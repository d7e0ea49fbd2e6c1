-- The records of the calendar year that holds the day, as known on the day, each under the channel it went through. A channel that the
-- record itself names is `registered`. A record that names none stands under every channel that the strategy gives its measure, as
-- `by_plan`: it went through one of them, nobody has said which. A record with neither has no channel, and is `unknown`.
-- One row per record and channel.
create or replace macro channel_record(as_of) as table
select
    record.source_id,
    record.record_key,
    record.measure_id,
    measure.audience,
    coalesce(record.channel_id, given.channel_id) as channel_id,
    case
        when record.channel_id is not null then 'registered'
        when given.channel_id is not null then 'by_plan'
        else 'unknown'
    end as basis,
    record.channel_id is not null and record.channel_id not in (
        select named.channel_id from measure_channel as named where named.measure_id = record.measure_id
    ) as is_outside_plan,
    record.occurred_on
from known_completion(as_of) as record
join measure on measure.measure_id = record.measure_id
left join measure_channel as given on record.channel_id is null and given.measure_id = record.measure_id
where record.occurred_on between make_date(year(as_of), 1, 1) and as_of;
