-- The workbook's sheet of due periods, as known on a day, the newest first. One row per recurring measure and due period.
select
    status.measure_id,
    if($language = 'en', measure.short_en, measure.short_nb) as measure,
    status.period,
    'measure.outcome.' || if(status.outcome in ('missed', 'in_grace') and not status.is_known, 'unknown', status.outcome)
        as outcome_word,
    status.start_on,
    status.due_on,
    status.closes_on,
    status.completed_on,
    status.registered_on,
    'exports.basis.' || status.basis as basis_word
from due_period_status($as_of) as status
inner join measure on status.measure_id = measure.measure_id
order by measure.goal_id nulls last, measure.position, status.due_on desc
