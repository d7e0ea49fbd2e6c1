-- How each measure stands on a day, as it was known then: one word, by the rule of its kind. An optional measure is not set until a plan
-- for it is decided; another is not set while nobody has set its plan, unless it is completed all the same. One that no source reports on,
-- or whose source was never read, has no data. Counts are of the calendar year of the day, or of the window that is judged; in grace also
-- counts last year's periods. A measure with no data is_undecidable where it was measured, and nobody can tell from the value. One row per
-- measure.
create or replace macro measure_status(as_of) as table
with done as (
    select measure_id, max(occurred_on) as last_occurred_on
    from known_completion(as_of)
    group by measure_id
),
judged as (
    select
        measure_id, planned_count, closed_count, on_time_count, late_count, missed_count, in_grace_count,
        null::bigint as covered_count, null::bigint as population_count, null::integer as required_count,
        null::date as window_start_on, null::date as window_end_on, next_due_on, status
    from recurring_status(as_of)
    union all by name
    select measure_id, planned_count, closed_count, on_time_count, late_count, missed_count, next_due_on, status
    from one_off_status(as_of)
    union all by name
    select
        measure_id, covered_count, population_count, required_count, window_start_on, window_end_on, next_due_on, status
    from window_status(as_of)
    union all by name
    select
        measure_id, covered_count, population_count, required_count, window_start_on, window_end_on, next_due_on, status
    from event_status(as_of)
    union all by name
    select measure_id, status, is_undecidable
    from continuous_status(as_of)
),
worded as (
    select
        measure.measure_id, measure.goal_id, measure.position, measure.audience, measure.kind, measure.lane, measure.is_optional,
        coalesce(in_force.basis, 'not_set') as basis,
        judged.planned_count, judged.closed_count, judged.on_time_count, judged.late_count, judged.missed_count,
        judged.in_grace_count, judged.covered_count, judged.population_count, judged.required_count,
        judged.window_start_on, judged.window_end_on, judged.next_due_on, done.last_occurred_on, through.data_through_on,
        case
            when measure.is_optional and coalesce(in_force.basis, 'not_set') <> 'decided' then 'not_set'
            when judged.status = 'completed' then 'completed'
            when coalesce(in_force.basis, 'not_set') = 'not_set' or judged.status is null then 'not_set'
            when judged.status = 'not_set' then 'not_set'
            when measure.kind <> 'continuous' and through.data_through_on is null then 'no_data'
            else judged.status
        end as status,
        judged.is_undecidable
    from measure
    left join plan_in_force(as_of) as in_force using (measure_id)
    left join judged using (measure_id)
    left join done using (measure_id)
    left join data_through(as_of) as through using (measure_id)
)
select
    measure_id, goal_id, position, audience, kind, lane, is_optional, basis, planned_count, closed_count, on_time_count, late_count,
    missed_count, in_grace_count, covered_count, population_count, required_count, window_start_on, window_end_on, next_due_on,
    last_occurred_on, data_through_on, status,
    status = 'no_data' and coalesce(is_undecidable, false) as is_undecidable
from worded
order by goal_id nulls last, position, measure_id;
