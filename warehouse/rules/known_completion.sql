-- The completions that count on a day: it had happened, somebody had reported it, and no correction or withdrawal had yet
-- taken its place. One row per record.
create or replace macro known_completion(as_of) as table
select
    record_key, source_id, measure_id, unit_id, milestone_id, period, occurred_on, registered_on, registered_basis,
    value, n, channel_id, evidence_url, note, role_id
from completion
where occurred_on <= as_of
    and known_from <= as_of
    and (known_to is null or known_to > as_of);
