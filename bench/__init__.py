"""Benchmarks, run by hand with `make bench`; figures go into RESULTS.md, never into timed tests."""
