-- What every table and column means. One row per column.
select
    column_of.table_name,
    table_of.comment as table_comment,
    column_of.column_name,
    lower(column_of.data_type) as data_type,
    column_of.comment
from duckdb_columns() as column_of
join duckdb_tables() as table_of using (schema_name, table_name)
where not column_of.internal and column_of.schema_name = 'main'
order by table_of.table_oid, column_of.column_index
