-- One row per coverage measure and unit in its population, as known on a date; meetings and processes by day, the rest by name.
select
    measure_id,
    unit_id,
    name_nb,
    coalesce(name_en, name_nb) as name_en,
    occurs_on,
    covered_on,
    covered_on is null and is_known and (occurs_on is null or is_late) as is_missing,
    covered_on is null and is_known and occurs_on is not null and not is_late as can_still,
    is_known
from coverage_status($as_of)
order by measure_id, occurs_on, name_nb;
