-- Through which channels has something been done, from the richest to the poorest? One row per channel and audience.
select
    richness_rank,
    channel_id,
    audience,
    measure_count,
    registered_count,
    last_occurred_on
from channel_use($as_of)
order by richness_rank, audience
