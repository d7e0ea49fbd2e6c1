-- The figures that count. One row per metric and day.
create or replace temp table accepted as
select row_number, record_key, metric_id, observed_on, value, n, 'typed' as value_basis
from judged
where verdict is null and row_number not in (select row_number from earlier where earlier.record_key = judged.record_key);
