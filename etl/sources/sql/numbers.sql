-- Every number that stands in a cell of values or counts, understood once. One row per different cell.
create or replace temp table number_cell as
with cell as (
    select value as cell from staged where value is not null
    union
    select n as cell from staged where n is not null
),
tidied as (
    select cell, tidy(cell) as tidied from cell
),
bare as (
    select cell, tidied, ends_with(tidied, '%') as is_signed, signed_number(trim(rtrim(tidied, '%'))) as digits from tidied
),
understood as (
    select cell, tidied, is_signed, as_number(digits) as unsigned_number, as_grouped(digits) as grouped from bare
)
select
    cell, tidied, is_signed, unsigned_number,
    case when not is_signed then unsigned_number end as number,
    case when not is_signed then coalesce(grouped, unsigned_number) end as whole
from understood;
