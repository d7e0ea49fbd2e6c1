-- The points of number series that count on a day: page figures, and the values that completions of a continuous measure
-- carry. A point counts when its day had come, somebody had reported it, and nothing had taken its place.
-- One row per metric, source and day.
create or replace macro known_metric_value(as_of) as table
select metric_id, source_id, observed_on, value, n, value_basis, known_from
from metric_value
where observed_on <= as_of
    and known_from <= as_of
    and (known_to is null or known_to > as_of)
union all
select
    measure.metric_id, record.source_id, record.occurred_on as observed_on, record.value, record.n,
    'typed' as value_basis, record.registered_on as known_from
from known_completion(as_of) as record
join measure on measure.measure_id = record.measure_id
where measure.metric_id is not null and record.value is not null;
