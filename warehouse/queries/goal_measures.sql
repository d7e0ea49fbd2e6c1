-- One row per measure as known on a date: within its goal the one that most needs somebody first, optional ones last.
select
    status.goal_id,
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
    status.is_undecidable,
    plan.note_nb as plan_nb,
    plan.note_en as plan_en,
    plan.quote_nb as plan_quote_nb,
    plan.decided_on
from measure_status($as_of) as status
join measure on measure.measure_id = status.measure_id
left join plan_in_force($as_of) as in_force on in_force.measure_id = status.measure_id
left join plan on plan.plan_id = in_force.plan_id
order by
    status.goal_id,
    status.is_optional,
    list_position(
        ['overdue', 'delayed', 'due_soon', 'no_data', 'not_set', 'not_started', 'on_track', 'completed'],
        status.status
    ),
    measure.position,
    status.measure_id;
