-- The workbook's sheet of measures: the word, the counts behind it and the next date, as known on a day. One row per measure.
select
    status.measure_id,
    status.goal_id,
    if($language = 'en', measure.text_en, measure.text_nb) as measure,
    'measure.audience.' || status.audience as audience_word,
    'exports.kind.' || status.kind as kind_word,
    'status.' || status.status as status_word,
    'exports.basis.' || status.basis as basis_word,
    if($language = 'en', role.name_en, role.name_nb) as role,
    status.next_due_on,
    status.last_occurred_on,
    status.planned_count,
    status.closed_count,
    status.on_time_count,
    status.late_count,
    status.missed_count,
    status.in_grace_count,
    status.covered_count,
    status.population_count,
    status.required_count,
    status.data_through_on
from measure_status($as_of) as status
inner join measure on status.measure_id = measure.measure_id
left join answering_role($as_of) as answering on status.measure_id = answering.measure_id
left join role on answering.role_id = role.role_id
order by status.goal_id nulls last, status.position
