"""All that knows DuckDB: tables, rules, queries, and the file that readers open."""
