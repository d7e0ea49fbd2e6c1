-- The points of number series that count for the municipality on a day: what sources delivered of its main page, or without
-- naming a page; the values that completions of a continuous measure carry; and what we work out ourselves. Figures of other
-- pages are none of them. One row per metric, source and day.
create or replace macro known_metric_value(as_of) as table
select metric_id, source_id, observed_on, value, n, value_basis, known_from
from known_page_value(as_of)
where page_id is null or page_id = (select page_id from page where is_main)
union all
select
    measure.metric_id, record.source_id, record.occurred_on as observed_on, record.value, record.n,
    'typed' as value_basis, record.registered_on as known_from
from known_completion(as_of) as record
join measure on measure.measure_id = record.measure_id
where measure.metric_id is not null and record.value is not null
union all
select metric_id, source_id, observed_on, value, n, 'own_calculation' as value_basis, known_from
from known_own_calculation(as_of);
