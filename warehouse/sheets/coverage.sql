-- The workbook's sheet of who is covered, as known on a day. One row per coverage measure and unit in its population.
select
    status.measure_id,
    if($language = 'en', measure.short_en, measure.short_nb) as measure,
    if($language = 'en', coalesce(status.name_en, status.name_nb), status.name_nb) as unit,
    case
        when status.covered_on is not null then 'exports.coverage.covered'
        when not status.is_known then 'exports.coverage.unknown'
        when status.occurs_on is not null and not status.is_late then 'exports.coverage.waiting'
        else 'exports.coverage.missing'
    end as coverage_word,
    status.covered_on,
    status.occurs_on,
    status.window_start_on,
    status.window_end_on
from coverage_status($as_of) as status
inner join measure on status.measure_id = measure.measure_id
order by measure.goal_id nulls last, measure.position, status.occurs_on, status.name_nb
