-- Where are the one-off measures on their way, and how many days late? One row per milestone.
select
    measure_id,
    name_nb as milestone,
    due_on,
    completed_on,
    days_late,
    status
from milestone_status($as_of)
order by measure_id, position
