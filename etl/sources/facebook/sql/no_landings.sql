-- The columns of landed rows, where nothing has landed yet. No rows.
create or replace temp view landed_before as
select
    null::text as filename, null::text as reason, null::text as column_name, null::text as rejected_value,
    null::text as allowed, null::text as record_key, null::date as observed_on, null::text as metric_id,
    null::text as page_id, null::text as property
where false
