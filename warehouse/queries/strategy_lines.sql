-- One row per measure and line of the strategy that gives it channels (kind channel) or answers for it (kind role), in the line's order.
with line as (
    select 'channel' as kind, measure_id, quote_nb, confidence, min(position) as position
    from measure_channel
    where quote_nb is not null
    group by measure_id, quote_nb, confidence
    union all by name
    select 'role' as kind, measure_id, quote_nb, confidence, min(position) as position
    from measure_role
    where quote_nb is not null
    group by measure_id, quote_nb, confidence
)
select line.kind, line.measure_id, line.quote_nb, line.confidence
from line
join measure on measure.measure_id = line.measure_id
order by line.kind, measure.goal_id nulls last, measure.position, line.position;
