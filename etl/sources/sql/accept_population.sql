-- The counts of inhabitants that count. One row per municipality and year.
create or replace temp table accepted as
select row_number, record_key, municipality_number, year, inhabitants, observed_on
from judged
where verdict is null and row_number not in (select row_number from earlier);
