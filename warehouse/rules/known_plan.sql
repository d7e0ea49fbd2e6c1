-- The plans that had been decided on a day, the latest decision with the highest rank: where two govern the same day, it
-- counts. A plan without a decision day is known all along and ranks lowest. One row per plan.
create or replace macro known_plan(as_of) as table
select
    plan_id, measure_id, basis, grace_days, coverage_window, checkpoint_count,
    coalesce(valid_from, date '0001-01-01') as governs_from,
    coalesce(valid_to, date '9999-12-31') as governs_to,
    row_number() over (partition by measure_id order by decided_on nulls first, plan_id) as rank
from plan
where decided_on is null or decided_on <= as_of;
