-- Settles what was read of the pages against what has landed before.
--
-- Figures that came again later in the same reading. One row per such figure.
create or replace temp table overtaken as
with shared_place as (
    select hash(metric_id, page_id, observed_on, breakdown) as place
    from staged_figure
    where fault is null
    group by place
    having count(*) > 1
),
placed as (
    select
        row_number,
        max(row_number) over (partition by metric_id, page_id, observed_on, breakdown) as newest_row_number
    from staged_figure
    where fault is null and hash(metric_id, page_id, observed_on, breakdown) in (from shared_place)
)
select row_number
from placed
where row_number < newest_row_number;

-- What was read this time; of figures that came more than once the last one counts. One row per key.
create or replace temp view candidate as
with figure as (
    select
        staged_figure.row_number,
        concat_ws('|', staged_figure.metric_id, staged_figure.page_id, observed_on, breakdown) as record_key,
        observed_on,
        staged_figure.metric_id,
        staged_figure.page_id,
        breakdown,
        value,
        null::integer as n,
        'platform' as value_basis,
        -- A later reading can still bring days from before the first one; they were not news on the day it brought them.
        coalesce(reached.first_on, getvariable('reading_day')) = getvariable('reading_day')
            or observed_on < reached.first_on as is_history
    from staged_figure
    left join reached on reached.page_id = staged_figure.page_id and reached.metric_id = staged_figure.metric_id
    where fault is null and staged_figure.row_number not in (from overtaken)
),
property as (
    select
        max(row_number) as row_number,
        concat_ws('|', property, page_id, getvariable('reading_day')) as record_key,
        getvariable('reading_day') as observed_on,
        page_id,
        property,
        arg_max(text_value, row_number) as text_value
    from staged_property
    group by page_id, property
),
response as (
    select *, concat_ws('|', 'response', page_id, observed_on) as record_key
    from staged_response
    semi join (select max(row_number) as row_number from staged_response group by page_id, observed_on) as last
        using (row_number)
)
from figure
union all by name
from property
union all by name
from response;

-- The newest landing of each key that was read again, its columns in the order of the candidates. One row per key.
create or replace temp table held as
with landed as (
    select *, null::text as filename from candidate where false
    union all by name
    from landed_before
    where reason is null and observed_on >= (select min(observed_on) from candidate)
),
placed as (
    select landed.*, landed_file.position
    from landed
    join landed_file on landed_file.file = landed.filename
)
select * exclude (row_number, filename, reason, column_name, rejected_value, allowed, position)
from placed
semi join (select record_key, max(position) as position from placed group by record_key) as last
    using (record_key, position);

-- What is known already, whole. One row per key.
create or replace temp table known as
with again as (
    select candidate.* exclude (row_number)
    from candidate
    semi join held using (record_key)
)
select * from again
intersect
select * from held;

-- What is not known already; a view, since two years of many pages as a table would take most of a run's memory. One row per key.
create or replace temp view accepted as
select candidate.*
from candidate
anti join known using (record_key);

-- What cannot be used. One row per value.
create or replace temp table rejected as
select
    row_number,
    split_part(fault, ':', 2) as column_name,
    cell as value,
    split_part(fault, ':', 1) as reason,
    null::text as allowed,
    case when observed_on is not null then concat_ws('|', metric_id, page_id, observed_on, breakdown) end as record_key
from staged_figure
where fault is not null
order by row_number
