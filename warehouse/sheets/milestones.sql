-- The workbook's sheet of milestones, as known on a day. One row per milestone of a one-off measure.
select
    status.measure_id,
    if($language = 'en', measure.short_en, measure.short_nb) as measure,
    if($language = 'en', status.name_en, status.name_nb) as milestone,
    'status.' || status.status as status_word,
    status.due_on,
    status.started_on,
    status.completed_on,
    status.days_late
from milestone_status($as_of) as status
inner join measure on status.measure_id = measure.measure_id
order by measure.goal_id nulls last, measure.position, status.position
