-- One row per measure and channel, in the strategy's order.
select
    measure_channel.measure_id,
    measure_channel.channel_id,
    channel.name_nb,
    channel.name_en,
    measure_channel.confidence,
    measure_channel.quote_nb
from measure_channel
join channel on channel.channel_id = measure_channel.channel_id
order by measure_channel.measure_id, measure_channel.position;
