-- The target that applies to a metric on a day, as it was decided by then; the latest decision counts. A metric without a target
-- has no row, and is then shown without a judgement. One row per metric.
create or replace macro target_in_force(as_of) as table
select target_id, metric_id, basis, kind, value, baseline_value, baseline_on, due_on
from target
where (decided_on is null or decided_on <= as_of)
    and (valid_from is null or valid_from <= as_of)
    and (valid_to is null or valid_to >= as_of)
qualify row_number() over (partition by metric_id order by decided_on desc nulls last, target_id desc) = 1;
