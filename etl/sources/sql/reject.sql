-- Rows that were left out: those with a reason, and those that a later row with the same key contradicts. One row per row.
create or replace table rejected as
select
    row_number, verdict.name::varchar as column_name, left(masked(verdict.cell), 80) as value, verdict.reason::varchar as reason,
    null::varchar as allowed, record_key
from judged
where verdict is not null
union all
select
    earlier.row_number, null as column_name, null as value, 'reject.contradicted' as reason,
    null as allowed, earlier.record_key
from readable as earlier
join readable as last using (record_key)
where earlier.place > 1 and last.place = 1 and earlier.content <> last.content
order by row_number;

-- Rows that only repeat another. One row per row.
create or replace table repeated as
select earlier.row_number
from readable as earlier
join readable as last using (record_key)
where earlier.place > 1 and last.place = 1 and earlier.content = last.content;
