-- What was done in the calendar year for each audience, by how far up the scale of richness it went, as known on a day: of the records that
-- name a channel, how many stand in the end that the strategy itself calls rich (`rich_count`: face to face) and in the end that it
-- calls poor (`poor_count`); then the records that name no channel. `unread_count`: measures that no source has reported on this year, of
-- all the audience's measures (`measure_count`), so what they did is not known.
-- One row per audience that has measures.
create or replace macro channel_reach(as_of) as table
with counted as (
    select
        record.audience,
        count(distinct (record.source_id, record.record_key)) as record_count,
        count(*) filter (record.basis = 'registered') as registered_count,
        count(*) filter (record.basis = 'registered' and channel.richness_basis = 'stated_rich_end') as rich_count,
        count(*) filter (record.basis = 'registered' and channel.richness_basis = 'stated_poor_end') as poor_count
    from channel_record(as_of) as record
    left join channel on channel.channel_id = record.channel_id
    group by record.audience
),
heard as (
    select
        measure.audience,
        count(*) as measure_count,
        count(*) filter (coalesce(through.data_through_on < make_date(year(as_of), 1, 1), true)) as unread_count
    from measure
    left join data_through(as_of) as through using (measure_id)
    group by measure.audience
)
select
    heard.audience,
    coalesce(counted.record_count, 0) as record_count,
    coalesce(counted.registered_count, 0) as registered_count,
    coalesce(counted.rich_count, 0) as rich_count,
    coalesce(counted.poor_count, 0) as poor_count,
    coalesce(counted.record_count, 0) - coalesce(counted.registered_count, 0) as without_channel_count,
    heard.measure_count,
    heard.unread_count
from heard
left join counted on counted.audience = heard.audience
order by heard.audience desc;
