-- How much of what was done in the calendar year went through each channel, as known on a day. `registered_count`: records that name the
-- channel; `by_plan_count`: records that name none, of measures that the strategy gives this channel (such a record stands in each of
-- them, so these do not add up). `state` is used, by_plan, or why nothing stands there: done_elsewhere (the measures with this channel
-- were done, through others), no_data (no source has reported on them this year), nothing_done, or not_named (the strategy gives no
-- measure for this audience the channel). `unread_count`: measures with the channel that no source has reported on this year.
-- One row per channel and audience, the richest channel first.
create or replace macro channel_use(as_of) as table
with through as (
    select channel_id, audience,
        count(*) filter (basis = 'registered') as registered_count,
        count(*) filter (basis = 'by_plan') as by_plan_count,
        count(*) filter (is_outside_plan) as outside_plan_count,
        max(occurred_on) as last_occurred_on
    from channel_record(as_of)
    group by channel_id, audience
),
done as (
    select measure_id, count(*) as record_count
    from channel_record(as_of)
    where basis = 'registered'
    group by measure_id
),
named as (
    select
        measure_channel.channel_id, measure.audience,
        count(*) as measure_count,
        count(*) filter (coalesce(heard.data_through_on < make_date(year(as_of), 1, 1), true)) as unread_count,
        sum(coalesce(done.record_count, 0)) as done_count
    from measure_channel
    join measure using (measure_id)
    left join data_through(as_of) as heard using (measure_id)
    left join done using (measure_id)
    group by measure_channel.channel_id, measure.audience
),
counted as (
    select
        channel.channel_id, channel.richness_rank, channel.richness_basis, reader.audience,
        coalesce(named.measure_count, 0) as measure_count,
        coalesce(named.unread_count, 0) as unread_count,
        coalesce(through.registered_count, 0) as registered_count,
        coalesce(through.by_plan_count, 0) as by_plan_count,
        coalesce(through.outside_plan_count, 0) as outside_plan_count,
        coalesce(named.done_count, 0) as done_count,
        through.last_occurred_on
    from channel
    cross join (values ('internal'), ('external')) as reader (audience)
    left join named on named.channel_id = channel.channel_id and named.audience = reader.audience
    left join through on through.channel_id = channel.channel_id and through.audience = reader.audience
)
select
    channel_id,
    richness_rank,
    richness_basis,
    audience,
    measure_count,
    unread_count,
    registered_count,
    by_plan_count,
    outside_plan_count,
    last_occurred_on,
    case
        when registered_count > 0 then 'used'
        when by_plan_count > 0 then 'by_plan'
        when measure_count = 0 then 'not_named'
        when done_count > 0 then 'done_elsewhere'
        when unread_count = measure_count then 'no_data'
        else 'nothing_done'
    end as state
from counted
order by richness_rank, audience desc;
