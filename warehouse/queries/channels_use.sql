-- One row per channel and audience, the richest channel first: what went through it in the year as known on a date, or why nothing did.
select
    use.channel_id,
    channel.name_nb,
    channel.name_en,
    use.richness_basis,
    use.audience,
    use.measure_count,
    use.unread_count,
    use.registered_count,
    use.by_plan_count,
    use.outside_plan_count,
    use.last_occurred_on,
    use.state
from channel_use($as_of) as use
join channel on channel.channel_id = use.channel_id
order by use.richness_rank, use.audience desc;
