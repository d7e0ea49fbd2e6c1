-- Every table and rule that can be asked for, tables first, with how it is called and what it means. One row per table or rule.
with columns_of as (
    select table_name, list(column_name order by column_index) as column_names
    from duckdb_columns()
    where not internal
    group by table_name
),
things as (
    select
        table_name as name,
        'table' as kind,
        table_name as called,
        split_part(comment, chr(10), 1) as comment_nb,
        split_part(comment, chr(10), -1) as comment_en,
        estimated_size as row_count,
        columns_of.column_names
    from duckdb_tables()
    join columns_of using (table_name)
    where not internal
    union all by name
    select
        function_name as name,
        if(function_type = 'table_macro', 'table_rule', 'rule') as kind,
        function_name || '(' || array_to_string(parameters, ', ') || ')' as called,
        split_part(comment, chr(10), 1) as comment_nb,
        split_part(comment, chr(10), -1) as comment_en,
        parameters as column_names
    from duckdb_functions()
    where not internal and function_type in ('macro', 'table_macro')
)
select name, kind, called, comment_nb, comment_en, row_count, column_names
from things
order by list_position(['table', 'table_rule', 'rule'], kind), name
