-- The rows of every file that the source has landed.
create or replace temp view landed_before as
from read_parquet(getvariable('landed_files'), filename = true, union_by_name = true)
