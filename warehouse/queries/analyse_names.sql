-- What a statement of an analyst may name, and what it may name nothing after. One row per published table, view or macro, and
-- per view of the engine's own that needs no schema before its name.
select lower(table_name) as name, 'table' as kind from duckdb_tables() where not internal
union
select lower(view_name), 'table' from duckdb_views() where not internal
union
select lower(function_name), 'macro' from duckdb_functions() where not internal and function_type like '%macro'
union
select lower(view_name), 'engine' from duckdb_views() where internal and schema_name in ('main', 'pg_catalog')
