-- Which units does each coverage measure still miss? One row per measure and missing unit.
select
    coverage.measure_id,
    measure.short_nb,
    coverage.name_nb as unit_name
from coverage_status($as_of) as coverage
join measure using (measure_id)
where coverage.covered_on is null
order by coverage.measure_id, unit_name
