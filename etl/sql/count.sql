-- What a delivery holds: counts, newest date and a fingerprint that the order of rows does not change. One row.
with accepted_row as (
    select columns('^(occurred|observed)_on$') as dated_on, hash(*columns(* exclude (row_number))) as content
    from accepted
),
rejected_row as (
    select hash(*columns(*)) as content
    from rejected
)
select
    (select count(*) from accepted_row) as accepted_count,
    (select count(*) from rejected_row) as rejected_count,
    (select max(dated_on) from accepted_row) as newest_on,
    concat_ws(
        '-',
        (select sum(content) from accepted_row),
        (select sum(content) from rejected_row)
    ) as fingerprint
