-- The measures that are not among those judged: measured as an outcome, or only suggested by the strategy. One row per measure, in the
-- strategy's order.
select
    measure.measure_id,
    measure.short_nb,
    measure.short_en,
    if(measure.is_optional, 'optional', 'outcome') as reason
from measure
left join goal on goal.goal_id = measure.goal_id
where measure.lane <> 'activity' or measure.is_optional
order by goal.position nulls last, measure.position, measure.measure_id;
