-- Every landed row of figures, beside its file. A file of figures typed by hand lacks what only pages have, so the columns are
-- named here: figures, what a page says of itself, and how it answers.
create or replace temp view landed as
select
    null::text as page_id, null::text as breakdown, null::boolean as is_history,
    null::text as property, null::text as text_value,
    null::integer as window_days, null::integer as received_count, null::integer as answered_count,
    null::double as median_minutes, null::double as fastest_mean_minutes, null::integer as truncated_count,
    null::text as method_version, null::boolean as is_withheld
where false
union all by name
from read_parquet(getvariable('landed_files'), filename = true, union_by_name = true)
