-- How each milestone of a one-off measure stands, in the version known on the day. Done, late or not, it is completed;
-- undone it is overdue after its due date, due soon within 30 days when not started, and without a due date it is not set. Where the
-- source has not been read since the due date, it has no data. One row per milestone.
create or replace macro milestone_status(as_of) as table
with known_milestone as (
    select milestone_id, measure_id, position, name_nb, name_en, due_on, started_on
    from milestone
    where known_from is null or known_from <= as_of
    qualify row_number() over (partition by milestone_id order by known_from desc nulls last) = 1
),
done as (
    select milestone_id, min(occurred_on) as completed_on
    from known_completion(as_of)
    where milestone_id is not null
    group by milestone_id
)
select
    step.measure_id, step.milestone_id, step.position, step.name_nb, step.name_en, step.due_on, step.started_on,
    done.completed_on,
    case when done.completed_on is not null and step.due_on is not null then greatest(done.completed_on - step.due_on, 0) end as days_late,
    case
        when done.completed_on is not null then 'completed'
        when step.due_on is null then 'not_set'
        when step.due_on < as_of and coalesce(step.due_on > through.data_through_on, true) then 'no_data'
        when step.due_on < as_of then 'overdue'
        when step.due_on - as_of <= 30 and (step.started_on is null or step.started_on > as_of) then 'due_soon'
        else 'on_track'
    end as status
from known_milestone as step
left join done using (milestone_id)
left join data_through(as_of) as through using (measure_id)
order by step.measure_id, step.position;
