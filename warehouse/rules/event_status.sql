-- How a coverage measure over meetings or processes stands: overdue at the first one held that is uncovered beyond its grace days,
-- delayed while one is uncovered within them, not started before any is held, not set when none is held or coming, else on track. The
-- word is asked twice, as if all that a silent source left unknown were uncovered and as if none were; when the answers differ, the
-- measure has no data. One row per measure over meetings or processes.
create or replace macro event_status(as_of) as table
with measured as (
    select measure.measure_id, measure.unit_kind
    from measure
    join plan_in_force(as_of) as in_force using (measure_id)
    where measure.kind = 'coverage' and in_force.coverage_window is not null
        and (measure.unit_kind <> 'service_area' or in_force.coverage_window = 'event')
),
counted as (
    select
        measured.measure_id,
        any_value(held.window_start_on) as window_start_on,
        any_value(held.window_end_on) as window_end_on,
        count(held.unit_id) as population_count,
        count(held.covered_on) as covered_count,
        count(*) filter (where held.is_late) as late_at_worst_count,
        count(*) filter (where held.is_late and held.is_known) as late_count,
        count(held.unit_id) filter (where held.covered_on is null) as uncovered_at_worst_count,
        count(held.unit_id) filter (where held.covered_on is null and held.is_known) as uncovered_count
    from measured
    left join coverage_status(as_of) as held using (measure_id)
    group by measured.measure_id
),
upcoming as (
    select measured.measure_id, min(unit.occurs_on) as next_due_on, count(unit.unit_id) as unit_count
    from measured
    left join unit on unit.unit_kind = measured.unit_kind and unit.occurs_on >= as_of
    group by measured.measure_id
),
asked_twice as (
    select
        *,
        event_word(population_count, late_at_worst_count, uncovered_at_worst_count) as word_at_worst,
        event_word(population_count, late_count, uncovered_count) as word_at_best
    from counted
)
select
    judged.measure_id, judged.window_start_on, judged.window_end_on, judged.population_count, judged.covered_count,
    judged.population_count as required_count, upcoming.next_due_on,
    case
        when judged.population_count = 0 and upcoming.unit_count = 0 then 'not_set'
        when word_at_worst = word_at_best then word_at_worst
        else 'no_data'
    end as status
from asked_twice as judged
join upcoming using (measure_id);
