-- What every rule means. One row per macro.
select
    function_name,
    parameters,
    function_type = 'table_macro' as is_table,
    comment
from duckdb_functions()
where not internal and function_type in ('macro', 'table_macro')
order by is_table desc, function_name
