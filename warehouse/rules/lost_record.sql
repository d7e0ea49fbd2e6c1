-- The completions that counted on an earlier day and do not count the same on a later one, each as it was known then: `withdrawn` where
-- no version of the record counts any longer, `corrected` where one does, for another measure, unit, milestone, period or day. The
-- columns are as known on the earlier day. One row per record.
create or replace macro lost_record(from_date, to_date) as table
with touched as (
    select source_id, record_key
    from completion
    where known_to > from_date and known_to <= to_date
)
select
    earlier.record_key, earlier.source_id, earlier.measure_id, earlier.unit_id, earlier.milestone_id, earlier.period, earlier.occurred_on,
    case when later.record_key is null then 'withdrawn' else 'corrected' end as change
from known_completion(from_date) as earlier
semi join touched using (source_id, record_key)
left join known_completion(to_date) as later using (source_id, record_key)
where later.record_key is null
    or (later.measure_id, later.unit_id, later.milestone_id, later.period, later.occurred_on) is distinct from (
        earlier.measure_id, earlier.unit_id, earlier.milestone_id, earlier.period, earlier.occurred_on
    );
