-- How a continuous measure stands, by its metric and the target for it. Without a target it is not set; without a fresh value, or with too
-- few answers to tell (is_undecidable), it has no data. At or above the level to be held it is on track, wholly below it delayed; on the
-- way to a level, at most 5 points behind is on track, at most 20 delayed, more overdue. One row per continuous measure.
create or replace macro continuous_status(as_of) as table
select
    measure.measure_id,
    case
        when metric.target_kind is null then 'not_set'
        when metric.verdict in ('no_data', 'stale', 'undecidable') then 'no_data'
        when metric.target_kind = 'at_or_above' then case metric.verdict when 'above' then 'on_track' else 'delayed' end
        when metric.target_kind = 'at_or_below' then case metric.verdict when 'below' then 'on_track' else 'delayed' end
        when metric.gap >= -0.05 then 'on_track'
        when metric.gap >= -0.20 then 'delayed'
        else 'overdue'
    end as status,
    metric.target_kind is not null and metric.verdict = 'undecidable' as is_undecidable
from measure
left join metric_status(as_of) as metric using (metric_id)
where measure.kind = 'continuous';
