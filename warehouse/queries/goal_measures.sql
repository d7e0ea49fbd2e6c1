-- One row per measure of a goal ('X': across the goals) as known on a date, the one that most needs somebody first.
with known_plan as (
    select *
    from plan
    where (decided_on is null or decided_on <= $as_of)
        and (valid_from is null or valid_from <= $as_of)
        and (valid_to is null or valid_to >= $as_of)
    qualify row_number() over (
        partition by measure_id order by decided_on desc nulls last, plan_id desc
    ) = 1
)
select
    status.measure_id,
    measure.text_nb,
    measure.text_en,
    measure.short_nb,
    measure.short_en,
    measure.counted_nb,
    measure.counted_en,
    measure.done_when_nb,
    measure.done_when_en,
    measure.unit_kind,
    measure.metric_id,
    measure.same_wording_as,
    status.audience,
    status.kind,
    status.lane,
    status.is_optional,
    status.basis,
    status.planned_count,
    status.closed_count,
    status.on_time_count,
    status.late_count,
    status.missed_count,
    status.in_grace_count,
    status.covered_count,
    status.population_count,
    status.required_count,
    status.window_start_on,
    status.window_end_on,
    status.next_due_on,
    status.last_occurred_on,
    status.data_through_on,
    status.status,
    known_plan.note_nb as plan_nb,
    known_plan.note_en as plan_en,
    known_plan.quote_nb as plan_quote_nb,
    known_plan.grace_days,
    known_plan.decided_on
from measure_status($as_of) as status
join measure on measure.measure_id = status.measure_id
left join known_plan on known_plan.measure_id = status.measure_id
where coalesce(measure.goal_id, 'X') = $goal
order by
    list_position(
        ['overdue', 'delayed', 'no_data', 'not_set', 'due_soon', 'not_started', 'on_track', 'completed'],
        status.status
    ),
    measure.position,
    status.measure_id;
