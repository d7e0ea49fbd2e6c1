-- What the latest reading of each source noticed and went on, as known on a date. One row per finding.
select
    warning.source_id,
    warning.code,
    warning.subject,
    warning.row_count
from etl_warning as warning
inner join last_reading($as_of) as reading
    on warning.source_id = reading.source_id and warning.run_id = reading.run_id
order by warning.source_id, warning.code, warning.subject
