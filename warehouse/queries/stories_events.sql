-- One row per metric and event that has happened, as known on a date, the latest event first: the months before it against those after.
select
    metric_id,
    event_id,
    occurred_on,
    name_nb,
    name_en,
    after_count,
    before_count,
    required_count,
    after_median,
    before_median,
    difference,
    low,
    high,
    others,
    verdict
from event_difference($as_of)
order by metric_id, occurred_on desc;
