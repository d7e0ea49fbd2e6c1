-- What every table and column means: the first line of a comment is bokmål, the last is English. One row per column.
select
    column_of.table_name,
    split_part(table_of.comment, chr(10), 1) as table_comment_nb,
    split_part(table_of.comment, chr(10), -1) as table_comment_en,
    column_of.column_name,
    lower(column_of.data_type) as data_type,
    split_part(column_of.comment, chr(10), 1) as comment_nb,
    split_part(column_of.comment, chr(10), -1) as comment_en
from duckdb_columns() as column_of
join duckdb_tables() as table_of using (schema_name, table_name)
where not column_of.internal and column_of.schema_name = 'main'
order by table_of.table_oid, column_of.column_index
