"""The same tables and rules shared by several hosts: DuckLake, its catalog in PostgreSQL, its files anywhere."""
