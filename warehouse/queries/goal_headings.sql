-- One row per goal and one for what runs across (goal_id null), in the strategy's order: sentence, headline and counts as known on a date.
select
    status.goal_id,
    goal.position,
    goal.text_nb,
    goal.text_en,
    goal.short_nb,
    goal.short_en,
    status.headline,
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
left join goal on goal.goal_id = status.goal_id
order by goal.position nulls last;
