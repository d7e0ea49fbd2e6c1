-- The measures that run across the goals and are judged, with what they rest on at a date. One row per measure.
select
    status.measure_id,
    measure.text_nb,
    measure.text_en,
    measure.unit_kind,
    status.covered_count,
    status.population_count,
    status.required_count,
    status.next_due_on,
    status.status
from measure_status($as_of) as status
inner join measure on status.measure_id = measure.measure_id
where status.goal_id is null and status.lane = 'activity' and not status.is_optional
order by measure.position
