-- What every rule is called, what it means (bokmål, then English), and how the database holds it. One row per macro.
select
    function_name,
    parameters,
    split_part(comment, chr(10), 1) as comment_nb,
    split_part(comment, chr(10), -1) as comment_en,
    macro_definition as definition
from duckdb_functions()
where not internal and function_type in ('macro', 'table_macro')
order by function_name
