-- The workbook's sheet of goals: headline and counts as known on a day. One row per goal, and one for what runs across.
select
    status.goal_id as goal_id,
    if($language = 'en', goal.text_en, goal.text_nb) as goal,
    'headline.' || status.headline as headline_word,
    status.measure_count,
    status.judgeable_count,
    status.completed_count,
    status.on_track_count,
    status.due_soon_count,
    status.delayed_count,
    status.overdue_count,
    status.not_started_count,
    status.not_set_count,
    status.no_data_count
from goal_status($as_of) as status
left join goal on status.goal_id = goal.goal_id
order by goal.position nulls last
