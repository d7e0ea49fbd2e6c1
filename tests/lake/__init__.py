"""The shared lake: DuckLake on a PostgreSQL server and an object store of the tests' own, on loopback."""
