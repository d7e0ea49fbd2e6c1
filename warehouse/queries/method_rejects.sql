-- The rejected rows that stand on a date, of one source or of all ($source null), the first $row_limit of them. One row per rejected row.
select
    reject.source_id,
    source.is_sample,
    reject.file_name,
    reject.row_number,
    reject.column_name,
    reject.value,
    reject.reason,
    reject.allowed
from standing_reject($as_of) as reject
inner join source on reject.source_id = source.source_id
where $source is null or reject.source_id = $source
order by reject.source_id, reject.file_name, reject.row_number, reject.column_name
limit $row_limit
