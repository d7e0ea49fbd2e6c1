-- Fills rejected_row from the rows that the deliveries left out. One row per rejected row.
insert into rejected_row by name
select
    delivery.run_id,
    delivery.source_id,
    delivery.file_name,
    landed.row_number,
    landed.column_name,
    landed.rejected_value as value,
    landed.reason,
    landed.allowed
from landed
join delivery on delivery.file = landed.filename
where landed.reason is not null
