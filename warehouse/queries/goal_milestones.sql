-- One row per milestone of a one-off measure, in their order, as known on a date.
select
    status.measure_id,
    status.milestone_id,
    status.name_nb,
    status.name_en,
    status.due_on,
    status.started_on,
    status.completed_on,
    status.days_late,
    status.status
from milestone_status($as_of) as status
order by status.measure_id, status.position;
