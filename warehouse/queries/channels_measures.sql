-- One row per channel, measure and basis: how many of the year's records, as known on a date; the most first within a channel.
select
    record.channel_id,
    record.audience,
    record.measure_id,
    measure.short_nb,
    measure.short_en,
    record.basis,
    record.is_outside_plan,
    count(*) as record_count,
    max(record.occurred_on) as last_occurred_on
from channel_record($as_of) as record
join measure on measure.measure_id = record.measure_id
where record.channel_id is not null
group by all
order by record.channel_id, record.basis desc, record_count desc, record.measure_id;
