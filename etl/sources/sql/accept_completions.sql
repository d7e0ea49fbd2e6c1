-- The records that count. One row per record key.
create or replace temp table accepted as
select
    row_number, record_key, measure_id, unit_id, milestone_id, period, occurred_on, registered_on, value, n, channel_id,
    evidence_url, note, role_id
from judged
where verdict is null and row_number not in (select row_number from earlier);
