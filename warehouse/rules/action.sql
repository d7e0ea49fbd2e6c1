-- What needs somebody, as known on a day: judged measures that are overdue, delayed or due soon, and those that cannot be judged because
-- a date or data is lacking; what the strategy only suggests is not among them. need says what: `behind`, `soon`, `decision`
-- or `data`. missed holds the deadlines behind the word, the oldest first: of periods those in grace and those missed of the last four that
-- have closed (recurring_word), of checkpoints, meetings and processes those missed in the window that is judged, of milestones every
-- one that is over its date. Days over count from the oldest of them; a measure that is behind its target has no such day. place: most
-- days over first, then what is behind without a day, what is due soon, what lacks a decision, what lacks data. One row per measure.
create or replace macro action(as_of) as table
with needing as (
    select
        *,
        case status
            when 'due_soon' then 'soon'
            when 'not_set' then 'decision'
            when 'no_data' then 'data'
            else 'behind'
        end as need
    from measure_status(as_of)
    where lane = 'activity' and not is_optional and status in ('overdue', 'delayed', 'due_soon', 'not_set', 'no_data')
),
placed as (
    select
        deadline.*, needing.window_start_on, needing.window_end_on,
        row_number() over (partition by deadline.measure_id, deadline.closes_on < as_of order by deadline.due_on desc) as place
    from deadline(as_of) as deadline
    join needing using (measure_id)
    where needing.need = 'behind'
),
behind as (
    select measure_id, min(due_on) as since_on, list(deadline_id order by due_on, deadline_id) as missed
    from placed
    where outcome in ('missed', 'in_grace')
        and case
            when what = 'period' then place <= 4 or outcome = 'in_grace'
            when what = 'milestone' then true
            else due_on between window_start_on and window_end_on
        end
    group by measure_id
)
select
    needing.measure_id, needing.goal_id, needing.kind, needing.status, needing.basis, needing.need,
    behind.since_on,
    as_of - behind.since_on as days_over,
    coalesce(behind.missed, []) as missed,
    needing.covered_count, needing.population_count, needing.required_count, needing.next_due_on, needing.data_through_on,
    row_number() over (
        order by behind.since_on nulls last, list_position(['behind', 'soon', 'decision', 'data'], needing.need),
            needing.next_due_on nulls last, needing.goal_id nulls last, needing.position, needing.measure_id
    ) as place
from needing
left join behind using (measure_id)
order by place;
