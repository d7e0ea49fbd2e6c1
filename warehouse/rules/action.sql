-- What needs somebody, as known on a day: judged measures that are overdue, delayed or due soon, and those that cannot be judged because a
-- date, data or a value that tells is lacking; what the strategy only suggests is not among them. need says what: `behind`, `soon`,
-- `decision`, `data` or `undecidable`. missed holds the deadlines behind the word, the oldest first: of periods those in grace and those
-- missed of the last four that closed in the last twelve months (recurring_status), of checkpoints, meetings and processes those missed in
-- the window that is judged, of milestones every one that is over its date. Days over count from the oldest of them; what is behind its
-- target counts from the day the level was to be reached, once that has passed, and has no days else. place: most days over first, of
-- equally many the worse word, then what is behind without days, what is due soon, what lacks a decision, what lacks data, what is
-- undecidable; of these the next due date, then the strategy's own order. One row per measure.
create or replace macro action(as_of) as table
with needing as (
    select
        *,
        case
            when status = 'due_soon' then 'soon'
            when status = 'not_set' then 'decision'
            when is_undecidable then 'undecidable'
            when status = 'no_data' then 'data'
            else 'behind'
        end as need
    from measure_status(as_of)
    where lane = 'activity' and not is_optional and status in ('overdue', 'delayed', 'due_soon', 'not_set', 'no_data')
),
placed as (
    select
        deadline.*, needing.window_start_on, needing.window_end_on,
        deadline.closes_on < as_of and deadline.closes_on >= as_of - interval 12 months as is_recent,
        row_number() over (partition by deadline.measure_id, is_recent order by deadline.due_on desc) as place
    from deadline(as_of) as deadline
    join needing using (measure_id)
    where needing.need = 'behind'
),
behind as (
    select measure_id, min(due_on) as since_on, list(deadline_id order by due_on, deadline_id) as missed
    from placed
    where outcome in ('missed', 'in_grace')
        and case
            when what = 'period' then outcome = 'in_grace' or (is_recent and place <= 4)
            when what = 'milestone' then true
            else due_on between window_start_on and window_end_on
        end
    group by measure_id
),
reached_by as (
    select needing.measure_id, aim.due_on
    from needing
    join measure using (measure_id)
    join target_in_force(as_of) as aim using (metric_id)
    where needing.kind = 'continuous' and needing.need = 'behind' and aim.kind in ('increase', 'decrease') and aim.due_on < as_of
),
dated as (
    select
        needing.*, coalesce(behind.missed, []) as missed, coalesce(behind.since_on, reached_by.due_on) as since_on,
        goal.position as goal_position
    from needing
    left join behind using (measure_id)
    left join reached_by using (measure_id)
    left join goal on goal.goal_id = needing.goal_id
)
select
    measure_id, goal_id, kind, status, basis, need, since_on, as_of - since_on as days_over, missed,
    covered_count, population_count, required_count, next_due_on, data_through_on,
    row_number() over (
        order by since_on nulls last, list_position(['behind', 'soon', 'decision', 'data', 'undecidable'], need),
            list_position(['overdue', 'delayed'], status) nulls last, next_due_on nulls last, goal_position nulls last, position, measure_id
    ) as place
from dated
order by place;
