-- Every landed row of a feed, beside its file.
create or replace temp view landed as
from read_parquet(getvariable('landed_files'), filename = true, union_by_name = true)
