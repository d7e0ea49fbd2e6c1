-- One row per metric that is told per story and month that is over with a value, as known on a date: how the month's stories were
-- received, and how many stories the number rests on. Shown, never judged.
select
    level.metric_id,
    metric.name_nb,
    metric.name_nn,
    metric.name_en,
    level.month_on,
    level.value,
    level.n
from month_end($as_of) as level
join metric on metric.metric_id = level.metric_id
where metric.is_per_story
    and level.month_on < date_trunc('month', $as_of::date)
order by metric.position, level.metric_id, level.month_on;
