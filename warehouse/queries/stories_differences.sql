-- One row per metric, as known on a date, in the register's order: months with a story against months without.
select
    found.metric_id,
    metric.name_nb,
    metric.name_nn,
    metric.name_en,
    metric.kind,
    found.with_count,
    found.without_count,
    found.required_count,
    found.with_median,
    found.without_median,
    found.difference,
    found.low,
    found.high,
    found.verdict
from story_difference($as_of) as found
join metric on metric.metric_id = found.metric_id
order by metric.position, metric.metric_id;
