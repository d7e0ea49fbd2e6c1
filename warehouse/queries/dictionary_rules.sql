-- What every rule means: the first line of a comment is bokmål, the last is English. One row per macro.
select
    function_name,
    parameters,
    function_type = 'table_macro' as is_table,
    split_part(comment, chr(10), 1) as comment_nb,
    split_part(comment, chr(10), -1) as comment_en
from duckdb_functions()
where not internal and function_type in ('macro', 'table_macro')
order by is_table desc, function_name
