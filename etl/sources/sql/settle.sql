-- Settles what counts of the judged rows: of rows with one key the last one, unless the others only repeat it.
create or replace temp table earlier as
with shared_key as (
    select record_key from judged where verdict is null group by record_key having count(*) > 1
),
shared as (
    select * exclude (verdict, is_share, is_per_cent)
    from judged
    where verdict is null and record_key in (select record_key from shared_key)
),
placed as (
    select
        row_number,
        record_key,
        hash(*columns(* exclude (row_number))) as content,
        row_number() over (partition by record_key order by row_number desc) as place
    from shared
)
select earlier.row_number, earlier.record_key, earlier.content = last.content as is_repeated
from placed as earlier
join placed as last on last.record_key = earlier.record_key and last.place = 1
where earlier.place > 1;

-- Rows that were left out: those with a reason, and those that a later row contradicts. One row per row.
create or replace temp table rejected as
with left_out as (
    select row_number, verdict.name as name, verdict.cell as cell, verdict.reason as reason, verdict.allowed as allowed, record_key
    from judged
    where verdict is not null
    union all
    select row_number, null as name, null as cell, 'reject.contradicted' as reason, null as allowed, record_key
    from earlier
    where not is_repeated
)
select
    left_out.row_number,
    coalesce(heading.written, left_out.name)::varchar as column_name,
    left(masked(left_out.cell), 80) as value,
    left_out.reason::varchar as reason,
    left(coalesce(left_out.allowed, nearest.choice), 200) as allowed,
    left_out.record_key
from left_out
left join heading on heading.name = left_out.name
left join nearest on nearest.reason = left_out.reason and nearest.cell = upper(left_out.cell)
order by left_out.row_number;
