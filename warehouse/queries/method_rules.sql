-- What every rule is called, what it means, and how the database holds it. One row per macro.
select
    function_name,
    parameters,
    comment,
    macro_definition as definition
from duckdb_functions()
where not internal and function_type in ('macro', 'table_macro')
order by function_name
