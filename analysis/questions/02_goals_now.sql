-- How do the goals stand, and how many of their measures can be judged? One row per goal, and one across them.
select
    goal_id,
    headline,
    measure_count,
    judgeable_count,
    overdue_count,
    delayed_count,
    on_track_count
from goal_status($as_of)
order by goal_id
