-- What a statement of an analyst may name. One row per published table, view or macro.
select lower(table_name) as name, 'table' as kind from duckdb_tables() where not internal
union
select lower(view_name), 'table' from duckdb_views() where not internal
union
select lower(function_name), 'macro' from duckdb_functions() where not internal and function_type like '%macro'
