-- The plan that governs a measure on a day, as it was decided by then. A measure that no plan governs has no row.
-- One row per measure.
create or replace macro plan_in_force(as_of) as table
select plan_id, measure_id, basis, grace_days, coverage_window, checkpoint_count, governs_from
from known_plan(as_of)
where as_of between governs_from and governs_to
qualify row_number() over (partition by measure_id order by rank desc) = 1;
