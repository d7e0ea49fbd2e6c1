-- Lands one delivery. One row per accepted row, and one per rejected row, told apart by its reason.
copy (
    select
        null::varchar as reason,
        null::varchar as column_name,
        null::varchar as rejected_value,
        null::varchar as allowed,
        accepted.*
    from accepted
    union all by name
    select reason, column_name, value as rejected_value, allowed, row_number, record_key
    from rejected
) to {file} (format parquet, compression zstd, compression_level 1, row_group_size 40960, kv_metadata {{reading: {reading}}})
