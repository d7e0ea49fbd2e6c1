-- One row per measure of a goal ('X': across the goals) and channel, in the strategy's order.
select
    measure_channel.measure_id,
    measure_channel.channel_id,
    channel.name_nb,
    channel.name_en,
    measure_channel.confidence,
    measure_channel.quote_nb
from measure_channel
join measure on measure.measure_id = measure_channel.measure_id
join channel on channel.channel_id = measure_channel.channel_id
where coalesce(measure.goal_id, 'X') = $goal
order by measure_channel.measure_id, measure_channel.position;
