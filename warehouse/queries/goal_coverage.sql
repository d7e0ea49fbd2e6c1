-- One row per coverage measure and unit in its population, as known on a date; events by day, the rest by name.
select
    status.measure_id,
    status.unit_id,
    status.name_nb,
    coalesce(status.name_en, status.name_nb) as name_en,
    status.window_start_on,
    status.window_end_on,
    status.occurs_on,
    status.covered_on,
    status.is_late,
    status.is_known
from coverage_status($as_of) as status
order by status.measure_id, status.occurs_on, status.name_nb;
